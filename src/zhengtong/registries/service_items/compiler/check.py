"""The checker: a text in; a definition and every fault out, layer by layer but all at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain

from zhengtong.registries.service_items.compiler.codes import check_codes
from zhengtong.registries.service_items.compiler.expressions import check_expressions
from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath, Mark
from zhengtong.registries.service_items.compiler.loader import load_document
from zhengtong.registries.service_items.compiler.process import check_process
from zhengtong.registries.service_items.compiler.quality import check_quality
from zhengtong.registries.service_items.compiler.references import check_references
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.schema import Read, read_definition
from zhengtong.registries.service_items.compiler.situations import check_examples
from zhengtong.registries.service_items.compiler.times import check_times
from zhengtong.registries.service_items.types import Definition


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking came to; the definition is there when the schema holds."""

    definition: Definition | None
    faults: tuple[Fault, ...]
    mark_of: Callable[[FieldPath], Mark]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """Return the faults that stop publication."""
        return tuple(fault for fault in self.faults if fault.is_error)


Layer = Callable[[Definition, Register], Iterable[Fault]]
LAYERS: tuple[Layer, ...] = (
    check_codes,
    check_references,
    check_expressions,
    check_process,
    check_times,
    check_quality,
    check_examples,
)

CODE = ("implementation", "code")
TAINTED: frozenset[tuple[FieldPath, FieldPath]] = frozenset(
    {
        (("implementation", "body"), CODE),
        (("implementation", "level"), CODE),
        (("item", "base_code"), CODE),
        (("item", "power"), ("item", "base_code")),
        (("time", "promised"), ("time", "promised")),
        (("time", "statutory"), ("time", "promised")),
        (("time", "promised"), ("process",)),
    }
)
"""A value that is guessed, and the comparison that then says nothing."""


def check_text(text: str, register: Register) -> Checked:
    """Return the definition that a text means, and everything that is wrong with it, in order."""
    document = load_document(text)
    found = list(document.faults)
    read = Read(None) if document.value is None else read_definition(document.value)
    found += read.faults
    if read.definition is not None:
        beyond = chain.from_iterable(layer(read.definition, register) for layer in LAYERS)
        found += [fault for fault in beyond if not _is_guessed(fault, read.guessed)]
    placed = [
        fault if fault in document.faults else replace(fault, mark=document.mark_of(fault.path))
        for fault in found
    ]
    placed.sort(key=lambda one: (one.mark.line, one.field))
    is_sound = read.definition is not None and not read.faults and not document.faults
    definition = read.definition if is_sound else None
    return Checked(definition, tuple(placed), document.mark_of)


def _is_guessed(fault: Fault, guessed: Iterable[FieldPath]) -> bool:
    """Return whether a fault comes of a value that only stands in for a faulty one."""
    return any(
        fault.path[: len(path)] == path or (path[:2], fault.path) in TAINTED
        for path in guessed
        if path
    )
