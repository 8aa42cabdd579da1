"""Tables of service items."""

from zhengtong.registries.service_items.models.catalogue import (
    CatalogueItem,
    CatalogueStamp,
    EmptySearch,
)
from zhengtong.registries.service_items.models.versions import ItemVersion

__all__ = ["CatalogueItem", "CatalogueStamp", "EmptySearch", "ItemVersion"]
