"""What other rooms' tests build of service items."""

from datetime import UTC, date, datetime
from pathlib import Path

from zhengtong.core.actors import Actor, ActorKind
from zhengtong.registries.service_items.compiler.register import Offline
from zhengtong.registries.service_items.services import publish_item
from zhengtong.registries.service_items.services.publication import read_faultless
from zhengtong.registries.service_items.tests.processes import ends_of, processes
from zhengtong.registries.service_items.types import Definition, ItemProgram, ItemVersion

__all__ = [
    "APPROVER",
    "AUTHOR",
    "DEFINITIONS",
    "IN_FORCE_FROM",
    "LAW_FIRM",
    "LAW_FIRM_CODE",
    "PUBLISHED_AT",
    "definition_text",
    "ends_of",
    "make_definition",
    "make_item",
    "make_program",
    "processes",
]

DEFINITIONS = Path(__file__).parents[4] / "definitions"
LAW_FIRM = "law-firm-establishment"
LAW_FIRM_CODE = "11440100007483180K3440109001001"
AUTHOR = Actor(kind=ActorKind.OFFICER, name="编制员")
APPROVER = Actor(kind=ActorKind.OFFICER, name="审核员")
PUBLISHED_AT = datetime(2026, 1, 4, 1, 0, tzinfo=UTC)
IN_FORCE_FROM = date(2026, 1, 4)


def definition_text(slug: str = LAW_FIRM) -> str:
    """Return the text of one of the platform's own definitions."""
    return (DEFINITIONS / slug / "item.yaml").read_text(encoding="utf-8")


def make_definition(slug: str = LAW_FIRM) -> Definition:
    """Return one of the platform's own definitions, read without a database."""
    return read_faultless(definition_text(slug), Offline())


def make_program(slug: str = LAW_FIRM) -> ItemProgram:
    """Return the program of one of the platform's own definitions, without a database."""
    return ItemProgram(make_definition(slug))


def make_item(
    slug: str = LAW_FIRM, *, effective_from: date = IN_FORCE_FROM, at: datetime = PUBLISHED_AT
) -> ItemVersion:
    """Publish one of the platform's own definitions."""
    return publish_item(
        source=definition_text(slug),
        actor=AUTHOR,
        approver=APPROVER,
        effective_from=effective_from,
        at=at,
    )
