"""Typed probe values: forms as people might fill them in, to try expressions on.

The evaluator shows no tree and checks no types before it runs, so an expression is run many times
on well-typed values chosen around its own literals: both sides of every short circuit get typed.

Guarantee: the same definition and expression always give the same probes.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from random import Random
from typing import cast

from zhengtong.registries.service_items.types import (
    Definition,
    Field,
    FieldType,
    FormData,
    Group,
)
from zhengtong.registries.service_items.types.visibility import compile_groups, visible_form

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

    def __init__(
        self,
        definition: Definition,
        source: str,
        *,
        outcomes: Mapping[str, Sequence[str]] | None = None,
        unsure: Collection[str] = (),
    ) -> None:
        self._definition = definition
        self._outcomes = outcomes or {}
        self._unsure = unsure
        self._random = Random(source)  # noqa: S311 - repeatable, not secret
        numbers = [int(text[:15]) for text in NUMBER.findall(source)]
        self._numbers = sorted({0, 1, *(n + by for n in numbers for by in (-1, 0, 1))})
        self._strings = [a or b for a, b in STRING.findall(source)]

    def complete(self, row: Group | None) -> Iterator[dict[str, object]]:
        """Yield variables in which every question is answered."""
        for _ in range(PROBES):
            form: dict[str, object] = {}
            for group in self._definition.form:
                form |= self._group(group)
            own = self._row(row.fields) if row else {}
            ended = {name: self._random.choice(ends) for name, ends in self._outcomes.items()}
            yield {"form": form, "row": own, "materials": self._materials(), "outcomes": ended}

    def submitted(self, row: Group | None) -> Iterator[dict[str, object]]:
        """Yield variables as a submission has them: nothing hidden, half of what is optional.

        Raises: ``ValueError`` when a ``when`` of the form cannot be parsed.
        """
        asked = compile_groups(self._definition.form)
        optional = {f.id for group in self._definition.form for f in group.fields if not f.required}
        for variables in self.complete(row):
            form = visible_form(asked, cast("FormData", variables["form"]))
            dropped = {name for name in sorted(optional) if self._toss()}
            ended = cast("FormData", variables["outcomes"])
            undone = {name for name in sorted(self._unsure) if self._toss()}
            known = {"form": _without(form, dropped), "outcomes": _without(ended, undone)}
            yield {**variables, **known}

    def _toss(self) -> bool:
        return self._random.random() < 0.5  # noqa: PLR2004 - a fair coin

    def _group(self, group: Group) -> dict[str, object]:
        if group.repeat is None:
            return self._row(group.fields)
        count = self._random.choice((group.repeat.min, 1, 2, 3, 4))
        return {group.repeat.id: [self._row(group.fields) for _ in range(count)]}

    def _row(self, fields: Sequence[Field]) -> dict[str, object]:
        return {field.id: self._value(field) for field in fields}

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


def _without(form: FormData, names: set[str]) -> dict[str, object]:
    return {
        key: [{k: v for k, v in row.items() if k not in names} for row in value]
        if isinstance(value, list) and all(isinstance(row, dict) for row in value)
        else value
        for key, value in form.items()
        if key not in names
    }
