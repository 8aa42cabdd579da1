"""What the checker asks of the world outside the document."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from zhengtong.registries.service_items.types.labels import AutomaticService


class Register(Protocol):
    """What exists; ``None`` says that it is not known here, and the check is left out."""

    def missing_bodies(self, usccs: Iterable[str]) -> frozenset[str] | None:
        """Return those that the register of organisations does not have."""

    def licence_types(self) -> frozenset[str] | None:
        """Return the slugs of the licence types that are defined."""

    def services(self) -> frozenset[str] | None:
        """Return the names of the services that may perform a step."""


@dataclass(frozen=True, slots=True)
class Offline:
    """No database at hand: bodies are not looked up; licence types may be given."""

    slugs: frozenset[str] | None = None

    def missing_bodies(self, _usccs: Iterable[str]) -> frozenset[str] | None:
        """Return that it is not known."""
        return None

    def licence_types(self) -> frozenset[str] | None:
        """Return the slugs given."""
        return self.slugs

    def services(self) -> frozenset[str] | None:
        """Return the checks that the platform can perform."""
        return frozenset(service.value for service in AutomaticService)
