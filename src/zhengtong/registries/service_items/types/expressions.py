"""Expressions of a definition (CEL), compiled once and evaluated without ever raising.

Guarantee: an expression over an answer not yet given is ``UNKNOWN``, never an error for the person.
"""

from collections.abc import Iterable, Mapping
from typing import cast

import cel

from zhengtong.core.labels import LabelledEnum
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.members import member_paths

Variables = Mapping[str, object]


class Truth(LabelledEnum):
    """What a condition comes to while somebody is still filling in the form."""

    MET = "met", "符合", "Met"
    UNMET = "unmet", "不符合", "Not met"
    UNKNOWN = "unknown", "尚不能判断", "Cannot be judged yet"


class Expression:
    """One compiled expression.

    Raises: ``ValueError`` when the source cannot be parsed.
    """

    __slots__ = ("_program", "_reads", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._program = cel.compile(source)
        self._reads = _reads_of(source, self._program.variables())

    def names(self) -> frozenset[str]:
        """Return the variables it reads, among them those its macros bind."""
        return frozenset(self._program.variables())

    def functions(self) -> frozenset[str]:
        """Return the functions it calls; operators have names of signs."""
        return frozenset(self._program.functions())

    def evaluate(self, variables: Variables) -> JsonValue:
        """Return the value.

        Raises: ``KeyError``, ``IndexError``, ``TypeError``, ``ValueError``, ``ArithmeticError`` or
            ``RuntimeError``, as the evaluator does.
        """
        seen = {
            name: _only(variables[name], keys)
            for name, keys in self._reads.items()
            if name in variables
        }
        return cast("JsonValue", self._program.execute(seen))

    def find_value(self, variables: Variables) -> JsonValue:
        """Return the value, or ``None`` while an answer it needs is missing or malformed."""
        try:
            return self.evaluate(variables)
        except EVALUATION_ERRORS:
            return None

    def judge(self, variables: Variables) -> Truth:
        """Return whether it holds; anything but true or false is unknown."""
        value = self.find_value(variables)
        if value is True:
            return Truth.MET
        return Truth.UNMET if value is False else Truth.UNKNOWN


EVALUATION_ERRORS = (LookupError, TypeError, ValueError, ArithmeticError, RuntimeError)


def _reads_of(source: str, variables: Iterable[str]) -> Mapping[str, frozenset[str] | None]:
    """Return the members read of each variable; ``None`` where the whole of it may be meant.

    The evaluator copies whatever it is given, at ten times the price of the evaluation itself.
    """
    reads: dict[str, set[str] | None] = {name: set() for name in variables}
    for name, *members in member_paths(source):
        known = reads.get(name)
        if not members:
            reads[name] = None
        elif known is not None:
            known.add(members[0])
    return {name: None if keys is None else frozenset(keys) for name, keys in reads.items()}


def _only(value: object, keys: frozenset[str] | None) -> object:
    if keys is None or not isinstance(value, Mapping):
        return value
    return {key: value[key] for key in keys if key in value}
