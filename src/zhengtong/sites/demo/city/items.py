"""The items that the city can handle online: every definition beside the demo's own licences."""

import re
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from zhengtong.registries.service_items import selectors, services
from zhengtong.sites.demo.city.people import APPROVER, AUTHOR, SETTLED, acting

DEFINITIONS = Path(settings.DEFINITIONS_DIR)
CODE = re.compile(r"^  code: \"?(\w+)", flags=re.MULTILINE)


def definition_files() -> list[Path]:
    """Return the definitions in the repository."""
    return sorted(DEFINITIONS.glob("*/item.yaml"))


def code_of(file: Path) -> str:
    """Return the implementation code that a definition is for."""
    found = CODE.search(file.read_text(encoding="utf-8"))
    return found[1] if found else ""


def has_versions() -> bool:
    """Whether every definition has a version in force; changed ones: ``item publish``."""
    return all(selectors.find_current(code_of(file)) for file in definition_files())


def publish_definitions(at: datetime) -> str:
    """Publish every definition, written by one officer and approved by another."""
    for file in definition_files():
        services.publish_item(
            source=file.read_text(encoding="utf-8"),
            actor=acting(AUTHOR),
            approver=acting(APPROVER),
            effective_from=date(at.year, 1, 1),
            at=at - SETTLED,
            register=services.register_for(DEFINITIONS),
        )
    services.rebuild_index()
    return f"{len(definition_files())} 项"
