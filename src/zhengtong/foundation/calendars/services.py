"""Commands: a year is loaded from a file when it is announced, or announced anew."""

from datetime import datetime
from typing import TextIO

from django.db import transaction

from zhengtong.core.actors import Actor
from zhengtong.core.digests import sm3_hex
from zhengtong.foundation.calendars.events import CalendarLoaded
from zhengtong.foundation.calendars.models import DayRecord, YearRecord
from zhengtong.foundation.calendars.rules import read_year
from zhengtong.foundation.calendars.selectors import forget_calendar
from zhengtong.foundation.calendars.types import YearCalendar
from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.outbox import services as outbox


@transaction.atomic
def load_year(*, file: TextIO, actor: Actor, at: datetime) -> int:
    """Load the days of one year from its file and return the year.

    A year that is there is replaced, as when an announcement is changed (2020年春节); loading the
    same content again changes nothing.

    Raises: ``CalendarFileInvalidError`` with every fault and its line; nothing is loaded then.
    """
    announced = read_year(file.read())
    digest = sm3_hex(repr(announced).encode())
    stored = YearRecord.objects.select_for_update().filter(pk=announced.year).first()
    if stored is not None and stored.digest == digest:
        return announced.year
    _replace(announced, digest, at)
    ledger.record(
        action="calendars.year_loaded",
        subject=str(announced.year),
        actor=actor,
        at=at,
        detail={
            "source": announced.source,
            "specimen": announced.is_specimen,
            "days": len(announced.days),
            "digest": digest,
            "replaced": stored.digest if stored else None,
        },
    )
    loaded = CalendarLoaded(year=announced.year, is_replaced=stored is not None, at=at.isoformat())
    outbox.emit(loaded)
    transaction.on_commit(forget_calendar)
    return announced.year


def _replace(announced: YearCalendar, digest: str, at: datetime) -> None:
    year, _ = YearRecord.objects.update_or_create(
        year=announced.year,
        defaults={
            "source": announced.source,
            "is_specimen": announced.is_specimen,
            "digest": digest,
            "loaded_at": at,
        },
    )
    DayRecord.objects.filter(year=year).delete()
    DayRecord.objects.bulk_create(
        DayRecord(
            day=line.day, year=year, kind=line.kind.value, name=line.name, name_en=line.name_en
        )
        for line in announced.days
    )
