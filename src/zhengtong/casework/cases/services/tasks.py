"""Taking a task (签收) and putting it back."""

from datetime import datetime

from django.db import transaction

from zhengtong.casework.cases.errors import (
    TaskClaimedByAnotherError,
    TaskNotFoundError,
    TaskNotOpenError,
)
from zhengtong.casework.cases.models import Task
from zhengtong.casework.cases.services.desk import name_of, record_of_task
from zhengtong.casework.cases.types import TaskId, TaskState
from zhengtong.core.actors import Actor
from zhengtong.foundation.access import selectors as access


@transaction.atomic
def claim_task(*, task_id: TaskId, actor: Actor, at: datetime) -> None:
    """Take an open task of one's post; whoever holds it already keeps it.

    One conditional update decides between two officers: the second finds the task taken.

    Raises: ``TaskNotFoundError``, ``TaskClaimedByAnotherError``, ``TaskNotOpenError``.
    """
    task = _get_task(task_id, actor)
    if task.claimed_by_id == actor.account_id and task.state == TaskState.CLAIMED:
        return
    taken = Task.objects.filter(pk=task.pk, state=TaskState.OPEN).update(
        state=TaskState.CLAIMED, claimed_by_id=actor.account_id
    )
    if not taken:
        _refuse(task_id, actor)
    record_of_task(task, "cases.task-claimed", actor, at)


@transaction.atomic
def release_task(*, task_id: TaskId, actor: Actor, at: datetime) -> None:
    """Put a task back into the queue of its post.

    Raises: ``TaskNotFoundError``, ``TaskClaimedByAnotherError``, ``TaskNotOpenError``.
    """
    task = _get_task(task_id, actor)
    released = Task.objects.filter(
        pk=task.pk, state=TaskState.CLAIMED, claimed_by_id=actor.account_id
    ).update(state=TaskState.OPEN, claimed_by_id=None)
    if not released:
        _refuse(task_id, actor)
    record_of_task(task, "cases.task-released", actor, at)


def _get_task(task_id: TaskId, actor: Actor) -> Task:
    if actor.account_id is None:
        raise TaskNotFoundError
    granted = Task.objects.filter(access.within_grants(actor.account_id), pk=task_id)
    task = granted.select_related("case").first()
    if task is None:
        raise TaskNotFoundError
    return task


def _refuse(task_id: TaskId, actor: Actor) -> None:
    """Say why the update found nothing: the row is read again, as it is now."""
    task = _get_task(task_id, actor)
    if task.state == TaskState.CLAIMED and task.claimed_by_id is not None:
        raise TaskClaimedByAnotherError(officer=name_of(task.claimed_by_id))
    raise TaskNotOpenError(state=TaskState(task.state).label)
