"""Counting due dates anew (重新核算) when the holidays of a year are announced anew."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.events import DueDateRecounted
from zhengtong.casework.cases.models import (
    OPEN,
    CalendarRecount,
    Case,
    ClockStop,
    CorrectionNotice,
    Task,
)
from zhengtong.casework.cases.services.clock import case_clock, pauses_of, retime_tasks
from zhengtong.casework.cases.services.closing import set_delivery
from zhengtong.casework.cases.services.desk import Handling
from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.calendars import selectors as calendars
from zhengtong.foundation.calendars.errors import CalendarNotPublishedError
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import ItemVersionId

RECOUNT = "cases.recount"
BATCH = 200


@transaction.atomic
def begin_recount(*, year: int, at: datetime) -> int:
    """Begin to count anew every open case that may run into a year; return the recount's key.

    Source: 国务院办公厅关于部分节假日安排的通知, as when the
        Spring Festival of 2020 was prolonged.
    """
    recount = CalendarRecount.objects.create(year=year, started_at=at)
    _go_on(recount)
    return recount.pk


@transaction.atomic
def recount_batch(*, recount_id: int, at: datetime) -> bool:
    """Count the next batch of open tasks' cases anew, and say whether there are more.

    How far it has come is saved with what it changed: killed at any moment, it goes on from there,
    and no case is told twice. A case that cannot be counted yet keeps its date and is counted in
    ``unknown``.
    """
    recount = CalendarRecount.objects.select_for_update().get(pk=recount_id)
    if recount.finished_at is not None:
        return False
    found = _next_tasks(recount)
    if not found:
        recount.finished_at = at
        recount.save(update_fields=["finished_at"])
        return False
    for handling, stops in _lock_cases({case_id for _, case_id in found}, at):
        try:
            recount.moved += _count_anew(handling, stops, recount.year)
        except CalendarNotPublishedError:
            recount.unknown += 1
    recount.last_task_id, _ = found[-1]
    recount.seen += len(found)
    recount.save(update_fields=["last_task_id", "seen", "moved", "unknown"])
    _go_on(recount)
    return True


def _go_on(recount: CalendarRecount) -> None:
    app.configure_task(RECOUNT, allow_unknown=False).defer(recount_id=recount.pk)


def _next_tasks(recount: CalendarRecount) -> list[tuple[int, int]]:
    """Return the next open tasks, with their cases, that may run into the year."""
    first_day = date(recount.year, 1, 1)
    tasks = Task.objects.filter(
        Q(due_on__gte=first_day) | Q(case__due_on__gte=first_day),
        state__in=OPEN,
        id__gt=recount.last_task_id,
    )
    return list(tasks.order_by("id").values_list("id", "case_id")[:BATCH])


def _lock_cases(case_ids: set[int], at: datetime) -> Sequence[tuple[Handling, Sequence[ClockStop]]]:
    """Lock cases in the order of their keys and read all that their clocks follow from."""
    cases = list(Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk"))
    tasks: dict[int, list[Task]] = defaultdict(list)
    for task in Task.objects.filter(case_id__in=case_ids).order_by("id"):
        tasks[task.case_id].append(task)
    stops: dict[int, list[ClockStop]] = defaultdict(list)
    for stop in ClockStop.objects.filter(case_id__in=case_ids).order_by("id"):
        stops[stop.case_id].append(stop)
    notices = CorrectionNotice.objects.filter(case_id__in=case_ids)
    answers = dict(notices.values_list("case_id", "answered_at"))
    versions = service_items.get_versions({case.item_version_id for case in cases})
    calendar = calendars.get_calendar()
    return [
        (
            Handling(
                case,
                versions[ItemVersionId(case.item_version_id)],
                tasks[case.pk],
                SYSTEM,
                at,
                answered_at=answers.get(case.pk),
                _calendar=calendar,
            ),
            stops[case.pk],
        )
        for case in cases
    ]


def _count_anew(handling: Handling, stops: Sequence[ClockStop], year: int) -> bool:
    """Count one case anew, with the reason in the ledger; return whether anything moved."""
    case, before = handling.case, (handling.case.due_on, handling.case.deliver_by)
    pauses = pauses_of(stops)
    clock = case_clock(handling, handling.version.definition.time.promised, pauses)
    if clock is not None and case.decided_at is None:
        handling.change(due_on=rules.due_of(clock, handling.calendar))
    if case.deliver_by is not None:
        set_delivery(handling)
    is_moved = (case.due_on, case.deliver_by) != before
    if not retime_tasks(handling, pauses) and not is_moved:
        handling.changed.clear()
        return False
    handling.save()
    handling.trace(
        "cases.due-date-recounted",
        year=year,
        before=before[0].isoformat() if before[0] else None,
        due_on=case.due_on.isoformat() if case.due_on else None,
    )
    if case.due_on is not None and case.due_on != before[0]:
        outbox.emit(
            DueDateRecounted(
                case_no=case.case_no,
                account_id=case.account_id,
                year=year,
                due_on=case.due_on.isoformat(),
                at=handling.at.isoformat(),
            )
        )
    return True
