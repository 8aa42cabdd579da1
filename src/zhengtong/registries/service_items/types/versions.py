"""A published definition: numbered, immutable, in force from a day on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from zhengtong.registries.service_items.types.document import Definition
from zhengtong.registries.service_items.types.program import ItemProgram

ItemVersionId = NewType("ItemVersionId", int)


@dataclass(frozen=True, slots=True, eq=False)
class ItemVersion:
    """One published version; running cases keep theirs. ``code`` has 31 or 33 characters.

    Two of them are equal only when they are the same object: one process keeps one of each.
    """

    version_id: ItemVersionId
    number: int
    code: str
    definition: Definition
    program: ItemProgram
    effective_from: date
    published_at: datetime
    digest: str
