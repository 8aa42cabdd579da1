"""Extending the limit (延长时限): once, with approval, and the applicant is told why."""

from datetime import date, datetime

from django.db import transaction

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.errors import (
    CaseNotFoundError,
    ExtensionNotApprovedError,
    ExtensionReasonsMissingError,
    LimitNotRunningError,
)
from zhengtong.casework.cases.events import LimitExtended
from zhengtong.casework.cases.models import Case, ClockStop, Task
from zhengtong.casework.cases.selectors.extensions import may_approve
from zhengtong.casework.cases.services.clock import pauses_of, retime_tasks
from zhengtong.casework.cases.services.desk import Handling
from zhengtong.casework.cases.types import CaseStatus
from zhengtong.core.actors import Actor
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items import selectors as service_items


@transaction.atomic
def extend_limit(
    *, case_no: str, days: int, reasons: str, approved_by: Actor, at: datetime
) -> date:
    """Extend the limit of a case (延长办理时限) and return its new due date.

    ``approved_by`` is the head who approves, with the post and body acted in: who decides in the
    deciding body, or for an item handled jointly in the government at that level. While the clock
    stands still, the day of the stop is the day that is judged.

    Units: ``days`` in working days.
    Raises: ``CaseNotFoundError``, ``ExtensionNotApprovedError``, ``LimitNotRunningError``,
        ``ExtensionReasonsMissingError``, ``LimitAlreadyExtendedError``, ``ExtensionTooLongError``,
        ``ExtensionTooLateError``, ``CalendarNotPublishedError``.
    Source: 行政许可法 第四十二条.
    """
    handling = _lock(case_no, approved_by, at)
    case, rule = handling.case, rules.extension_rule(handling.version.definition)
    if not may_approve(approved_by, handling.version.definition):
        raise ExtensionNotApprovedError(approver=rule.approver.label)
    if case.status != CaseStatus.ACCEPTED or case.due_on is None:
        raise LimitNotRunningError(case_no=case.case_no, status=CaseStatus(case.status).label)
    if not reasons.strip():
        raise ExtensionReasonsMissingError
    due_on = rules.extended_due(
        case.due_on,
        days,
        rules.beijing_date(case.clock_stopped_at or at),
        already_days=case.extended_days,
        rule=rule,
        calendar=handling.calendar,
    )
    handling.change(
        due_on=due_on, extended_days=days, extension_reasons=reasons.strip(), extended_at=at
    )
    stops = list(ClockStop.objects.filter(case=case).order_by("id"))
    retime_tasks(handling, pauses_of(stops))
    handling.save()

    handling.trace(
        "cases.limit-extended", days=days, due_on=due_on.isoformat(), reasons=reasons.strip()
    )
    outbox.emit(
        LimitExtended(
            case_no=case.case_no,
            account_id=case.account_id,
            days=days,
            due_on=due_on.isoformat(),
            at=at.isoformat(),
        )
    )
    return due_on


def _lock(case_no: str, actor: Actor, at: datetime) -> Handling:
    case = Case.objects.select_for_update().filter(case_no=case_no).first()
    if case is None:
        raise CaseNotFoundError
    tasks = list(Task.objects.filter(case=case).order_by("id"))
    return Handling(case, service_items.get_version(case.item_version_id), tasks, actor, at)
