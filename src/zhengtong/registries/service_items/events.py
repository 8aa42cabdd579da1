"""Facts about service items."""

from dataclasses import dataclass

from zhengtong.core.events import Event


@dataclass(frozen=True, slots=True)
class ItemPublished(Event):
    """A numbered version of an item was published; ``effective_from`` is an ISO date."""

    item_code: str
    version_id: int
    number: int
    effective_from: str
