"""The checker: a text in; a definition and every fault out, layer by layer but all at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain

from zhengtong.registries.service_items.compiler.faults import Fault
from zhengtong.registries.service_items.compiler.loader import load_document
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.schema import read_definition
from zhengtong.registries.service_items.types import Definition


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking came to; the definition is there when the schema holds."""

    definition: Definition | None
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """Return the faults that stop publication."""
        return tuple(fault for fault in self.faults if fault.is_error)


Layer = Callable[[Definition, Register], Iterable[Fault]]
LAYERS: tuple[Layer, ...] = ()


def check_text(text: str, register: Register) -> Checked:
    """Return the definition that a text means, and everything that is wrong with it, in order."""
    document = load_document(text)
    found = list(document.faults)
    definition = None
    if document.value is not None:
        read = read_definition(document.value)
        if isinstance(read, Definition):
            definition = read
            found += chain.from_iterable(layer(read, register) for layer in LAYERS)
        else:
            found += read
    placed = [
        fault if fault in document.faults else replace(fault, mark=document.mark_of(fault.path))
        for fault in found
    ]
    return Checked(definition, tuple(sorted(placed, key=lambda one: (one.mark.line, one.field))))
