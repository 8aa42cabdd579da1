"""Deemed acceptance (视为受理): five working days of silence, and the case is accepted."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.models import OPEN, CorrectionNotice, Task
from zhengtong.casework.cases.services.acceptance import take_on
from zhengtong.casework.cases.services.desk import Handling, lock_case_of
from zhengtong.casework.cases.types import CaseStatus, TaskId
from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.calendars import selectors as calendars
from zhengtong.foundation.calendars.errors import CalendarNotPublishedError
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import StepKind

logger = logging.getLogger(__name__)

BATCH = 500


def deem_acceptances(*, at: datetime) -> int:
    """Accept every case about which the office kept silent too long; return how many.

    Each is accepted in a transaction of its own, so that one which cannot be counted yet holds up
    none of the others. Doing it again accepts nothing twice.

    Source: 行政许可法 第三十二条第一款第四项.
    """
    accepted = 0
    for task_id in _overdue_counters(at):
        try:
            accepted += accept_by_silence(task_id=task_id, at=at)
        except CalendarNotPublishedError as error:
            logger.error("Silence cannot be counted: %s", error)  # noqa: TRY400 - says all there is
    return accepted


@transaction.atomic
def accept_by_silence(*, task_id: TaskId, at: datetime) -> bool:
    """Accept one case by silence, as of the day of receipt; return whether it came to that.

    The ordinary acceptance, by the platform: the limit runs from the day on which the application,
    or the whole answer to a correction notice, was received.

    Raises: ``TaskNotFoundError``, ``CalendarNotPublishedError``.
    Source: 行政许可法 第三十二条第一款第四项 (自收到申请材料之日起即为受理).
    """
    case = lock_case_of(task_id)
    tasks = list(Task.objects.filter(case=case).order_by("id"))
    task = next(one for one in tasks if one.pk == task_id)
    if case.status != CaseStatus.SUBMITTED or task.state not in OPEN:
        return False
    notice = CorrectionNotice.objects.filter(case=case).first()
    received_at = notice.answered_at if notice and notice.answered_at else case.submitted_at
    today = rules.beijing_date(at)
    if not rules.is_deemed_accepted(received_at, today, calendars.get_calendar()):
        return False
    version = service_items.get_version(case.item_version_id)
    handling = Handling(case, version, tasks, SYSTEM, at)
    take_on(handling, task, since=received_at, received_on=rules.beijing_date(received_at))
    return True


def _overdue_counters(at: datetime) -> Iterator[TaskId]:
    """Yield the counters' tasks that are overdue, in batches by key: silence is always overdue."""
    today = rules.beijing_date(at)
    silent = Task.objects.filter(kind=StepKind.ACCEPT, state__in=OPEN, due_on__lt=today)
    ids = silent.order_by("id").values_list("id", flat=True)
    batch = list(ids[:BATCH])
    while batch:
        yield from map(TaskId, batch)
        batch = list(ids.filter(id__gt=batch[-1])[:BATCH])
