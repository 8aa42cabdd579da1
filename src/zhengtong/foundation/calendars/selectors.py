"""Reads of the calendar."""

from functools import lru_cache

from zhengtong.foundation.calendars.models import DayRecord, YearRecord
from zhengtong.foundation.calendars.types import (
    AnnouncedDay,
    DayKind,
    WorkingCalendar,
    YearCalendar,
)


def get_calendar() -> WorkingCalendar:
    """Return the working days of all years announced.

    One small query asks which years there are; the days are read once per process and edition. The
    digest of the content is the key, so that a year loaded elsewhere is seen at once, and so that
    an edition rolled back is never kept.
    """
    editions = YearRecord.objects.order_by("year").values_list("year", "digest")
    return _calendar_of(tuple(editions))


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
