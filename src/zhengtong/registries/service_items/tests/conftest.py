"""The real catalogue, imported once for the modules that only read it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from zhengtong.core.actors import SYSTEM
from zhengtong.registries.service_items.services import import_items
from zhengtong.registries.service_items.testing import make_item

DATA = Path(__file__).parents[5] / "data" / "catalogue"
LIST = DATA / "gd_service_items.jsonl"
MAPPING = DATA / "guangdong.mapping.yaml"
IMPORTED_AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def import_real(**changed):
    return import_items(
        **{"file": LIST, "mapping_file": MAPPING, "actor": SYSTEM, "at": IMPORTED_AT, **changed}
    )


@pytest.fixture(scope="module")
def real_catalogue(django_db_setup, django_db_blocker):
    """Import the 2,262 items and publish one; all of it is undone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        report = import_real()
        make_item()
        yield report
        transaction.set_rollback(True)
