"""A sealed ledger for the tests of its verification."""

import pytest

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.ledger.models import Entry
from zhengtong.foundation.ledger.services import record, seal_entries
from zhengtong.foundation.ledger.tests.forgery import NINE


@pytest.fixture
def ids(db):
    """Nine sealed entries in three batches: 办件0 to 办件8."""
    for number in range(9):
        record(
            action="cases.accepted",
            subject=f"办件{number}",
            actor=SYSTEM,
            at=NINE,
            detail={"days": number},
        )
    for _ in range(3):
        seal_entries(at=NINE, limit=3)
    return list(Entry.objects.order_by("id").values_list("id", flat=True))
