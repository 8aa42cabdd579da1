"""Reviews, checks, payments, delivery (审查、核查、缴费、送达): a person's opinion on a step."""

from datetime import datetime

from django.db import transaction

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.errors import OutcomeNotOfferedError, ReasonsMissingError
from zhengtong.casework.cases.services.automatic import issue_result
from zhengtong.casework.cases.services.clock import resume_clock
from zhengtong.casework.cases.services.closing import advance
from zhengtong.casework.cases.services.desk import lock_task
from zhengtong.casework.cases.services.flow import finish_task
from zhengtong.casework.cases.types import TaskId
from zhengtong.core.actors import Actor
from zhengtong.registries.service_items.types import Outcome, StepKind

REVIEWING = frozenset({StepKind.REVIEW, StepKind.CHECK, StepKind.PAY, StepKind.ISSUE})


@transaction.atomic
def complete_review(
    *, task_id: TaskId, outcome: Outcome, opinion: str, actor: Actor, at: datetime
) -> None:
    """Hand in the opinion on a review or check and open what comes next.

    A failed check does not end the case: it is the decider's to weigh, so it must say why. A
    special procedure that ends here lets the clock go on; where a person delivers the result, the
    platform makes the licence now.

    Raises: ``TaskNotFoundError``, ``TaskClaimedByAnotherError``, ``TaskNotOpenError``,
        ``WrongStepError``, ``OutcomeNotOfferedError``, ``ReasonsMissingError``.
    Source: 行政许可法 第三十四条 (审查), 第四十五条 (不计时的程序).
    """
    handling, task = lock_task(task_id, actor, at, REVIEWING)
    step = handling.step_of(task)
    if outcome not in rules.outcomes_of(step):
        raise OutcomeNotOfferedError(outcome=outcome.label)
    if outcome == Outcome.FAIL and not opinion.strip():
        raise ReasonsMissingError
    if task.kind == StepKind.ISSUE:
        issue_result(handling)
    finish_task(handling, task, outcome, opinion)
    handling.trace("cases.step-completed", step=task.step, outcome=outcome.value)
    if step.special:
        resume_clock(handling, task)
    advance(handling)
