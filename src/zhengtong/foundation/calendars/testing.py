"""Calendars for every room's tests."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from django.conf import settings

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.calendars import selectors
from zhengtong.foundation.calendars.rules import read_year
from zhengtong.foundation.calendars.services import load_year
from zhengtong.foundation.calendars.types import WorkingCalendar

CALENDARS = Path(settings.DATA_DIR) / "calendars"
LONG_AGO = datetime(2020, 1, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))


def load_calendars(years: Iterable[int] = (2025, 2026), *, specimen: Iterable[int] = ()) -> None:
    """Load the real years, and the specimen years that are asked for (2027)."""
    paths = [CALENDARS / f"{year}.csv" for year in years]
    paths += [CALENDARS / "specimen" / f"{year}.csv" for year in specimen]
    for path in paths:
        with path.open(encoding="utf-8") as file:
            load_year(file=file, actor=SYSTEM, at=LONG_AGO)
    remember_calendar()


def read_calendar(years: Iterable[int] = (2024, 2025, 2026)) -> WorkingCalendar:
    """Return the real years without a database."""
    read = [read_year((CALENDARS / f"{year}.csv").read_text(encoding="utf-8")) for year in years]
    return WorkingCalendar.of(
        (one.year for one in read), (line for one in read for line in one.days)
    )


def remember_calendar() -> None:
    """Let pages know these calendars now, and not those of the test before."""
    selectors.forget_calendar()
    selectors.recent_calendar()
