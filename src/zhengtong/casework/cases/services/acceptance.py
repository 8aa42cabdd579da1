"""Acceptance (受理): the office takes the case on, or says why not."""

from datetime import date, datetime

from django.db import transaction

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.errors import ReasonsMissingError, RemediesMissingError
from zhengtong.casework.cases.events import CaseAcceptanceRefused, CaseAccepted
from zhengtong.casework.cases.models import Task
from zhengtong.casework.cases.services.closing import advance
from zhengtong.casework.cases.services.desk import Handling, lock_task
from zhengtong.casework.cases.services.flow import cancel_open_tasks, finish_task
from zhengtong.casework.cases.types import CaseStatus, TaskId
from zhengtong.core.actors import Actor
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items.types import Outcome, StepKind

ACCEPTING = frozenset({StepKind.ACCEPT})


@transaction.atomic
def accept_case(*, task_id: TaskId, actor: Actor, at: datetime) -> date:
    """Accept a case (受理), start its promised time limit (承诺时限), and return its due date.

    The case is locked before it is judged: of two officers pressing at once, one is refused. The
    next steps open in the same transaction.

    Units: ``at`` is timezone-aware; the limit runs from its Beijing date.
    Raises: ``TaskNotFoundError``, ``TaskClaimedByAnotherError``, ``TaskNotOpenError``,
        ``WrongStepError``, ``CalendarNotPublishedError``.
    Source: 行政许可法 第三十二条第一款第五项.
    """
    handling, task = lock_task(task_id, actor, at, ACCEPTING)
    return take_on(handling, task, since=at)


def take_on(
    handling: Handling, task: Task, *, since: datetime, received_on: date | None = None
) -> date:
    """Accept a locked case as of a moment; ``received_on`` says that silence accepted it."""
    case, at = handling.case, handling.at
    promised = handling.version.definition.time.promised
    due_on = rules.due_after(since, promised, handling.calendar)
    finish_task(handling, task, Outcome.ACCEPT)
    handling.change(status=CaseStatus.ACCEPTED, accepted_at=since, due_on=due_on)

    detail = {"received_on": received_on.isoformat()} if received_on else {}
    handling.trace("cases.accepted", due_on=due_on.isoformat(), **detail)
    outbox.emit(
        CaseAccepted(
            case_no=case.case_no,
            account_id=case.account_id,
            due_on=due_on.isoformat(),
            at=at.isoformat(),
            is_deemed=received_on is not None,
        )
    )
    advance(handling)
    return due_on


@transaction.atomic
def refuse_acceptance(
    *, task_id: TaskId, reasons: str, actor: Actor, at: datetime, remedies: str = ""
) -> None:
    """Refuse acceptance (不予受理) with reasons; the process ends here.

    Without ``remedies`` the applicant is told those that the item's definition names.

    Raises: as ``accept_case``, and ``ReasonsMissingError``, ``RemediesMissingError``.
    Source: 行政许可法 第三十二条第一款第一项、第二项, 第二款.
    """
    handling, task = lock_task(task_id, actor, at, ACCEPTING)
    reasons, remedies = refusal_grounds(handling, reasons, remedies)
    finish_task(handling, task, Outcome.REFUSE_ACCEPTANCE, reasons)
    cancel_open_tasks(handling)
    handling.change(
        status=CaseStatus.ACCEPTANCE_REFUSED, reasons=reasons, remedies=remedies, closed_at=at
    )
    handling.save()

    handling.trace("cases.acceptance-refused")
    outbox.emit(
        CaseAcceptanceRefused(
            case_no=handling.case.case_no, account_id=handling.case.account_id, at=at.isoformat()
        )
    )


def refusal_grounds(handling: Handling, reasons: str, remedies: str) -> tuple[str, str]:
    """Return the reasons and remedies of a refusal, which must have both.

    Raises: ``ReasonsMissingError``, ``RemediesMissingError``.
    Source: 行政许可法 第三十八条第二款.
    """
    reasons = reasons.strip()
    remedies = remedies.strip() or rules.remedies_text(handling.version.definition.rights)
    if not reasons:
        raise ReasonsMissingError
    if not remedies:
        raise RemediesMissingError
    return reasons, remedies
