"""Keeping the catalogue and its index in step with what is published and imported."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.registries.service_items.models import CatalogueItem, CatalogueStamp, EmptySearch
from zhengtong.registries.service_items.selectors.indexing import build_index
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.guides import GuideElement as El
from zhengtong.registries.service_items.types.search import SearchPage
from zhengtong.registries.service_items.types.versions import ItemVersion

LONGEST_WORDS = 40
PERSONAL = re.compile(r"\d{6,}")
ONLY_STAMP = 1
DECIDED = (El.PROMISED.value, El.CONDITIONS.value, El.MATERIALS.value, El.CO_BODIES.value)


@transaction.atomic
def catalogue_definition(*, version: ItemVersion, at: datetime) -> None:
    """Put a published version into the catalogue: found, read and applied for from its day on.

    What an import knew of the item stays where the definition is silent.
    """
    definition = version.definition
    body, item = definition.implementation, definition.item
    division = organisations.find_division(body.division)
    registered = organisations.find_body(body.body)
    before = CatalogueItem.objects.select_for_update().filter(code=version.code).first()
    department = body.department.zh if body.department else ""
    if not department and registered:
        department = registered.name.zh
    if before is not None:
        department = department or before.department
    elements = {
        **(before.elements if before else {}),
        El.PROMISED.value: definition.time.promised.model_dump(mode="json"),
        El.CONDITIONS.value: [one.unless_met.zh for one in definition.conditions],
        El.MATERIALS.value: [one.name.zh for one in definition.materials],
    }
    if body.co_bodies:
        named = organisations.get_bodies(one.body for one in body.co_bodies)
        names = {str(code): one.name.zh for code, one in named.items()}
        elements[El.CO_BODIES.value] = [
            f"{names.get(one.body, one.body)}（{one.does.label}）" for one in body.co_bodies
        ]
    if definition.keywords:
        known = elements.get(El.OTHER_NAMES.value) or []
        elements[El.OTHER_NAMES.value] = list(dict.fromkeys([*definition.keywords, *known]))
    CatalogueItem.objects.update_or_create(
        code=version.code,
        defaults={
            "base_code": item.base_code,
            "name": item.name.zh,
            "name_en": item.name.en,
            "body_uscc": body.body,
            "department": department or body.body,
            "division_code": body.division,
            "division_name": division.name.zh if division else _division_name(before),
            "level": body.level.value,
            "power": item.power.value,
            "audience": [one.value for one in definition.audience],
            "themes": list(definition.themes),
            "is_online": definition.is_executable or (before is not None and before.is_online),
            "elements": elements,
            "has_process": definition.is_executable,
            "defined_from": min(version.effective_from, before.defined_from)
            if before and before.defined_from
            else version.effective_from,
            "changed_at": at,
        },
    )
    touch_catalogue()


def with_definition(
    imported: dict[str, JsonValue], before: Mapping[str, JsonValue]
) -> dict[str, JsonValue]:
    """Return a row's elements with those that the item's definition has decided already."""
    decided = {key: before[key] for key in DECIDED if key in before}
    names = [before.get(El.OTHER_NAMES.value), imported.get(El.OTHER_NAMES.value)]
    known = [str(name) for some in names if isinstance(some, list) for name in some]
    return {**imported, **decided, El.OTHER_NAMES.value: list(dict.fromkeys(known))}


def _division_name(before: CatalogueItem | None) -> str:
    return before.division_name if before else ""


def touch_catalogue() -> None:
    """Mark the catalogue as changed, so that the index of every host is built anew."""
    stamp = secrets.token_hex(8)
    CatalogueStamp.objects.update_or_create(pk=ONLY_STAMP, defaults={"stamp": stamp})


def rebuild_index() -> int:
    """Build this host's search index from the tables, swap it in, and return the items in it."""
    return build_index()


def count_empty_search(*, page: SearchPage, at: datetime) -> None:
    """Count a search that nothing answered; what may be a person's number is not written down."""
    asked = " ".join(page.words.split())[:LONGEST_WORDS].lower()
    if not page.is_unanswered or PERSONAL.search(asked):
        return
    EmptySearch.objects.bulk_create([EmptySearch(words=asked, last_at=at)], ignore_conflicts=True)
    EmptySearch.objects.filter(words=asked).exclude(last_at=at).update(
        times=F("times") + 1, last_at=at
    )
