"""Expressions of a definition (CEL), compiled once and evaluated without ever raising.

Guarantee: an expression over an answer not yet given is ``UNKNOWN``, never an error for the person.
"""

from collections.abc import Mapping
from typing import cast

import cel

from zhengtong.core.labels import LabelledEnum
from zhengtong.registries.service_items.types.forms import JsonValue

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

    __slots__ = ("_program", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._program = cel.compile(source)

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
        return cast("JsonValue", self._program.execute(dict(variables)))

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
