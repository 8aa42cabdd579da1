"""Door: commands on service items."""

from zhengtong.registries.service_items.services.publication import publish_item

__all__ = ["publish_item"]
