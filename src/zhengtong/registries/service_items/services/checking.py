"""What exists outside a document, for its check."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.registries.service_items.compiler.register import Offline, Register
from zhengtong.registries.service_items.types import AutomaticService


@dataclass(frozen=True, slots=True)
class Registers:
    """Bodies from the register of organisations, licence types from the documents beside it."""

    slugs: frozenset[str] | None

    def missing_bodies(self, usccs: Iterable[str]) -> frozenset[str] | None:
        """Return those that the register does not have, with one query."""
        wanted = frozenset(usccs)
        return wanted - organisations.get_bodies(wanted).keys()

    def licence_types(self) -> frozenset[str] | None:
        """Return the slugs of the licence types that are defined."""
        return self.slugs

    def services(self) -> frozenset[str] | None:
        """Return the checks that the platform can perform."""
        return frozenset(service.value for service in AutomaticService)


def register_for(definitions: Path, *, offline: bool = False) -> Register:
    """Return what exists for documents under a folder; licence types are in ``licences/`` there."""
    licences = definitions / "licences"
    slugs = frozenset(file.parent.name for file in licences.glob("*/licence.yaml"))
    known = slugs if licences.is_dir() else None
    return Offline(known) if offline else Registers(known)
