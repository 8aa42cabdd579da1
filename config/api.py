"""The programming interface: one address space, each room its own router."""

from ninja import NinjaAPI

from zhengtong.registries.service_items.api import router as service_items

api = NinjaAPI(title="政通 Zhengtong", version="1", urls_namespace="api", docs_url=None)
api.add_router("", service_items)
