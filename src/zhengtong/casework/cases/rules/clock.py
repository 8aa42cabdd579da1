"""The clock of a case: working days from acceptance, less what special procedures take."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from zhengtong.casework.cases.types import Clock, Pause
from zhengtong.foundation.calendars.types import WorkingCalendar
from zhengtong.registries.service_items.types import Limit, LimitUnit

BEIJING = ZoneInfo("Asia/Shanghai")
SPANS = {LimitUnit.HOUR: timedelta(hours=1), LimitUnit.MINUTE: timedelta(minutes=1)}


def beijing_date(at: datetime) -> date:
    """Return the Beijing calendar day of a moment; every limit runs from such a day.

    Source: 民法典 第二百条 (民法所称的期间按照公历年、月、日、小时计算).
    """
    return at.astimezone(BEIJING).date()


def due_after(at: datetime, limit: Limit, calendar: WorkingCalendar) -> date:
    """Return the last day on which something begun at ``at`` is still done in time.

    The first day is not counted, so an immediate case (即办件, zero days) is due the same day. A
    limit in calendar days that ends on a day of rest ends on the next working day.

    Units: the result is a Beijing calendar day; hours and minutes run by the clock.
    Raises: ``CalendarNotPublishedError`` when the limit runs into a year not yet announced.
    Source: 行政许可法 第八十二条 (以工作日计算); 民法典 第二百零一条 (开始当日不计入),
        第二百零三条 (最后一日是休假日的，休假结束的次日为最后一日).
    """
    if span := SPANS.get(limit.unit):
        return beijing_date(at + limit.amount * span)
    start = beijing_date(at)
    if limit.unit == LimitUnit.WORKING_DAY:
        return calendar.add_working_days(start, limit.amount)
    last = start + timedelta(days=limit.amount)
    return last if calendar.is_working_day(last) else calendar.add_working_days(last, 1)


def due_of(clock: Clock, calendar: WorkingCalendar) -> date:
    """Return when a clock runs out, from everything on record of it.

    The working days of the limit and of its extension are counted from the day after the start,
    leaving out each time that is not counted. While the clock stands still the day is provisional:
    it moves when the last procedure ends.

    Raises: ``CalendarNotPublishedError``.
    Source: 行政许可法 第四十二条 (时限与延长), 第四十五条 (不计算在期限内).
    Guarantee: equal to counting step by step with ``due_after_stop`` as the stops end.
    """
    due_on = due_after(clock.started_at, clock.limit, calendar)
    due_on = calendar.add_working_days(due_on, clock.extended_days)
    started_on = beijing_date(clock.started_at)
    for pause in _apart(clock.pauses):
        if pause.ended_at is None or beijing_date(pause.ended_at) < started_on:
            continue
        stopped_on = max(beijing_date(pause.started_at), started_on)
        due_on = due_after_stop(due_on, stopped_on, beijing_date(pause.ended_at), calendar)
    return due_on


def _apart(pauses: Iterable[Pause]) -> Iterator[Pause]:
    """Yield the times not counted in order, those that overlap as one.

    One that begins at the very moment at which another ends is a new one: the clock ran between.
    """
    joined: Pause | None = None
    for pause in sorted(pauses, key=lambda one: one.started_at):
        if joined is None:
            joined = pause
        elif joined.ended_at is not None and pause.started_at >= joined.ended_at:
            yield joined
            joined = pause
        elif joined.ended_at is not None:
            ended_at = pause.ended_at and max(joined.ended_at, pause.ended_at)
            joined = Pause(joined.started_at, ended_at)
    if joined is not None:
        yield joined


def due_after_stop(
    due_on: date, stopped_on: date, resumed_on: date, calendar: WorkingCalendar
) -> date:
    """Return the new due date after a special procedure whose time is not counted.

    The working days that were left after the day of the stop are left again after the day of the
    resumption: the day of the stop was the office's, the days up to and including the day of the
    resumption were the procedure's. Stopped and resumed on one day changes nothing, and a case
    already late stays late by the same date.

    Raises: ``ValueError`` when the clock resumes before it stopped; ``CalendarNotPublishedError``.
    Guarantee: never earlier than ``due_on``; two stops one after the other add up.
    Source: 行政许可法 第四十五条 (听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审不计时).
    """
    if resumed_on < stopped_on:
        raise ValueError("恢复计时不能早于中止计时")
    if due_on <= stopped_on:
        return due_on
    days_left = calendar.count_working_days(stopped_on, due_on)
    return max(due_on, calendar.add_working_days(resumed_on, days_left))
