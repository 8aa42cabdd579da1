"""Door: commands on service items."""

from zhengtong.registries.service_items.services.checking import register_for
from zhengtong.registries.service_items.services.publication import publish_item

__all__ = ["publish_item", "register_for"]
