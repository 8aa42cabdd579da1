"""Days on which government works, as announced year by year."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zhengtong.core.labels import LabelledEnum
from zhengtong.foundation.calendars.errors import CalendarNotPublishedError

SATURDAY = 5


class DayKind(LabelledEnum):
    """What an announcement says of a day; of all others the weekday decides."""

    PUBLIC_HOLIDAY = "public_holiday", "放假", "Public holiday"
    REST_IN_LIEU = "rest_in_lieu", "调休放假", "Rest in lieu"
    WORKED_WEEKEND = "worked_weekend", "调休上班", "Worked weekend"


@dataclass(frozen=True, slots=True)
class AnnouncedDay:
    """One line of an announcement."""

    day: date
    kind: DayKind
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """What was announced for one year, and by whom; a specimen year is for demonstration only."""

    year: int
    source: str
    is_specimen: bool
    days: tuple[AnnouncedDay, ...]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """工作日: the days that count for a time limit, over all years announced.

    Counting looks days up in one sorted tuple, so a limit of any length costs the same.

    Source: 行政许可法 第八十二条 (limits run in working days, without public holidays); 国务院关于
        职工工作时间的规定 第七条 (government rests on Saturday and Sunday).
    """

    years: frozenset[int]
    working_days: tuple[date, ...]

    @classmethod
    def of(cls, years: Iterable[int], announced: Iterable[AnnouncedDay]) -> "WorkingCalendar":
        """Return the calendar of the years announced."""
        kinds = {line.day: line.kind for line in announced}
        published = frozenset(years)
        working = (
            day
            for year in sorted(published)
            for day in _days_of(year)
            if _is_worked(day, kinds.get(day))
        )
        return cls(years=published, working_days=tuple(working))

    def is_working_day(self, day: date) -> bool:
        """Whether government works on a day.

        Raises: ``CalendarNotPublishedError`` when its year is not announced.
        """
        self._require(day, day)
        place = bisect_left(self.working_days, day)
        return self.working_days[place : place + 1] == (day,)

    def add_working_days(self, start: date, days: int) -> date:
        """Return the ``days``-th working day after ``start``; the day itself is not counted.

        Adding nothing gives ``start``, whether or not it is worked.

        Units: ``days`` in working days (工作日).
        Raises: ``CalendarNotPublishedError`` when the count runs into a year not announced;
            ``ValueError`` when ``days`` is negative.
        Source: 行政许可法 第八十二条; 民法典 第二百零一条第一款 (开始的当日不计入).
        Guarantee: ``count_working_days(start, result)`` is ``days``.
        """
        if days < 0:
            raise ValueError("a time limit is never negative")
        if days == 0:
            return start
        place = bisect_right(self.working_days, start) + days - 1
        end = (
            self.working_days[place]
            if place < len(self.working_days)
            else date(max(self.years, default=start.year) + 1, 1, 1)
        )
        self._require(start, max(start, end))
        return end

    def count_working_days(self, start: date, end: date) -> int:
        """Return how many working days come after ``start`` up to and including ``end``.

        Negative when ``end`` is before ``start``: so many working days overdue.

        Units: working days (工作日).
        Raises: ``CalendarNotPublishedError`` when a year between them is not announced.
        Source: 行政许可法 第八十二条; 民法典 第二百零一条第一款.
        Guarantee: swapping the dates changes the sign only.
        """
        self._require(min(start, end), max(start, end))
        return bisect_right(self.working_days, end) - bisect_right(self.working_days, start)

    def _require(self, first: date, last: date) -> None:
        for year in range(first.year, last.year + 1):
            if year not in self.years:
                raise CalendarNotPublishedError(year)


def _days_of(year: int) -> Iterable[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))


def _is_worked(day: date, kind: DayKind | None) -> bool:
    if kind is None:
        return day.weekday() < SATURDAY
    return kind is DayKind.WORKED_WEEKEND
