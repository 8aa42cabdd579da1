"""The limits of 行政许可法, dated: each line was counted by hand on the announced calendars.

A comment gives the count where a holiday or a worked weekend lies in it: ``28 (3)`` is the third
day counted. The festivals:

2024: 春节 10–17 Feb, worked 4 and 18 Feb; 清明 4–6 Apr, worked 7; 劳动节 1–5 May, worked 28 Apr and
11 May; 中秋 15–17 Sep, worked 14; 国庆 1–7 Oct, worked 29 Sep and 12 Oct.
2025: 春节 28 Jan–4 Feb, worked 26 Jan and 8 Feb; 劳动节 1–5 May, worked 27 Apr; 端午 31 May–2 Jun;
国庆 1–8 Oct, worked 28 Sep and 11 Oct.
2026: 元旦 1–3 Jan, worked 4; 春节 15–23 Feb, worked 14 and 28; 劳动节 1–5 May, worked 9; 端午 19–21
Jun; 中秋 25–27 Sep, worked 20; 国庆 1–7 Oct, worked 10.
"""

import pytest

from zhengtong.casework.cases.rules import (
    DELIVERY_LIMIT,
    LOWER_LEVEL_LIMIT,
    acceptance_due,
    due_after,
    is_deemed_accepted,
    step_due,
)
from zhengtong.casework.cases.tests.announced import CALENDAR, at, calendar_days, day, working
from zhengtong.foundation.calendars.errors import CalendarNotPublishedError
from zhengtong.registries.service_items.types import Limit, LimitUnit


def decision(accepted, limit, due, sentence):
    """One line of the table of decisions."""
    return pytest.param(accepted, limit, due, id=sentence)


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
        # 第四十二条第一款 — 自受理行政许可申请之日起二十日内
        decision("2024-01-02", working(20), "2024-01-30", "twenty days without a holiday"),
        # 29 Jan–2 Feb (5), Sun 4 (6), 5–9 (11: the eve was worked in 2024), Sun 18 (12), 19–23 (17)
        decision("2024-01-26", working(20), "2024-02-28", "over the spring festival of 2024"),
        # Sun 26 (1), 27 (2), 5–7 Feb (5), Sat 8 (6), 10–14 (11), 17–21 (16), 24–27 (20)
        decision("2025-01-24", working(20), "2025-02-27", "over the spring festival of 2025"),
        # Sat 14 (1), 24–27 (5), Sat 28 (6), 2–6 Mar (11), 9–13 (16), 16–19 (20)
        decision("2026-02-13", working(20), "2026-03-19", "over the spring festival of 2026"),
        # 8–11 Oct (4), Sat 12 (5), 14–18 (10), 21–25 (15), 28 Oct–1 Nov (20)
        decision("2024-09-30", working(20), "2024-11-01", "over National Day 2024"),
        # 9, 10 Oct (2), Sat 11 (3), 13–17 (8), 20–24 (13), 27–31 (18), 3, 4 Nov (20)
        decision("2025-09-30", working(20), "2025-11-04", "over National Day 2025"),
        # 8, 9 Oct (2), Sat 10 (3), 12–16 (8), 19–23 (13), 26–30 (18), 2, 3 Nov (20)
        decision("2026-09-30", working(20), "2026-11-03", "over National Day 2026"),
        # 6–10 May (5), Sat 11 (6), 13–17 (11), 20–24 (16), 27–30 (20)
        decision("2024-04-30", working(20), "2024-05-30", "over Labour Day 2024"),
        # 6–9 May (4), 12–16 (9), 19–23 (14), 26–30 (19), Mon 2 Jun is a holiday, 3 (20)
        decision("2025-04-30", working(20), "2025-06-03", "over Labour Day and 端午 2025"),
        # 6–8 May (3), Sat 9 (4), 11–15 (9), 18–22 (14), 25–29 (19), 1 Jun (20)
        decision("2026-04-30", working(20), "2026-06-01", "over Labour Day 2026"),
        # 第四十二条第二款 — 统一办理或者联合办理、集中办理的，办理的时间不得超过四十五日
        # August (21), 2–13 Sep (31), Sat 14, 18–20 (35), 23–27 (40), Sun 29, 30 (42), 8–10 (45)
        decision(
            "2024-08-01", working(45), "2024-10-10", "forty-five days over 中秋 and 国庆 2024"
        ),
        # 19–29 Aug (9), September (32 with Sun 28), 9, 10 (34), Sat 11 (35), 13–17 (40), 20–24 (45)
        decision("2025-08-18", working(45), "2025-10-24", "forty-five days over National Day 2025"),
        # August (20 by 31), 1–18 Sep (34), Sun 20 (35), 21–24 (39), 28–30 (42), 8, 9 (44), Sat 10
        decision(
            "2026-08-03", working(45), "2026-10-10", "forty-five days end on a worked Saturday"
        ),
        # December (22), Sun 4 Jan (23), 5–30 Jan (43), 2, 3 Feb (45)
        decision("2025-12-01", working(45), "2026-02-03", "forty-five days over the new year"),
        # 民法典 第二百零一条 — 开始的当日不计入
        decision("2025-10-11", working(1), "2025-10-13", "accepted on a worked Saturday"),
        decision("2024-02-04", working(5), "2024-02-09", "accepted on a worked Sunday"),
        decision("2024-02-03", working(1), "2024-02-04", "the next day is a worked Sunday"),
        decision("2025-10-04", working(5), "2025-10-14", "accepted online in the holiday"),
        decision("2026-02-16", working(3), "2026-02-26", "accepted on New Year's eve 2026"),
        decision("2024-02-08", working(1), "2024-02-09", "New Year's eve 2024 is worked"),
        decision("2024-02-08", working(2), "2024-02-18", "then the worked Sunday after it"),
        decision("2025-04-25", working(1), "2025-04-27", "the worked Sunday before Labour Day"),
        decision("2024-04-03", working(1), "2024-04-07", "清明 2024 and the Sunday for it"),
        decision("2026-06-18", working(1), "2026-06-22", "端午 2026 makes a long weekend"),
        decision("2026-09-18", working(2), "2026-09-21", "a worked Sunday before 中秋 2026"),
        decision("2026-09-24", working(3), "2026-09-30", "between 中秋 and 国庆 2026"),
        decision("2025-12-31", working(1), "2026-01-04", "a new year that begins on a Sunday"),
        decision("2024-12-31", working(1), "2025-01-02", "a new year of one day"),
        decision("2026-12-29", working(2), "2026-12-31", "to the last day announced"),
        # 第三十四条第二款 — 能够当场作出决定的，应当当场作出 (即办件)
        decision("2024-02-18", working(0), "2024-02-18", "immediate on a worked Sunday"),
        decision("2026-10-01", working(0), "2026-10-01", "immediate online on National Day"),
        # 民法典 第二百零三条 — 最后一日是法定休假日的，以休假结束的次日为最后一日
        decision("2025-09-25", calendar_days(10), "2025-10-09", "ends in the holiday"),
        decision(
            "2024-01-26", calendar_days(15), "2024-02-18", "ends at New Year: the worked Sunday"
        ),
        decision("2024-12-02", calendar_days(30), "2025-01-02", "ends on New Year's Day"),
        decision(
            "2025-10-04", calendar_days(7), "2025-10-11", "ends on a worked Saturday and stays"
        ),
        decision(
            "2026-09-30",
            Limit(amount=24, unit=LimitUnit.HOUR),
            "2026-10-01",
            "hours know no holiday",
        ),
        # 第四十三条 — 下级行政机关应当自其受理行政许可申请之日起二十日内审查完毕
        # Sun 4 (1), 5–9 (6), 12–16 (11), 19–23 (16), 26–29 (20)
        decision("2025-12-31", LOWER_LEVEL_LIMIT, "2026-01-29", "the lower body's examination"),
        # 第四十四条 — 自作出决定之日起十日内颁发、送达
        # 9, 10 (2), Sat 11 (3), 13–17 (8), 20, 21 (10)
        decision("2025-09-30", DELIVERY_LIMIT, "2025-10-21", "delivery over National Day 2025"),
        # 24–27 (4), Sat 28 (5), 2–6 Mar (10)
        decision("2026-02-14", DELIVERY_LIMIT, "2026-03-06", "decided on a worked Saturday"),
        # 5–9 (5), Sun 18 (6), 19–22 (10)
        decision("2024-02-04", DELIVERY_LIMIT, "2024-02-22", "decided on a worked Sunday"),
        # Sun 27 (1), 28–30 (4), 6–9 May (8), 12, 13 (10)
        decision("2025-04-25", DELIVERY_LIMIT, "2025-05-13", "delivery over Labour Day 2025"),
    ],
)
def test_a_limit_ends_on_its_day(accepted, limit, due):
    assert due_after(at(accepted), limit, CALENDAR) == day(due)


@pytest.mark.parametrize(
    ("received", "last", "first_deemed", "due"),
    [
        # 25, 26 (2), Sun 28 (3), 29, 30 (5); twenty: 9–11 Oct (8), 13–17 (13), 20–24 (18), 27, 28
        pytest.param("2025-09-24", "2025-09-30", "2025-10-01", "2025-10-28", id="on National Day"),
        # 9, 10 (2), Sat 11 (3), 13, 14 (5)
        pytest.param(
            "2025-09-30", "2025-10-14", "2025-10-15", "2025-11-04", id="over National Day"
        ),
        pytest.param("2025-10-03", "2025-10-14", "2025-10-15", "2025-11-04", id="received in 国庆"),
        # Sat 14 (1), 24–27 (5)
        pytest.param("2026-02-13", "2026-02-27", "2026-02-28", "2026-03-19", id="over 春节 2026"),
        # 24–27 (4), Sat 28 (5); twenty: 2–20 Mar (20)
        pytest.param("2026-02-16", "2026-02-28", "2026-03-01", "2026-03-20", id="at 除夕 2026"),
        # 5–9 (5); twenty: Sun 18 (6), 19–23 (11), 26 Feb–1 Mar (16), 4–7 (20)
        pytest.param("2024-02-04", "2024-02-09", "2024-02-10", "2024-03-07", id="at 春节 2024"),
        # Sun 18 (1), 19–22 (5); twenty: 23 (6), 26 Feb–1 Mar (11), 4–8 (16), 11–14 (20)
        pytest.param("2024-02-09", "2024-02-22", "2024-02-23", "2024-03-14", id="over 春节 2024"),
        # 5–7 Feb (3), Sat 8 (4), 10 (5); twenty: 11–14 (9), 17–21 (14), 24–28 (19), 3 Mar
        pytest.param("2025-01-27", "2025-02-10", "2025-02-11", "2025-03-03", id="over 春节 2025"),
        # Sat 14 (1), 18–20 (4), 23 (5); twenty: 24–27 (9), Sun 29, 30 (11), 8–11, 12 (16), 14–17
        pytest.param("2024-09-13", "2024-09-23", "2024-09-24", "2024-10-17", id="over 中秋 2024"),
        pytest.param(
            "2026-11-16", "2026-11-23", "2026-11-24", "2026-12-14", id="no holiday at all"
        ),
    ],
)
def test_five_days_of_silence_are_acceptance_on_the_day_of_receipt(
    received, last, first_deemed, due
):
    """第三十二条第一款第四项: 逾期不告知的，自收到申请材料之日起即为受理."""
    assert acceptance_due(at(received), None, CALENDAR) == day(last)
    assert not is_deemed_accepted(at(received), day(last), CALENDAR)
    assert is_deemed_accepted(at(received), day(first_deemed), CALENDAR)
    assert due_after(at(received), working(20), CALENDAR) == day(due)


@pytest.mark.parametrize(
    ("within", "due"),
    [
        pytest.param(working(1), "2025-10-09", id="the item's own shorter limit binds the counter"),
        pytest.param(working(8), "2025-10-14", id="a longer one is cut to the law's five days"),
    ],
)
def test_the_counter_never_has_more_than_five_days(within, due):
    assert acceptance_due(at("2025-09-30"), within, CALENDAR) == day(due)


@pytest.mark.parametrize(
    ("accepted", "limit", "year"),
    [
        pytest.param("2026-12-29", working(3), 2027, id="one day over the end of the year"),
        pytest.param("2026-12-04", working(20), 2027, id="accepted long before the end"),
        pytest.param("2026-12-25", calendar_days(10), 2027, id="calendar days know no better"),
        pytest.param("2023-12-20", working(20), 2023, id="begun in a year that is not loaded"),
    ],
)
def test_a_year_not_announced_is_an_error_that_says_what_to_do(accepted, limit, year):
    with pytest.raises(CalendarNotPublishedError, match=f"{year}年.*请系统管理员导入后重试"):
        due_after(at(accepted), limit, CALENDAR)


def test_silence_that_runs_into_a_year_not_announced_is_not_judged():
    with pytest.raises(CalendarNotPublishedError):
        is_deemed_accepted(at("2026-12-25"), day("2027-01-20"), CALENDAR)


def test_silence_that_ended_before_a_year_not_announced_is_judged():
    # 25 (1), 28–31 (5)
    assert is_deemed_accepted(at("2026-12-24"), day("2027-01-01"), CALENDAR)


def test_a_step_that_would_run_into_an_unknown_year_is_due_with_its_case():
    assert step_due(at("2026-12-30"), working(9), day("2026-12-31"), CALENDAR) == day("2026-12-31")


def test_the_counters_own_day_is_known_where_the_laws_five_are_not():
    assert acceptance_due(at("2026-12-30"), working(1), CALENDAR) == day("2026-12-31")


def test_a_case_in_an_unknown_year_is_not_guessed_for_its_steps():
    with pytest.raises(CalendarNotPublishedError):
        step_due(at("2026-12-30"), working(9), day("2027-01-08"), CALENDAR)
