"""Door: reads of service items."""

from zhengtong.registries.service_items.selectors.versions import (
    find_current,
    get_current,
    get_version,
    get_versions,
)

__all__ = ["find_current", "get_current", "get_version", "get_versions"]
