"""Door: reads of service items."""

from zhengtong.registries.service_items.selectors.guides import get_guide, has_guide
from zhengtong.registries.service_items.selectors.search import (
    list_facets,
    search_items,
    suggest,
)
from zhengtong.registries.service_items.selectors.versions import (
    find_current,
    get_current,
    get_version,
    get_versions,
)

__all__ = [
    "find_current",
    "get_current",
    "get_guide",
    "get_version",
    "get_versions",
    "has_guide",
    "list_facets",
    "search_items",
    "suggest",
]
