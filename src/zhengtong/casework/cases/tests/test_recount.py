"""When a year is announced anew, open cases are counted anew, with the reason in the ledger."""

from datetime import date
from io import StringIO

import pytest

from zhengtong.casework.cases import events, services
from zhengtong.casework.cases.models import CalendarRecount, Task
from zhengtong.casework.cases.services import recount
from zhengtong.casework.cases.testing import AT, EVE, make_case, make_version, pass_review
from zhengtong.casework.cases.testing import grant as grant_case
from zhengtong.casework.cases.tests.announced import at
from zhengtong.casework.cases.tests.test_clock import SITE_INSPECTION, complete
from zhengtong.casework.cases.types import CaseStatus
from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.calendars.events import CalendarLoaded
from zhengtong.foundation.calendars.services import load_year
from zhengtong.foundation.calendars.testing import CALENDARS
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.notices.testing import notice_titles
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import deliver_all, emitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

OFFICIAL = (CALENDARS / "2026.csv").read_text()
# As in 2020, the holiday is prolonged: 8 and 9 October are free as well.
PROLONGED = OFFICIAL.replace(
    "2026-10-10,",
    "2026-10-08,rest_in_lieu,国庆节,National Day\n"
    "2026-10-09,rest_in_lieu,国庆节,National Day\n"
    "2026-10-10,",
)


def announce(text):
    load_year(file=StringIO(text), actor=SYSTEM, at=AT)


def recounted(case):
    return [
        line for line in ledger_lines() if line[:2] == ("cases.due-date-recounted", case.case_no)
    ]


def test_a_prolonged_holiday_moves_the_case_and_its_open_step():
    case = make_case(status=CaseStatus.ACCEPTED, at=EVE)
    assert case.stored().due_on == date(2026, 10, 14)

    announce(PROLONGED)
    deliver_all()

    # Sat 10 (1), 12–16 (6); the review: Sat 10, 12
    assert case.stored().due_on == date(2026, 10, 16)
    assert Task.objects.get(step="review").due_on == date(2026, 10, 12)
    assert recounted(case) == [("cases.due-date-recounted", case.case_no, SYSTEM.name)]
    [told] = [fact for fact in emitted() if isinstance(fact, events.DueDateRecounted)]
    assert (told.case_no, told.year, told.due_on) == (case.case_no, 2026, "2026-10-16")
    assert notice_titles(case.account_id)[-1] == "应办结日期调整"


def test_announced_back_the_case_is_due_as_before():
    case = make_case(status=CaseStatus.ACCEPTED, at=EVE)

    announce(PROLONGED)
    deliver_all()
    announce(OFFICIAL)
    deliver_all()

    assert case.stored().due_on == date(2026, 10, 14)
    assert len(recounted(case)) == 2


def test_stops_and_extensions_are_counted_again_with_it():
    version = make_version(process=SITE_INSPECTION)
    case = make_case(version, status=CaseStatus.ACCEPTED, at=EVE)
    complete(case, "visit", PostCode.INSPECTOR, at("2026-10-12"))
    assert case.stored().due_on == date(2026, 10, 20)

    announce(PROLONGED)
    deliver_all()

    # six were left when it stopped on the first day: 13–16 (4), 19, 20 (6), whatever lay between
    assert case.stored().due_on == date(2026, 10, 20)


def test_a_clock_that_stands_keeps_standing_and_is_counted_for_when_it_goes_on():
    version = make_version(process=SITE_INSPECTION)
    case = make_case(version, status=CaseStatus.ACCEPTED, at=EVE)

    announce(PROLONGED)
    deliver_all()

    stored = case.stored()
    assert (stored.due_on, stored.clock_stopped_at) == (date(2026, 10, 16), EVE)
    # eight working days of the visit: Sat 10 (1), 12–16 (6), 19, 20 (8)
    assert list(Task.objects.order_by("id").values_list("step", "due_on", "is_paused")[1:]) == [
        ("visit", date(2026, 10, 20), False),
        ("review", date(2026, 10, 16), True),
    ]


def test_a_counter_that_waits_is_counted_anew():
    case = make_case(at=EVE)

    announce(PROLONGED)
    deliver_all()

    assert Task.objects.get().due_on == date(2026, 10, 10)
    assert case.stored().due_on is None


def test_what_is_to_be_delivered_is_counted_anew():
    delivered = {"step": "issue", "by": {"body": "implementing", "post": "counter"}}
    process = [*make_version().definition.model_dump(mode="json")["process"], delivered]
    case = make_case(make_version(process=process), status=CaseStatus.ACCEPTED, at=EVE)
    pass_review(case, at=EVE)
    grant_case(case, at=EVE)
    # 8, 9 (2), Sat 10 (3), 12–16 (8), 19, 20 (10)
    assert case.stored().deliver_by == date(2026, 10, 20)

    announce(PROLONGED)
    deliver_all()

    assert case.stored().deliver_by == date(2026, 10, 22)
    assert Task.objects.get(step="issue").due_on == date(2026, 10, 22)


def test_what_the_change_does_not_touch_stays_without_a_trace():
    case = make_case(status=CaseStatus.ACCEPTED, at=at("2026-03-02"))

    announce(PROLONGED)
    deliver_all()

    assert recounted(case) == []
    assert CalendarRecount.objects.values_list("seen", "moved", "unknown").get() == (1, 0, 0)


def test_a_year_that_is_new_to_us_moves_nothing():
    make_case(status=CaseStatus.ACCEPTED, at=EVE)

    announce((CALENDARS / "specimen" / "2027.csv").read_text())
    deliver_all()

    assert [fact.is_replaced for fact in emitted() if isinstance(fact, CalendarLoaded)][-1] is False
    assert not CalendarRecount.objects.exists()


def test_it_goes_batch_by_batch_and_says_how_far_it_has_come(monkeypatch):
    monkeypatch.setattr(recount, "BATCH", 2)
    version = make_version()
    cases = [make_case(version, status=CaseStatus.ACCEPTED, at=EVE) for _ in range(5)]
    announce(PROLONGED)
    key = services.begin_recount(year=2026, at=AT)

    progress = [
        (services.recount_batch(recount_id=key, at=AT), CalendarRecount.objects.get().seen)
        for _ in range(4)
    ]

    assert progress == [(True, 2), (True, 4), (True, 5), (False, 5)]
    done = CalendarRecount.objects.get()
    assert (done.moved, done.finished_at) == (5, AT)
    assert {case.stored().due_on for case in cases} == {date(2026, 10, 16)}


def test_a_batch_costs_the_same_however_many_cases_do_not_move(django_assert_num_queries):
    version = make_version()
    for _ in range(3):
        make_case(version, status=CaseStatus.ACCEPTED, at=EVE)
    key = services.begin_recount(year=2026, at=AT)

    with django_assert_num_queries(11):
        services.recount_batch(recount_id=key, at=AT)


def test_a_case_that_runs_into_an_unknown_year_keeps_its_date():
    version = make_version(promised="20 working days")
    case = make_case(version, status=CaseStatus.ACCEPTED, at=at("2026-12-03"))
    assert case.stored().due_on == date(2026, 12, 31)

    announce(OFFICIAL.rstrip() + "\n2026-12-31,rest_in_lieu,元旦,New Year's Day\n")
    deliver_all()

    assert case.stored().due_on == date(2026, 12, 31)
    assert CalendarRecount.objects.get().unknown == 1
