"""What moves a due date: 第四十五条 (not counted) and 第四十二条 (extended), dated by hand.

``left`` in a comment are the working days after the day of the stop; they are given again after the
day of the resumption. The holidays are those that ``test_statute`` lists.
"""

import pytest

from zhengtong.casework.cases.errors import (
    ExtensionTooLateError,
    ExtensionTooLongError,
    LimitAlreadyExtendedError,
)
from zhengtong.casework.cases.rules import due_after_stop, due_of, extended_due
from zhengtong.casework.cases.rules.limits import BY_THE_GOVERNMENT, BY_THE_HEAD
from zhengtong.casework.cases.tests.announced import CALENDAR, at, day, working
from zhengtong.casework.cases.types import Clock, Pause
from zhengtong.foundation.calendars.errors import CalendarNotPublishedError


def stop(due, stopped, resumed, new_due, sentence):
    """One line of the table of stops."""
    return pytest.param(due, stopped, resumed, new_due, id=sentence)


@pytest.mark.parametrize(
    ("due", "stopped", "resumed", "new_due"),
    [
        # left: 30 Sep, 9, 10, Sat 11, 13, 14 = 6; again: 10, Sat 11, 13–16
        stop("2025-10-14", "2025-09-29", "2025-10-09", "2025-10-16", "a hearing over 国庆 2025"),
        stop(
            "2025-10-10", "2025-10-02", "2025-10-06", "2025-10-10", "all of it inside the holiday"
        ),
        # left: 12, 13, Sat 14, 24–27 = 7; again: 25–27, Sat 28, 2–4 Mar
        stop("2026-02-27", "2026-02-11", "2026-02-24", "2026-03-04", "an appraisal over 春节 2026"),
        # left: 10, Sat 11, 13–15 = 5; again: 13–17
        stop(
            "2025-10-15", "2025-10-09", "2025-10-11", "2025-10-17", "resumed on a worked Saturday"
        ),
        # left: 5–9 = 5; again: 19–23
        stop(
            "2024-02-09", "2024-02-04", "2024-02-18", "2024-02-23", "worked Sunday to worked Sunday"
        ),
        stop("2026-03-10", "2026-03-07", "2026-03-08", "2026-03-10", "a weekend costs nothing"),
        stop(
            "2026-03-10", "2026-03-06", "2026-03-09", "2026-03-11", "from Friday to Monday is a day"
        ),
        # left: 30, 31 Dec, 2, 3 Jan = 4; again: 7–10
        stop("2025-01-03", "2024-12-27", "2025-01-06", "2025-01-10", "over the new year of 2025"),
        stop("2024-06-11", "2024-06-07", "2024-06-11", "2024-06-12", "a test over 端午 2024"),
        # left: 28–30 Apr, 6, 7 May = 5; again: 6–9, 12
        stop("2025-05-07", "2025-04-27", "2025-05-05", "2025-05-12", "resumed on the last day off"),
        # left: Sat 14, 18 = 2; again: 18, 19
        stop(
            "2024-09-18",
            "2024-09-13",
            "2024-09-14",
            "2024-09-19",
            "into the worked Saturday of 中秋",
        ),
        stop(
            "2025-10-11",
            "2025-10-11",
            "2025-10-20",
            "2025-10-11",
            "stopped on the last day: none left",
        ),
        stop(
            "2025-09-30",
            "2025-10-09",
            "2025-10-20",
            "2025-09-30",
            "late before it stopped: late after",
        ),
        stop(
            "2025-11-04", "2025-10-21", "2025-10-21", "2025-11-04", "stopped and resumed on one day"
        ),
    ],
)
def test_a_special_procedure_leaves_the_days_that_were_left(due, stopped, resumed, new_due):
    """第四十五条: 所需时间不计算在本节规定的期限内."""
    assert due_after_stop(day(due), day(stopped), day(resumed), CALENDAR) == day(new_due)


def test_days_left_that_run_into_a_year_not_announced_are_not_guessed():
    with pytest.raises(CalendarNotPublishedError):
        due_after_stop(day("2026-12-28"), day("2026-12-21"), day("2026-12-29"), CALENDAR)


def clock(accepted, days, extended, pauses, due, sentence):
    """One line of the table of whole clocks."""
    return pytest.param(accepted, days, extended, pauses, due, id=sentence)


@pytest.mark.parametrize(
    ("accepted", "days", "extended", "pauses", "due"),
    [
        # 15–19 (5), 22–24 (8); after 10 Oct: Sat 11 (9), 13–17 (14), 20–24 (19), 27 (20)
        clock(
            "2025-09-12", 20, 0, [("2025-09-24", "2025-10-10")], "2025-10-27", "one stop over 国庆"
        ),
        # and ten more: 28–31 (24), 3–7 Nov (29), 10 (30)
        clock(
            "2025-09-12",
            20,
            10,
            [("2025-09-24", "2025-10-10")],
            "2025-11-10",
            "a stop, and extended",
        ),
        # 45 end on 24 Oct; 27–31 (50), 3–7 Nov (55), 10–14 (60)
        clock("2025-08-18", 45, 15, [], "2025-11-14", "joint handling at its longest"),
        # 3, 4 (2); after 13: 16–20 (7), 23–25 (10)
        clock(
            "2026-03-02",
            10,
            0,
            [("2026-03-04", "2026-03-11"), ("2026-03-09", "2026-03-13")],
            "2026-03-25",
            "two procedures at once stop it once",
        ),
        # 3, 4 (2), 9, 10 (4), 13 (5), 16–20 (10)
        clock(
            "2026-03-02",
            10,
            0,
            [("2026-03-10", "2026-03-12"), ("2026-03-04", "2026-03-06")],
            "2026-03-20",
            "two procedures one after the other, in any order",
        ),
        clock(
            "2026-03-02", 10, 0, [("2026-03-10", None)], "2026-03-16", "provisional while it stands"
        ),
        clock(
            "2026-03-02",
            10,
            0,
            [("2026-03-05", None), ("2026-03-06", "2026-03-10")],
            "2026-03-16",
            "one of two has ended: it still stands",
        ),
        # 3, 4 (2); after 6: 9–13 (7), 16–18 (10)
        clock(
            "2026-03-02",
            10,
            0,
            [("2026-03-04", "2026-03-06"), ("2026-03-06", None)],
            "2026-03-18",
            "stopped again at the moment it went on",
        ),
        # opened while the clock stood; after 12: 13, 16, 17
        clock(
            "2026-03-10",
            3,
            0,
            [("2026-03-04", "2026-03-12")],
            "2026-03-17",
            "a step opened in a stop",
        ),
        clock(
            "2026-03-16",
            3,
            0,
            [("2026-03-04", "2026-03-12")],
            "2026-03-19",
            "a step opened after it",
        ),
        # 14 Feb (1), 24 (2); after 28 Feb: 2–4 Mar (5)
        clock(
            "2026-02-13",
            5,
            0,
            [("2026-02-24", "2026-02-28")],
            "2026-03-04",
            "stopped after 春节 2026",
        ),
    ],
)
def test_a_clock_ends_when_its_days_are_counted(accepted, days, extended, pauses, due):
    stops = tuple(Pause(at(start), at(end) if end else None) for start, end in pauses)

    assert due_of(Clock(at(accepted), working(days), extended, stops), CALENDAR) == day(due)


@pytest.mark.parametrize(
    ("due", "on", "days", "rule", "new_due"),
    [
        # 9, 10 (2), Sat 11 (3), 13–17 (8), 20, 21 (10)
        pytest.param("2025-09-30", "2025-09-29", 10, BY_THE_HEAD, "2025-10-21", id="ten over 国庆"),
        pytest.param(
            "2025-10-10", "2025-10-09", 1, BY_THE_HEAD, "2025-10-11", id="a worked Saturday"
        ),
        pytest.param(
            "2026-10-09", "2026-09-30", 1, BY_THE_HEAD, "2026-10-10", id="that of 2026 too"
        ),
        # Sun 18 (1), 19–23 (6), 26–29 (10)
        pytest.param(
            "2024-02-09", "2024-02-08", 10, BY_THE_HEAD, "2024-02-29", id="to the leap day"
        ),
        # 10 (1), Sat 11 (2), 13–17 (7), 20–22 (10)
        pytest.param(
            "2025-10-09", "2025-10-05", 10, BY_THE_HEAD, "2025-10-22", id="granted in 国庆"
        ),
        # Sat 14 (1), 24–27 (5), Sat 28 (6), 2–6 Mar (11), 9–12 (15)
        pytest.param("2026-02-13", "2026-02-12", 15, BY_THE_GOVERNMENT, "2026-03-12", id="fifteen"),
    ],
)
def test_an_extension_adds_working_days_to_the_due_date(due, on, days, rule, new_due):
    """第四十二条: 本行政机关负责人批准可以延长十日，本级人民政府负责人批准可以延长十五日."""
    extended = extended_due(day(due), days, day(on), already_days=0, rule=rule, calendar=CALENDAR)
    assert extended == day(new_due)


@pytest.mark.parametrize(
    ("on", "days", "already", "rule", "refusal"),
    [
        pytest.param("2025-10-10", 5, 0, BY_THE_HEAD, ExtensionTooLateError, id="on the due day"),
        pytest.param(
            "2025-10-11", 5, 0, BY_THE_HEAD, ExtensionTooLateError, id="after the due day"
        ),
        pytest.param("2025-10-09", 11, 0, BY_THE_HEAD, ExtensionTooLongError, id="eleven days"),
        pytest.param("2025-10-09", 0, 0, BY_THE_HEAD, ExtensionTooLongError, id="no day at all"),
        pytest.param("2025-10-09", 16, 0, BY_THE_GOVERNMENT, ExtensionTooLongError, id="sixteen"),
        pytest.param(
            "2025-10-09", 1, 5, BY_THE_HEAD, LimitAlreadyExtendedError, id="a second time"
        ),
    ],
)
def test_an_extension_that_the_law_does_not_know_is_refused(on, days, already, rule, refusal):
    with pytest.raises(refusal):
        extended_due(
            day("2025-10-10"), days, day(on), already_days=already, rule=rule, calendar=CALENDAR
        )


def test_an_extension_into_a_year_not_announced_is_not_guessed():
    with pytest.raises(CalendarNotPublishedError):
        extended_due(
            day("2026-12-31"),
            1,
            day("2026-12-01"),
            already_days=0,
            rule=BY_THE_HEAD,
            calendar=CALENDAR,
        )
