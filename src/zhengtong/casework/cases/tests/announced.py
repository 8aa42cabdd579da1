"""The holidays and worked weekends of 2024–2026 as the State Council announced them, read once."""

from datetime import date, datetime, timedelta, timezone

from zhengtong.foundation.calendars.rules import read_year
from zhengtong.foundation.calendars.testing import CALENDARS
from zhengtong.foundation.calendars.types import WorkingCalendar
from zhengtong.registries.service_items.types import Limit, LimitUnit

BEIJING = timezone(timedelta(hours=8))
YEARS = [read_year((CALENDARS / f"{year}.csv").read_text()) for year in (2024, 2025, 2026)]
CALENDAR = WorkingCalendar.of(
    (year.year for year in YEARS), (line for year in YEARS for line in year.days)
)


def day(text):
    """Return a day written ``2025-10-11``."""
    return date.fromisoformat(text)


def at(text, hour=10):
    """Return a Beijing moment of a day."""
    return datetime.combine(day(text), datetime.min.time(), BEIJING) + timedelta(hours=hour)


def working(days):
    """Return a limit in working days."""
    return Limit(amount=days, unit=LimitUnit.WORKING_DAY)


def calendar_days(days):
    """Return a limit in calendar days."""
    return Limit(amount=days, unit=LimitUnit.CALENDAR_DAY)
