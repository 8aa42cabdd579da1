"""Working days are counted as announced, and never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.foundation.calendars.errors import CalendarNotPublishedError
from zhengtong.foundation.calendars.rules import read_year
from zhengtong.foundation.calendars.testing import CALENDARS
from zhengtong.foundation.calendars.types import WorkingCalendar

YEARS = range(2004, 2027)
ANNOUNCED = [read_year((CALENDARS / f"{year}.csv").read_text(encoding="utf-8")) for year in YEARS]
CALENDAR = WorkingCalendar.of(YEARS, (day for year in ANNOUNCED for day in year.days))
# Nobody announced 2023 in this one.
BROKEN = WorkingCalendar.of([2022, 2024], (day for year in ANNOUNCED for day in year.days))


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        pytest.param(date(2025, 9, 30), True, id="an ordinary Tuesday"),
        pytest.param(date(2025, 10, 1), False, id="National Day"),
        pytest.param(date(2025, 10, 8), False, id="a day off in lieu"),
        pytest.param(date(2025, 10, 11), True, id="a worked Saturday"),
        pytest.param(date(2025, 10, 12), False, id="an ordinary Sunday"),
        pytest.param(date(2020, 1, 31), False, id="the longer spring festival of 2020"),
    ],
)
def test_a_day_is_worked_as_announced(day, is_worked):
    assert CALENDAR.is_working_day(day) is is_worked


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        pytest.param(date(2025, 9, 30), 0, date(2025, 9, 30), id="nothing is the day itself"),
        pytest.param(date(2025, 10, 1), 0, date(2025, 10, 1), id="also on a holiday"),
        pytest.param(date(2025, 9, 30), 1, date(2025, 10, 9), id="the holiday is skipped"),
        pytest.param(date(2025, 9, 30), 3, date(2025, 10, 11), id="a worked Saturday counts"),
        pytest.param(date(2025, 9, 30), 4, date(2025, 10, 13), id="an ordinary Sunday does not"),
        pytest.param(date(2025, 10, 4), 1, date(2025, 10, 9), id="started on a holiday"),
        pytest.param(date(2025, 12, 31), 1, date(2026, 1, 4), id="into a year that starts worked"),
        pytest.param(date(2026, 9, 30), 30, date(2026, 11, 17), id="thirty days over a festival"),
    ],
)
def test_a_limit_ends_on_the_working_day_counted_from_the_next(start, days, end):
    assert CALENDAR.add_working_days(start, days) == end


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        pytest.param(date(2025, 9, 30), date(2025, 9, 30), 0, id="the same day"),
        pytest.param(date(2025, 9, 30), date(2025, 10, 8), 0, id="only holidays between"),
        pytest.param(date(2025, 9, 30), date(2025, 10, 11), 3, id="over the holiday"),
        pytest.param(date(2025, 10, 11), date(2025, 9, 30), -3, id="overdue counts down"),
    ],
)
def test_working_days_between_two_dates_are_counted_with_their_sign(start, end, days):
    assert CALENDAR.count_working_days(start, end) == days


@given(st.dates(date(2004, 1, 1), date(2024, 12, 31)), st.integers(1, 400))
def test_counting_gives_back_what_was_added(start, days):
    end = CALENDAR.add_working_days(start, days)
    assert CALENDAR.count_working_days(start, end) == days
    assert CALENDAR.is_working_day(end)


@given(
    st.dates(date(2004, 1, 1), date(2026, 12, 31)), st.dates(date(2004, 1, 1), date(2026, 12, 31))
)
def test_counting_is_the_same_as_looking_at_every_day(start, end):
    first, last = sorted((start, end))
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    counted = sum(map(CALENDAR.is_working_day, between))
    assert CALENDAR.count_working_days(first, last) == counted
    assert CALENDAR.count_working_days(last, first) == -counted


def test_a_year_not_announced_is_an_error_and_never_a_guess():
    with pytest.raises(CalendarNotPublishedError, match="2027年的节假日安排尚未公布") as refusal:
        CALENDAR.add_working_days(date(2026, 12, 30), 3)
    assert refusal.value.year == 2027


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: BROKEN.add_working_days(date(2022, 12, 30), 3), id="adding over it"),
        pytest.param(lambda: BROKEN.is_working_day(date(2023, 5, 4)), id="asking for a day in it"),
        pytest.param(
            lambda: BROKEN.count_working_days(date(2022, 12, 1), date(2024, 2, 1)),
            id="counting over it",
        ),
        pytest.param(
            lambda: BROKEN.count_working_days(date(2024, 2, 1), date(2022, 12, 1)),
            id="counting back over it",
        ),
    ],
)
def test_a_missing_year_between_two_announced_ones_is_noticed(ask):
    with pytest.raises(CalendarNotPublishedError) as refusal:
        ask()
    assert refusal.value.year == 2023


def test_without_any_year_nothing_can_be_counted():
    with pytest.raises(CalendarNotPublishedError, match="2026"):
        WorkingCalendar.of([], []).add_working_days(date(2026, 11, 21), 1)


def test_a_limit_is_never_negative():
    with pytest.raises(ValueError, match="never negative"):
        CALENDAR.add_working_days(date(2026, 1, 5), -1)


# All days, less Saturdays and Sundays, less the 11 (from 2025: 13) days of the festivals.
@pytest.mark.parametrize(
    ("year", "days"), [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)]
)
def test_a_year_has_the_working_days_that_the_law_leaves(year, days):
    assert sum(day.year == year for day in CALENDAR.working_days) == days
