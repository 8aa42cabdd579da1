"""Turns two recordings of one act into a recipe that can be performed again for a new case.

A value that is the same in both recordings is constant. One that differs came from somewhere: from
what an earlier statement answered, from what the act was given, or it is fresh (a moment, a random
identifier). A recipe says which, so that statements are repeated with values of their own.
"""

import json
import os
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from psycopg.types.json import Jsonb

SAVEPOINT = re.compile(r'"s\d+_x\d+"')
PADDED = "{}|04d"
SHORTEST = 4

Names = dict[str, tuple[str, str]]


@dataclass(slots=True)
class Sent:
    """One statement as ours sent it: its values, and the first rows it was answered with."""

    sql: str
    params: tuple[Any, ...]
    rows: list[list[str | None]]
    is_atomic: bool


@dataclass(slots=True)
class Act:
    """One request as ours performed it; ``given`` are the varying values it was asked with."""

    name: str
    given: dict[str, str]
    sent: list[Sent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Constant:
    """The same value every time."""

    value: Any

    def fill(self, _known: Mapping[str, str]) -> Any:
        """Return the value."""
        return self.value


@dataclass(frozen=True, slots=True)
class Known:
    """A value that an earlier answer or the caller brought, turned back into its type."""

    name: str
    kind: type

    def fill(self, known: Mapping[str, str]) -> Any:
        """Return the value for this case."""
        return self.kind(known[self.name])


@dataclass(frozen=True, slots=True)
class Template:
    """A text, or a JSON document, with known values inside."""

    parts: Any
    write: Callable[[Any], Any] = str

    def fill(self, known: Mapping[str, str]) -> Any:
        """Return the text or document for this case."""
        return self.write(_fill(self.parts, known))


@dataclass(frozen=True, slots=True)
class Fresh:
    """A value that is new each time: a moment, a random identifier, a digest."""

    kind: str
    size: int = 0

    def fill(self, _known: Mapping[str, str]) -> Any:
        """Return a new value."""
        makers: dict[str, Callable[[], Any]] = {
            "moment": lambda: datetime.now(UTC),
            "uuid": uuid.uuid4,
            "bytes": lambda: os.urandom(self.size),
        }
        return makers[self.kind]()


Value = Constant | Known | Template | Fresh


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, where its values come from, and which of its answers are wanted later."""

    sql: str
    values: tuple[Value, ...]
    is_atomic: bool
    wanted: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """An act to perform again; ``doubts`` are varying values whose origin was not found."""

    name: str
    statements: tuple[Statement, ...]
    needs: frozenset[str]
    doubts: tuple[str, ...]


def derive(first: Sequence[Act], second: Sequence[Act]) -> tuple[Recipe, ...]:
    """Return the recipes of a chain of acts from two recordings of it.

    Raises: ``ValueError`` when the two did not send the same statements.
    """
    names: Names = {}
    derived: list[tuple[Act, list[tuple[Value, ...]], list[str]]] = []
    for a, b in zip(first, second, strict=True):
        derived.append(_derive_act(a, b, names))
    used = {name for _, values, _ in derived for one in values for v in one for name in _uses(v)}
    return tuple(_recipe(act, values, doubts, used) for act, values, doubts in derived)


def _derive_act(a: Act, b: Act, names: Names) -> tuple[Act, list[tuple[Value, ...]], list[str]]:
    if [_plain(one.sql) for one in a.sent] != [_plain(one.sql) for one in b.sent]:
        raise ValueError(f"{a.name}: two recordings sent different statements")
    names.update({key: (a.given[key], b.given[key]) for key in a.given})
    doubts: list[str] = []
    all_values = []
    for number, (x, y) in enumerate(zip(a.sent, b.sent, strict=True)):
        pairs = zip(x.params, y.params, strict=True)
        all_values.append(tuple(_origin(p, q, names, doubts, x.sql) for p, q in pairs))
        names.update(_answers(f"{a.name}.{number}", x, y))
    return a, all_values, doubts


def _answers(prefix: str, x: Sent, y: Sent) -> Names:
    found: Names = {}
    for r, (row_x, row_y) in enumerate(zip(x.rows, y.rows, strict=False)):
        for c, (p, q) in enumerate(zip(row_x, row_y, strict=True)):
            if p is None or q is None or p == q:
                continue
            found[f"{prefix}.{r}.{c}"] = (p, q)
            if p.isdigit() and q.isdigit() and min(len(p), len(q)) < SHORTEST:
                found[PADDED.format(f"{prefix}.{r}.{c}")] = (f"{int(p):04d}", f"{int(q):04d}")
    return found


def _origin(p: Any, q: Any, names: Names, doubts: list[str], sql: str) -> Value:
    if isinstance(p, Jsonb) and isinstance(q, Jsonb):
        return Template(_cut_json(p.obj, q.obj, names), Jsonb)
    if p == q:
        return Constant(p)
    for name in reversed(names):
        if names[name] == (str(p), str(q)):
            return Known(name, type(p))
    return _fresh(p) or _from_text(p, q, names, doubts, sql)


def _fresh(p: Any) -> Value | None:
    if isinstance(p, datetime):
        return Fresh("moment")
    if isinstance(p, uuid.UUID):
        return Fresh("uuid")
    if isinstance(p, bytes | memoryview):
        return Fresh("bytes", len(p))
    return None


def _from_text(p: Any, q: Any, names: Names, doubts: list[str], sql: str) -> Value:
    if isinstance(p, str) and isinstance(q, str):
        if p.startswith("{") and q.startswith("{"):
            return Template(_cut_json(json.loads(p), json.loads(q), names), json.dumps)
        parts = _cut(p, names, 0)
        if parts == _cut(q, names, 1):
            return Template(parts)
    doubts.append(f"{p!r:.60} / {q!r:.60} in {sql:.60}")
    return Constant(p)


def _cut_json(p: Any, q: Any, names: Names) -> Any:
    if isinstance(p, dict) and isinstance(q, dict) and p.keys() == q.keys():
        return {key: _cut_json(p[key], q[key], names) for key in p}
    if p == q:
        return p
    found = [name for name in reversed(names) if names[name] == (str(p), str(q))]
    if found:
        return Known(found[0], type(p))
    cut = _cut(str(p), names, 0)
    return cut if isinstance(p, str) and cut == _cut(str(q), names, 1) else p


def _cut(text: str, names: Names, side: int) -> tuple[str | Known, ...]:
    """Cut a text at every known value that it contains, the longest first."""
    by_length = sorted(names, key=lambda name: -len(names[name][side]))
    for name in by_length:
        value = names[name][side]
        if len(value) >= SHORTEST and value in text:
            before, _, after = text.partition(value)
            return (*_cut(before, names, side), Known(name, str), *_cut(after, names, side))
    return (text,) if text else ()


def _fill(parts: Any, known: Mapping[str, str]) -> Any:
    if isinstance(parts, tuple):
        return "".join(p if isinstance(p, str) else p.fill(known) for p in parts)
    if isinstance(parts, dict):
        return {key: _fill(value, known) for key, value in parts.items()}
    return parts.fill(known) if isinstance(parts, Known) else parts


def _uses(value: Value) -> set[str]:
    if isinstance(value, Known):
        return {value.name}
    if isinstance(value, Template):
        return _uses_of_parts(value.parts)
    return set()


def _uses_of_parts(parts: Any) -> set[str]:
    if isinstance(parts, Known):
        return {parts.name}
    if isinstance(parts, dict):
        return {name for one in parts.values() for name in _uses_of_parts(one)}
    if isinstance(parts, tuple | list):
        return {name for one in parts for name in _uses_of_parts(one)}
    return set()


def _recipe(act: Act, values: list[tuple[Value, ...]], doubts: list[str], used: set[str]) -> Recipe:
    answers = {name.partition("|")[0] for name in used}
    statements = tuple(
        Statement(_plain(one.sql), own, one.is_atomic, _wanted(f"{act.name}.{number}", answers))
        for number, (one, own) in enumerate(zip(act.sent, values, strict=True))
    )
    needs = {name for own in values for value in own for name in _uses(value)}
    return Recipe(act.name, statements, frozenset(needs), tuple(doubts))


def _wanted(prefix: str, answers: set[str]) -> tuple[tuple[str, int, int], ...]:
    mine = [name for name in answers if name.startswith(f"{prefix}.")]
    return tuple(
        (name, *(int(part) for part in name.removeprefix(f"{prefix}.").split(".")))  # type: ignore[misc]
        for name in mine
    )


def _plain(sql: str) -> str:
    """Return the statement with one name for every savepoint; ours are numbered by thread."""
    return SAVEPOINT.sub('"s_bench"', sql)
