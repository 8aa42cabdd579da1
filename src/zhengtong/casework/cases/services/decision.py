"""The decision (决定): granted, or refused with reasons and remedies."""

from datetime import datetime

from django.db import transaction

from zhengtong.casework.cases.errors import (
    DeferredMaterialsMissingError,
    OutcomeNotOfferedError,
)
from zhengtong.casework.cases.events import CaseDecided
from zhengtong.casework.cases.models import SubmittedMaterial
from zhengtong.casework.cases.rules import outcomes_of
from zhengtong.casework.cases.services.acceptance import refusal_grounds
from zhengtong.casework.cases.services.closing import advance
from zhengtong.casework.cases.services.desk import Handling, lock_task
from zhengtong.casework.cases.services.flow import finish_task
from zhengtong.casework.cases.types import CaseStatus, Decision, MaterialWay, TaskId
from zhengtong.core.actors import Actor
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items.types import Outcome, StepKind

DECIDING = frozenset({StepKind.DECIDE})
DECISIONS = {Outcome.GRANT: Decision.GRANTED, Outcome.REFUSE: Decision.REFUSED}


@transaction.atomic
def decide_case(
    *,
    task_id: TaskId,
    outcome: Outcome,
    reasons: str,
    actor: Actor,
    at: datetime,
    remedies: str = "",
) -> None:
    """Decide the case: ``Outcome.GRANT`` or ``Outcome.REFUSE``.

    A refusal says why and what the applicant may do about it; without ``remedies`` those that the
    definition names. A grant waits for materials that were deferred. What follows a decision opens
    at once; where nothing follows, the case is closed.

    Raises: ``TaskNotFoundError``, ``TaskClaimedByAnotherError``, ``TaskNotOpenError``,
        ``WrongStepError``, ``OutcomeNotOfferedError``, ``ReasonsMissingError``,
        ``RemediesMissingError``, ``DeferredMaterialsMissingError``.
    Source: 行政许可法 第三十八条, 第四十四条.
    """
    handling, task = lock_task(task_id, actor, at, DECIDING)
    if outcome not in DECISIONS or outcome not in outcomes_of(handling.step_of(task)):
        raise OutcomeNotOfferedError(outcome=outcome.label)
    decision = DECISIONS[outcome]
    if decision == Decision.REFUSED:
        reasons, remedies = refusal_grounds(handling, reasons, remedies)
    else:
        _require_deferred(handling)
    finish_task(handling, task, outcome, reasons)
    handling.change(
        status=CaseStatus.DECIDED,
        decision=decision,
        reasons=reasons.strip(),
        remedies=remedies.strip(),
        decided_at=at,
    )

    handling.trace("cases.decided", decision=decision.value)
    outbox.emit(
        CaseDecided(
            case_no=handling.case.case_no,
            account_id=handling.case.account_id,
            decision=decision.value,
            at=at.isoformat(),
        )
    )
    advance(handling)


def _require_deferred(handling: Handling) -> None:
    """Refuse a grant while a deferred material is missing; asked only where one may be deferred."""
    if not any(material.deferrable for material in handling.version.definition.materials):
        return
    missing = SubmittedMaterial.objects.filter(case=handling.case, way=MaterialWay.DEFERRED)
    if names := list(missing.order_by("id").values_list("name", flat=True)):
        raise DeferredMaterialsMissingError(materials="、".join(names))
