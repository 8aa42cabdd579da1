"""Filing, reading and withdrawing one's own cases."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from zhengtong.casework.cases import selectors, services
from zhengtong.casework.cases.api.asking import account_of, actor_of
from zhengtong.casework.cases.api.schemas import (
    ApplicationIn,
    CaseOut,
    FiledOut,
    MaterialIn,
    StepOut,
)
from zhengtong.casework.cases.types import Application, CaseView, MaterialChoice, MaterialWay
from zhengtong.core.actors import ActorKind
from zhengtong.foundation.files.types import FileId

router = Router()


@router.post("/cases", response={201: FiledOut}, summary="提交申请")
def file_case(request: HttpRequest, body: ApplicationIn) -> Status[FiledOut]:
    """File an application in one go."""
    case_no = services.file_case(
        application=Application(
            item_code=body.item_code,
            form=body.form,
            materials={key: _choice(one) for key, one in body.materials.items()},
            on_behalf_of=body.on_behalf_of,
        ),
        key=body.key,
        actor=actor_of(request, ActorKind.CITIZEN),
        at=timezone.now(),
    )
    return Status(201, FiledOut(case_no=case_no))


@router.get("/cases/{case_no}", response=CaseOut, summary="查询办件")
def get_case(request: HttpRequest, case_no: str) -> CaseOut:
    """Return one's own case."""
    return _case_out(selectors.get_case_for_applicant(case_no, account_of(request)))


@router.post("/cases/{case_no}/withdraw", response={204: None}, summary="撤回申请")
def withdraw(request: HttpRequest, case_no: str) -> Status[None]:
    """Withdraw one's own case."""
    actor = actor_of(request, ActorKind.CITIZEN)
    services.withdraw_case(case_no=case_no, actor=actor, at=timezone.now())
    return Status(204, None)


def _choice(one: MaterialIn) -> MaterialChoice:
    """Take a file with an upload only; which licence is meant is looked up, never taken."""
    file_id = one.file_id if one.way == MaterialWay.UPLOAD else None
    return MaterialChoice(way=one.way, file_id=None if file_id is None else FileId(file_id))


def _case_out(view: CaseView) -> CaseOut:
    steps = [
        StepOut(
            step=one.step,
            round=one.round,
            title=one.title.zh,
            state=one.state,
            body=one.body,
            post=one.post,
            due_on=one.due_on,
            done_at=one.done_at,
        )
        for one in view.steps
    ]
    return CaseOut(
        case_no=view.case_no,
        item_name=view.item_name.zh,
        status=view.status,
        decision=view.decision,
        reasons=view.reasons,
        remedies=view.remedies,
        submitted_at=view.submitted_at,
        accepted_at=view.accepted_at,
        due_on=view.due_on,
        closed_at=view.closed_at,
        licence=view.licence,
        steps=steps,
    )
