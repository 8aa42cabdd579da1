"""The holidays and worked weekends of 2024–2026 as the State Council announced them, read once."""

from datetime import date, datetime, timedelta, timezone

from zhengtong.foundation.calendars.testing import read_calendar
from zhengtong.registries.service_items.types import Limit, LimitUnit

BEIJING = timezone(timedelta(hours=8))
CALENDAR = read_calendar((2024, 2025, 2026))


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
