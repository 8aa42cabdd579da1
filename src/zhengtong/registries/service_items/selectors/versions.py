"""Reads of published versions; a version never changes, so each process reads it once."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils.timezone import localdate

from zhengtong.registries.service_items import models
from zhengtong.registries.service_items.errors import ItemNotFoundError
from zhengtong.registries.service_items.types import (
    Definition,
    ItemProgram,
    ItemVersion,
    ItemVersionId,
)

VERSIONS_KEPT = 2048


def get_version(version_id: int) -> ItemVersion:
    """Return a published version; once read, it costs no query.

    Raises: ``ItemNotFoundError``.
    """
    return _read_version(version_id)


def get_versions(version_ids: Iterable[int]) -> dict[ItemVersionId, ItemVersion]:
    """Return published versions by id; each costs a query only the first time in a process."""
    return {ItemVersionId(one): get_version(one) for one in set(version_ids)}


def find_current(code: str, *, on: date | None = None) -> ItemVersion | None:
    """Return the version in force today, or on another day; ``None`` when there is none."""
    version_id = models.ItemVersion.find_in_force(code, on or localdate())
    return None if version_id is None else get_version(version_id)


def get_current(code: str, *, on: date | None = None) -> ItemVersion:
    """Return the version in force today, or on another day.

    Raises: ``ItemNotFoundError``.
    """
    version = find_current(code, on=on)
    if version is None:
        raise ItemNotFoundError(item_code=code)
    return version


@lru_cache(maxsize=VERSIONS_KEPT)
def _read_version(version_id: int) -> ItemVersion:
    record = models.ItemVersion.objects.filter(pk=version_id).first()
    if record is None:
        raise ItemNotFoundError(item_code=str(version_id))
    definition = Definition.model_validate(record.definition)
    return ItemVersion(
        version_id=ItemVersionId(record.pk),
        number=record.number,
        code=record.code,
        definition=definition,
        program=ItemProgram(definition),
        effective_from=record.effective_from,
        published_at=record.published_at,
        digest=record.digest,
    )
