"""What a region loads on its first day: holidays, divisions, bodies, its list of items."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localdate

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.calendars import selectors as calendars
from zhengtong.foundation.calendars import services as calendar_services
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.foundation.organisations import services as organisation_services
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items import services as service_item_services

DATA = Path(settings.DATA_DIR)
LIST = DATA / "catalogue" / "gd_service_items.jsonl"
LAST_BODY_OF_THE_LIST = "11440100007483180K"
A_LISTED_ITEM = "11440100007483180K3440109001001"


def calendar_files() -> Iterable[Path]:
    """Return the announced years, and the specimen of the year to come."""
    folder = DATA / "calendars"
    return sorted([*folder.glob("*.csv"), *folder.glob("specimen/*.csv")])


def has_calendars() -> bool:
    """Whether every year that has a file is loaded."""
    known = {announced.year for announced in calendars.list_years()}
    return {int(file.stem) for file in calendar_files()} <= known


def load_calendars(at: datetime) -> str:
    """Load the holidays of every year; next year's are a specimen until they are announced."""
    for path in calendar_files():
        with path.open(encoding="utf-8-sig") as file:
            calendar_services.load_year(file=file, actor=SYSTEM, at=at)
    return f"{len(list(calendar_files()))} 年"


def has_bodies() -> bool:
    """Whether the registers of divisions and bodies are filled."""
    return organisations.find_body(LAST_BODY_OF_THE_LIST) is not None


def load_organisations(at: datetime) -> str:
    """Load the divisions of the country and the bodies behind the list of items."""
    with (DATA / "divisions" / "divisions.csv").open(encoding="utf-8-sig", newline="") as file:
        divisions = organisation_services.load_divisions(file=file, actor=SYSTEM, at=at)
    with (DATA / "organisations" / "bodies.csv").open(encoding="utf-8-sig", newline="") as file:
        bodies = organisation_services.load_bodies(file=file, actor=SYSTEM, at=at)
    return f"{divisions.added} + {bodies.added}"


def has_catalogue() -> bool:
    """Whether the region's list of items is imported."""
    return service_items.has_guide(A_LISTED_ITEM)


def import_catalogue(at: datetime) -> str:
    """Import the region's list through its mapping, as ``zhengtong item import`` does."""
    mapping = DATA / "catalogue" / "guangdong.mapping.yaml"
    report = service_item_services.import_items(
        file=LIST, mapping_file=mapping, actor=SYSTEM, at=at
    )
    service_item_services.rebuild_index()
    return f"{report.rows} 项"


def working_day_before(at: datetime, days: int) -> datetime:
    """Return the same hour so many working days earlier."""
    calendar, day = calendars.get_calendar(), localdate(at)
    moment = at
    while calendar.count_working_days(localdate(moment), day) < days:
        moment = moment.fromtimestamp(moment.timestamp() - 86_400, tz=moment.tzinfo)
    return moment
