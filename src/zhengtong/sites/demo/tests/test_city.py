"""The demo city is built once, from real registers, and has work on its desks."""

from datetime import datetime, timedelta, timezone

import pytest

from zhengtong.casework.cases import selectors as cases
from zhengtong.foundation.ledger import selectors as ledger
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.sites.demo.city.applications import LAW_FIRM
from zhengtong.sites.demo.city.people import CITIZENS, COUNTER, DECIDER, account_of
from zhengtong.sites.demo.city.plan import STEPS

AT = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))

pytestmark = pytest.mark.django_db


def test_the_city_is_built_step_by_step_and_every_step_knows_that_it_is_done() -> None:
    before = [step.is_done() for step in STEPS]
    said = [step.act(AT) for step in STEPS]

    assert (any(before), len(said)) == (False, len(STEPS))
    assert [step.zh for step in STEPS if not step.is_done()] == []
    assert service_items.find_current(LAW_FIRM) is not None
    assert len(cases.list_my_cases(account_of(CITIZENS[0])).cases) == 7
    assert [task.step for task in cases.list_queue(account_of(COUNTER)).tasks] == ["accept"] * 2
    assert [task.step for task in cases.list_queue(account_of(DECIDER)).tasks] == ["decide"]
    assert ledger.verify().ok
