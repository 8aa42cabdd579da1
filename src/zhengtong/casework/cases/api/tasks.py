"""An officer's queue, and what may be done with a task."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from zhengtong.casework.cases import selectors, services
from zhengtong.casework.cases.api.asking import account_of, officer_of
from zhengtong.casework.cases.api.schemas import (
    CorrectionIn,
    DecisionIn,
    DueOut,
    QueueIn,
    QueueOut,
    RefusalIn,
    ReviewIn,
    TaskOut,
)
from zhengtong.casework.cases.types import (
    CorrectionItem,
    QueueFilter,
    QueueKey,
    TaskId,
    TaskLine,
)

router = Router()


@router.get("/tasks", response=QueueOut, summary="待办任务")
def list_tasks(request: HttpRequest, wanted: Query[QueueIn]) -> QueueOut:
    """Return the open tasks of one's posts, the most urgent first."""
    key = (
        QueueKey(wanted.after_due_on, TaskId(wanted.after_id))
        if wanted.after_due_on and wanted.after_id
        else None
    )
    narrow = QueueFilter(
        state=wanted.state,
        post=wanted.post,
        item_code=wanted.item_code,
        case_no=wanted.case_no,
        is_mine=wanted.mine,
        overdue_on=wanted.overdue_on,
        card=wanted.card,
    )
    page = selectors.list_queue(account_of(request), narrow=narrow, after=key, limit=wanted.limit)
    last = page.next_after
    return QueueOut(
        tasks=[_task_out(task) for task in page.tasks],
        after_due_on=last.due_on if last else None,
        after_id=last.task_id if last else None,
    )


@router.post("/tasks/{task_id}/claim", response={204: None}, summary="签收任务")
def claim(request: HttpRequest, task_id: int) -> Status[None]:
    """Take a task."""
    services.claim_task(task_id=TaskId(task_id), actor=officer_of(request), at=timezone.now())
    return Status(204, None)


@router.post("/tasks/{task_id}/release", response={204: None}, summary="退回待办")
def release(request: HttpRequest, task_id: int) -> Status[None]:
    """Put a task back."""
    services.release_task(task_id=TaskId(task_id), actor=officer_of(request), at=timezone.now())
    return Status(204, None)


@router.post("/tasks/{task_id}/accept", response=DueOut, summary="受理")
def accept(request: HttpRequest, task_id: int) -> DueOut:
    """Accept the case."""
    due_on = services.accept_case(
        task_id=TaskId(task_id), actor=officer_of(request), at=timezone.now()
    )
    return DueOut(due_on=due_on)


@router.post("/tasks/{task_id}/refuse", response={204: None}, summary="不予受理")
def refuse(request: HttpRequest, task_id: int, body: RefusalIn) -> Status[None]:
    """Refuse acceptance."""
    services.refuse_acceptance(
        task_id=TaskId(task_id),
        reasons=body.reasons,
        remedies=body.remedies,
        actor=officer_of(request),
        at=timezone.now(),
    )
    return Status(204, None)


@router.post("/tasks/{task_id}/correction", response={204: None}, summary="一次性告知补正")
def correct(request: HttpRequest, task_id: int, body: CorrectionIn) -> Status[None]:
    """Ask for a correction."""
    services.request_correction(
        task_id=TaskId(task_id),
        items=[CorrectionItem(one.kind, one.key, one.text) for one in body.items],
        text=body.text,
        actor=officer_of(request),
        at=timezone.now(),
    )
    return Status(204, None)


@router.post("/tasks/{task_id}/review", response={204: None}, summary="提交审查意见")
def review(request: HttpRequest, task_id: int, body: ReviewIn) -> Status[None]:
    """Hand in the opinion on a review or check."""
    services.complete_review(
        task_id=TaskId(task_id),
        outcome=body.outcome,
        opinion=body.opinion,
        actor=officer_of(request),
        at=timezone.now(),
    )
    return Status(204, None)


@router.post("/tasks/{task_id}/decision", response={204: None}, summary="作出决定")
def decide(request: HttpRequest, task_id: int, body: DecisionIn) -> Status[None]:
    """Decide the case."""
    services.decide_case(
        task_id=TaskId(task_id),
        outcome=body.outcome,
        reasons=body.reasons,
        remedies=body.remedies,
        actor=officer_of(request),
        at=timezone.now(),
    )
    return Status(204, None)


def _task_out(task: TaskLine) -> TaskOut:
    return TaskOut(
        task_id=task.task_id,
        case_no=task.case_no,
        item_code=task.item_code,
        item_name=task.item_name.zh,
        applicant_name=task.applicant_name,
        step=task.step,
        round=task.round,
        title=task.title.zh,
        body=task.body,
        post=task.post,
        state=task.state,
        opened_at=task.opened_at,
        due_on=task.due_on,
        card=task.card,
        is_paused=task.is_paused,
    )
