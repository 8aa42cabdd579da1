"""Door: commands on service items."""

from zhengtong.registries.service_items.services.catalogue import (
    catalogue_definition,
    count_empty_search,
    rebuild_index,
)
from zhengtong.registries.service_items.services.checking import register_for
from zhengtong.registries.service_items.services.importing import import_items
from zhengtong.registries.service_items.services.publication import publish_item

__all__ = [
    "catalogue_definition",
    "count_empty_search",
    "import_items",
    "publish_item",
    "rebuild_index",
    "register_for",
]
