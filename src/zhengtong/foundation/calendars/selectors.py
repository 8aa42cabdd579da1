"""Reads of the calendar."""

from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from zhengtong.foundation.calendars.models import DayRecord, YearRecord
from zhengtong.foundation.calendars.types import (
    AnnouncedDay,
    DayKind,
    WorkingCalendar,
    YearCalendar,
)

REMEMBERED_SECONDS = 60


@dataclass(slots=True)
class Memory:
    """The calendar that pages of this process share, and until when."""

    calendar: WorkingCalendar | None = None
    until: float = 0.0


_memory = Memory()


def get_calendar() -> WorkingCalendar:
    """Return the working days of all years announced.

    One small query asks which years there are; the days are read once per process and edition. The
    digest of the content is the key, so that a year loaded elsewhere is seen at once, and so that
    an edition rolled back is never kept.
    """
    return _calendar_of(YearRecord.list_editions())


def recent_calendar() -> WorkingCalendar:
    """Return the working days as known within the last minute: for pages, never for an act.

    No query while it is remembered; a year that is loaded in this process is seen at once.
    """
    if _memory.calendar is None or monotonic() > _memory.until:
        _memory.calendar, _memory.until = get_calendar(), monotonic() + REMEMBERED_SECONDS
    return _memory.calendar


def forget_calendar() -> None:
    """Let the next page ask again."""
    _memory.calendar = None


@lru_cache(maxsize=4)
def _calendar_of(editions: tuple[tuple[int, str], ...]) -> WorkingCalendar:
    return WorkingCalendar.of(
        (year for year, _ in editions), (_announced(record) for record in DayRecord.objects.all())
    )


def list_years() -> tuple[YearCalendar, ...]:
    """Return what was announced, the latest year first."""
    records = YearRecord.objects.prefetch_related("days").order_by("-year")
    return tuple(
        YearCalendar(
            year=record.year,
            source=record.source,
            is_specimen=record.is_specimen,
            days=tuple(
                _announced(day) for day in sorted(record.days.all(), key=lambda day: day.day)
            ),
        )
        for record in records
    )


def _announced(record: DayRecord) -> AnnouncedDay:
    return AnnouncedDay(
        day=record.day, kind=DayKind(record.kind), name=record.name, name_en=record.name_en
    )
