"""Steps that the platform performs itself (自动环节): named checks, and issuing the licence."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Protocol, cast

from django.db import transaction

from zhengtong.casework.cases.errors import FeeNotPaidError, TaskNotFoundError
from zhengtong.casework.cases.models import Case, ReservedName, Task
from zhengtong.casework.cases.selectors.records import applicant_of
from zhengtong.casework.cases.services.closing import advance
from zhengtong.casework.cases.services.desk import Handling, lock_case_of
from zhengtong.casework.cases.services.flow import finish_task
from zhengtong.casework.cases.types import Decision, TaskId, TaskState
from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.identity.types import Applicant
from zhengtong.registries.licences import services as licences
from zhengtong.registries.licences.types import Holder, HolderKind, JsonValue, LicenceOrder
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import AutomaticService, Outcome, StepKind

LAW_FIRM_NAMES = "lawyer_register.firm_name"


class AutomaticCheck(Protocol):
    """A question the platform can answer by itself about a case."""

    def __call__(self, case: Case) -> tuple[Outcome, str]:
        """Return how the check ended and what it found."""


def name_is_free(case: Case) -> tuple[Outcome, str]:
    """Reserve the law firm's name for the case, if no other case or licence holds it.

    A name is held from this check on, through the licence, until the case is refused or withdrawn
    or the licence ends; the unique constraint decides between two cases checked at once.

    Source: 律师事务所名称管理办法 第二条 (对经核准的名称享有专用权).
    """
    name = " ".join(str(case.form.get("firm_name", "")).split())
    held, _ = ReservedName.objects.get_or_create(
        register=LAW_FIRM_NAMES, name=name, defaults={"case": case}
    )
    if held.case_id == case.pk:
        return Outcome.PASS, f"名称“{name}”未被使用，已为本办件保留"
    return Outcome.FAIL, f"名称“{name}”已被其他律师事务所使用或者申请"


CHECKS: Mapping[AutomaticService, AutomaticCheck] = MappingProxyType(
    {AutomaticService.NAME_IS_FREE: name_is_free}
)


@transaction.atomic
def perform_automatic(*, task_id: TaskId, at: datetime) -> None:
    """Perform a step of the platform's own; told twice, it is performed once.

    Raises: ``TaskNotFoundError`` for a person's task.
    """
    handling, task = _lock(task_id, at)
    if task.post:
        raise TaskNotFoundError
    if task.state != TaskState.OPEN:
        return
    outcome, opinion = _perform(handling, task)
    finish_task(handling, task, outcome, opinion)
    handling.trace("cases.step-completed", step=task.step, outcome=outcome.value)
    advance(handling)


@transaction.atomic
def free_name(*, case_no: str) -> None:
    """Give back a name once the licence that held it has ended; done twice, it changes nothing."""
    ReservedName.objects.filter(case__case_no=case_no).delete()


def _lock(task_id: TaskId, at: datetime) -> tuple[Handling, Task]:
    case = lock_case_of(task_id)
    tasks = list(Task.objects.filter(case=case).order_by("id"))
    version = service_items.get_version(case.item_version_id)
    task = next(one for one in tasks if one.pk == task_id)
    return Handling(case, version, tasks, SYSTEM, at), task


def _perform(handling: Handling, task: Task) -> tuple[Outcome, str]:
    step = handling.step_of(task)
    if step.by.service:
        return CHECKS[AutomaticService(step.by.service)](handling.case)
    if task.kind == StepKind.ISSUE:
        issue_result(handling)
    if task.kind == StepKind.PAY and handling.case.fee_fen:
        raise FeeNotPaidError(case_no=handling.case.case_no)
    return Outcome.DONE, ""


def issue_result(handling: Handling) -> None:
    """Have the licence made that a grant ends in, in the name of the body that decided.

    The key is the case number: however often it is ordered, it is one licence.
    """
    case, result = handling.case, handling.version.definition.result
    if result is None or case.decision == Decision.REFUSED:
        return
    program = handling.version.program
    identifier = licences.issue_licence(
        order=LicenceOrder(
            type_code=result.licence_type,
            holder=_holder(applicant_of(case)),
            issuer=_deciding_body(handling),
            key=case.case_no,
            case_no=case.case_no,
            facts=cast("Mapping[str, JsonValue]", program.licence_facts(case.form)),
            valid=result.valid,
        ),
        actor=SYSTEM,
        at=handling.at,
    )
    handling.change(licence=str(identifier))


def _holder(applicant: Applicant) -> Holder:
    return Holder(
        kind=HolderKind(applicant.kind.value),
        name=applicant.name,
        id_number=applicant.id_number,
        account_id=applicant.account_id,
    )


def _deciding_body(handling: Handling) -> str:
    """Return the body whose decision the licence carries out: the licence is that body's."""
    deciders = [task.body for task in handling.tasks if task.kind == StepKind.DECIDE]
    return deciders[-1] if deciders else handling.case.body
