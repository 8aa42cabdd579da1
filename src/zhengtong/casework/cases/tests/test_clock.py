"""The clock counts the real working days of 2025 and 2026, and stops for special procedures."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.casework.cases import events, services
from zhengtong.casework.cases.models import ClockStop
from zhengtong.casework.cases.rules import due_after, due_after_stop, step_due
from zhengtong.casework.cases.testing import (
    make_case,
    make_version,
    officer_actor,
)
from zhengtong.casework.cases.types import CaseStatus
from zhengtong.foundation.calendars.errors import CalendarNotPublishedError
from zhengtong.foundation.calendars.selectors import get_calendar
from zhengtong.foundation.calendars.types import AnnouncedDay, DayKind, WorkingCalendar
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import emitted
from zhengtong.registries.service_items.types import Limit, LimitUnit, Outcome

BEIJING = timezone(timedelta(hours=8))
HOLIDAYS = (
    [date(2025, 10, day) for day in range(1, 9)]
    + [date(2026, 2, day) for day in range(15, 24)]
    + [date(2026, 10, day) for day in range(1, 8)]
)
WORKED = [date(2025, 9, 28), date(2025, 10, 11), date(2026, 2, 14), date(2026, 2, 28)]
WORKED += [date(2026, 9, 20), date(2026, 10, 10)]
CALENDAR = WorkingCalendar.of(
    (2025, 2026),
    [AnnouncedDay(day, DayKind.PUBLIC_HOLIDAY, "", "") for day in HOLIDAYS]
    + [AnnouncedDay(day, DayKind.WORKED_WEEKEND, "", "") for day in WORKED],
)


def at(day, hour=17):
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=BEIJING)


def working(days):
    return Limit(amount=days, unit=LimitUnit.WORKING_DAY)


def calendar_days(days):
    return Limit(amount=days, unit=LimitUnit.CALENDAR_DAY)


@pytest.mark.parametrize(
    ("accepted_on", "limit", "due"),
    [
        pytest.param(
            date(2025, 9, 30), working(0), date(2025, 9, 30), id="immediate: the same day"
        ),
        pytest.param(date(2025, 9, 30), working(1), date(2025, 10, 9), id="the holiday is skipped"),
        pytest.param(
            date(2025, 9, 30), working(3), date(2025, 10, 11), id="a worked Saturday counts"
        ),
        pytest.param(
            date(2025, 9, 30), working(4), date(2025, 10, 13), id="a plain Sunday does not"
        ),
        pytest.param(
            date(2025, 10, 4), working(1), date(2025, 10, 9), id="accepted in the holiday"
        ),
        pytest.param(date(2026, 2, 13), working(1), date(2026, 2, 14), id="worked before new year"),
        pytest.param(date(2026, 2, 13), working(2), date(2026, 2, 24), id="the spring festival"),
        pytest.param(date(2026, 9, 30), working(6), date(2026, 10, 14), id="national day of 2026"),
        pytest.param(
            date(2026, 9, 29), calendar_days(2), date(2026, 10, 8), id="ends on a holiday"
        ),
        pytest.param(
            date(2026, 9, 28), calendar_days(2), date(2026, 9, 30), id="ends on a work day"
        ),
    ],
)
def test_a_limit_runs_from_the_day_after(accepted_on, limit, due):
    assert due_after(at(accepted_on), limit, CALENDAR) == due


def test_hours_run_by_the_clock_of_beijing():
    limit = Limit(amount=8, unit=LimitUnit.HOUR)

    assert due_after(at(date(2026, 9, 30)), limit, CALENDAR) == date(2026, 10, 1)


def test_the_day_is_beijings_wherever_the_server_stands():
    late_in_utc = datetime(2026, 9, 29, 16, 30, tzinfo=UTC)

    assert due_after(late_in_utc, working(0), CALENDAR) == date(2026, 9, 30)


def test_a_year_not_announced_is_an_error_and_never_a_guess():
    with pytest.raises(CalendarNotPublishedError):
        due_after(at(date(2026, 12, 30)), working(6), CALENDAR)


def test_a_step_is_never_due_after_its_case():
    assert step_due(at(date(2026, 9, 28)), working(5), date(2026, 9, 29), CALENDAR) == date(
        2026, 9, 29
    )


@pytest.mark.parametrize(
    ("due_on", "stopped_on", "resumed_on", "new_due"),
    [
        pytest.param(
            date(2026, 10, 14),
            date(2026, 10, 8),
            date(2026, 10, 8),
            date(2026, 10, 14),
            id="same day",
        ),
        pytest.param(
            date(2026, 10, 14),
            date(2026, 10, 8),
            date(2026, 10, 12),
            date(2026, 10, 19),
            id="Friday and worked Saturday and Monday not counted",
        ),
        pytest.param(
            date(2026, 9, 30),
            date(2026, 9, 29),
            date(2026, 10, 4),
            date(2026, 10, 8),
            id="resumed in the holiday",
        ),
        pytest.param(
            date(2026, 9, 28),
            date(2026, 9, 29),
            date(2026, 10, 9),
            date(2026, 9, 28),
            id="late already",
        ),
        pytest.param(
            date(2026, 9, 29),
            date(2026, 9, 29),
            date(2026, 10, 9),
            date(2026, 9, 29),
            id="last day",
        ),
    ],
)
def test_the_time_of_a_special_procedure_is_not_counted(due_on, stopped_on, resumed_on, new_due):
    assert due_after_stop(due_on, stopped_on, resumed_on, CALENDAR) == new_due


DAYS = st.dates(date(2025, 1, 1), date(2026, 6, 30))
SPANS = st.integers(0, 40)


@given(DAYS, SPANS, SPANS, SPANS)
def test_a_stop_never_shortens_and_leaves_the_days_that_were_left(
    start, until_due, until_stop, length
):
    due_on = CALENDAR.add_working_days(start, until_due)
    stopped = min(start + timedelta(days=until_stop), due_on)
    resumed = stopped + timedelta(days=length)

    new_due = due_after_stop(due_on, stopped, resumed, CALENDAR)

    left = CALENDAR.count_working_days(stopped, due_on)
    assert new_due >= due_on
    assert left == 0 or CALENDAR.count_working_days(resumed, new_due) == left


@given(DAYS, st.integers(1, 30), SPANS, SPANS)
def test_two_stops_on_end_add_up(start, until_due, first, second):
    due_on = CALENDAR.add_working_days(start, until_due)
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)

    twice = due_after_stop(due_after_stop(due_on, start, middle, CALENDAR), middle, end, CALENDAR)

    assert twice == due_after_stop(due_on, start, end, CALENDAR)


def test_a_clock_cannot_resume_before_it_stopped():
    with pytest.raises(ValueError, match="恢复计时"):
        due_after_stop(date(2026, 10, 14), date(2026, 10, 9), date(2026, 10, 8), CALENDAR)


SITE_INSPECTION = [
    {"step": "accept", "by": {"body": "implementing", "post": "counter"}},
    {
        "parallel": [
            {
                "step": "visit",
                "by": {"body": "implementing", "post": "inspector"},
                "special": "site_inspection",
                "within": "8 working days",
            },
            {"step": "review", "by": {"body": "implementing", "post": "reviewer"}},
        ]
    },
    {
        "step": "decide",
        "by": {"body": "implementing", "post": "decider"},
        "outcomes": ["grant", "refuse"],
    },
]
ACCEPTED = at(date(2026, 9, 30))
VISITED = at(date(2026, 10, 12), 11)


def complete(case, step, post, when):
    services.complete_review(
        task_id=case.task(step),
        outcome=Outcome.PASS,
        opinion="",
        actor=officer_actor(post),
        at=when,
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("_calendars")
def test_a_site_inspection_stops_the_clock_until_it_is_done():
    case = make_case(make_version(process=SITE_INSPECTION), status=CaseStatus.ACCEPTED, at=ACCEPTED)
    stored = case.stored()
    assert (stored.due_on, stored.clock_stopped_at) == (date(2026, 10, 14), ACCEPTED)
    assert ClockStop.objects.values_list("special", "expected_until", "ended_at").get() == (
        "site_inspection",
        date(2026, 10, 16),
        None,
    )

    complete(case, "review", PostCode.REVIEWER, ACCEPTED)
    assert case.stored().clock_stopped_at == ACCEPTED
    complete(case, "visit", PostCode.INSPECTOR, VISITED)

    stored = case.stored()
    assert (stored.due_on, stored.clock_stopped_at) == (date(2026, 10, 20), None)
    assert ClockStop.objects.get().ended_at == VISITED
    assert case.task("decide")
    assert [fact for fact in emitted() if isinstance(fact, events.ClockSuspended)] == [
        events.ClockSuspended(
            case.case_no, case.account_id, "site_inspection", "2026-10-16", ACCEPTED.isoformat()
        )
    ]
    assert [fact for fact in emitted() if isinstance(fact, events.ClockResumed)] == [
        events.ClockResumed(case.case_no, case.account_id, "2026-10-20", VISITED.isoformat())
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("_calendars")
def test_parallel_steps_open_together_and_the_decision_waits_for_the_last():
    case = make_case(make_version(process=SITE_INSPECTION), status=CaseStatus.ACCEPTED, at=ACCEPTED)

    complete(case, "visit", PostCode.INSPECTOR, ACCEPTED)
    waiting = list(case.stored().tasks.order_by("id").values_list("step", "state"))
    complete(case, "review", PostCode.REVIEWER, ACCEPTED)

    assert waiting == [("accept", "done"), ("visit", "done"), ("review", "open")]
    assert case.stored().tasks.get(step="decide").state == "open"


@pytest.mark.django_db
@pytest.mark.usefixtures("_calendars")
def test_withdrawing_ends_a_clock_stop():
    case = make_case(make_version(process=SITE_INSPECTION), status=CaseStatus.ACCEPTED, at=ACCEPTED)

    services.withdraw_case(case_no=case.case_no, actor=case.applicant, at=VISITED)

    stored = case.stored()
    assert (stored.status, stored.clock_stopped_at) == ("withdrawn", None)
    assert ClockStop.objects.get().ended_at == VISITED


@pytest.mark.django_db
@pytest.mark.usefixtures("_calendars")
def test_the_test_calendar_is_the_published_one():
    published = get_calendar()
    autumn = [date(2026, 9, 26) + timedelta(days=n) for n in range(20)]

    assert [published.is_working_day(day) for day in autumn] == [
        (day.weekday() < 5 and not date(2026, 10, 1) <= day <= date(2026, 10, 7))
        or day == date(2026, 10, 10)
        for day in autumn
    ]
