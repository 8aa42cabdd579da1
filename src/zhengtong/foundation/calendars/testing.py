"""Calendars for every room's tests."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from django.conf import settings

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.calendars import selectors
from zhengtong.foundation.calendars.services import load_year

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


def remember_calendar() -> None:
    """Let pages know these calendars now, and not those of the test before."""
    selectors.forget_calendar()
    selectors.recent_calendar()
