"""Typed probe values: forms as people might fill them in, to try expressions on.

The evaluator shows no tree and checks no types before it runs, so an expression is run many times
on well-typed values chosen around its own literals: both sides of every short circuit get typed.

Guarantee: the same definition and expression always give the same probes.
"""

import re
from collections.abc import Iterator, Sequence
from random import Random

from zhengtong.registries.service_items.types import Definition, Field, FieldType, Group

PROBES = 64
NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")
SAMPLES = {
    FieldType.DATE: ("2026-01-05", "1990-12-31"),
    FieldType.RESIDENT_ID: ("440106199001011234",),
    FieldType.USCC: ("11440100007483180K",),
    FieldType.PHONE: ("13800138000",),
    FieldType.EMAIL: ("name@example.com",),
}
NUMERIC = frozenset({FieldType.INTEGER, FieldType.MONEY})


class Prober:
    """Makes probes for one expression of a definition."""

    def __init__(self, definition: Definition, source: str) -> None:
        self._definition = definition
        self._random = Random(source)  # noqa: S311 - repeatable, not secret
        numbers = [int(text[:15]) for text in NUMBER.findall(source)]
        self._numbers = sorted({0, 1, *(n + by for n in numbers for by in (-1, 0, 1))})
        self._strings = [a or b for a, b in STRING.findall(source)]

    def probes(self, row: Group | None, *, complete: bool) -> Iterator[dict[str, object]]:
        """Yield variables; incomplete ones lack answers that need not be given."""
        for _ in range(PROBES):
            form: dict[str, object] = {}
            for group in self._definition.form:
                if not complete and group.when and self._toss():
                    continue
                form |= self._group(group, complete=complete)
            own = self._row(row.fields, complete=complete) if row else {}
            yield {"form": form, "row": own, "materials": self._materials()}

    def _toss(self) -> bool:
        return self._random.random() < 0.5  # noqa: PLR2004 - a fair coin

    def _group(self, group: Group, *, complete: bool) -> dict[str, object]:
        if group.repeat is None:
            return self._row(group.fields, complete=complete)
        count = self._random.choice((group.repeat.min, 1, 2, 3, 4))
        rows = [self._row(group.fields, complete=complete) for _ in range(count)]
        return {group.repeat.id: rows}

    def _row(self, fields: Sequence[Field], *, complete: bool) -> dict[str, object]:
        return {
            field.id: self._value(field)
            for field in fields
            if complete or not may_be_missing(field) or self._toss()
        }

    def _value(self, field: Field) -> object:
        if field.type in NUMERIC:
            bounds = [one for one in (field.min, field.max) if one is not None]
            return self._random.choice([*self._numbers, *bounds])
        if field.type is FieldType.BOOLEAN:
            return self._toss()
        offered = [choice.value for choice in field.choices] or [""]
        if field.type is FieldType.CHOICES:
            return [value for value in offered if self._toss()]
        if field.type is FieldType.CHOICE:
            return self._random.choice(offered)
        return self._random.choice([*SAMPLES.get(field.type, ("示例", *self._strings))])

    def _materials(self) -> dict[str, dict[str, bool]]:
        ways = ("provided", "committed", "deferred")
        return {one.id: {way: self._toss() for way in ways} for one in self._definition.materials}


def may_be_missing(field: Field) -> bool:
    """Return whether an application may be submitted without this answer."""
    return not field.required or bool(field.when)
