"""One case locked for one act: who acts on it, what is changed of it, what is recorded."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime

from zhengtong.casework.cases.errors import (
    TaskClaimedByAnotherError,
    TaskNotFoundError,
    TaskNotOpenError,
    WrongStepError,
)
from zhengtong.casework.cases.models import OPEN, Case, Task, update_row
from zhengtong.casework.cases.types import TaskId, TaskState
from zhengtong.core.actors import AccountId, Actor, ActorKind
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.calendars import selectors as calendars
from zhengtong.foundation.calendars.types import WorkingCalendar
from zhengtong.foundation.identity import selectors as identity
from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.ledger.types import JsonValue
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import ItemVersion, Step, StepKind, all_steps


@dataclass(slots=True)
class Handling:
    """A case locked, its version and tasks, and who acts on it when."""

    case: Case
    version: ItemVersion
    tasks: list[Task]
    actor: Actor
    at: datetime
    changed: set[str] = field(default_factory=set)
    answered_at: datetime | None = None
    _calendar: WorkingCalendar | None = None

    @property
    def calendar(self) -> WorkingCalendar:
        """Return the working days, asked for once an act."""
        if self._calendar is None:
            self._calendar = calendars.get_calendar()
        return self._calendar

    def change(self, **values: object) -> None:
        """Set columns of the case; ``save`` writes them all at once."""
        for name, value in values.items():
            setattr(self.case, name, value)
        self.changed.update(values)

    def save(self) -> None:
        """Write what was changed of the case, if anything was."""
        if self.changed:
            update_row(self.case, self.changed)
            self.changed.clear()

    def trace(self, action: str, **detail: JsonValue) -> None:
        """Record the act in the ledger under the item's code as its power."""
        ledger.record(
            action=action,
            subject=self.case.case_no,
            actor=self.actor,
            at=self.at,
            power=self.case.item_code,
            detail=detail,
        )

    def since(self, task: Task) -> datetime:
        """Return since when a task's limit runs; the counter's begins anew with a correction."""
        if task.kind == StepKind.ACCEPT and self.answered_at is not None:
            return self.answered_at
        return task.opened_at

    def step_of(self, task: Task) -> Step:
        """Return what the definition says about a task's step."""
        steps = all_steps(self.version.definition.process)
        return next(step for step in steps if step.step == task.step)


def lock_task(
    task_id: TaskId, actor: Actor, at: datetime, kinds: Collection[StepKind]
) -> tuple[Handling, Task]:
    """Lock a task's case and return it with the task, if this officer may act on it now.

    The case is locked first and the tasks read afterwards, so they are what the lock protects.

    Raises: ``TaskNotFoundError``, ``TaskClaimedByAnotherError``, ``TaskNotOpenError``,
        ``WrongStepError``.
    """
    case = lock_case_of(task_id)
    tasks = list(Task.objects.raw(Task.OF_CASE, [case.pk]))
    task = next(one for one in tasks if one.pk == task_id)
    if not _may_act(task, account_of(actor)):
        raise TaskNotFoundError
    version = service_items.get_version(case.item_version_id)
    acting = replace(actor, kind=ActorKind.OFFICER, body=task.body, post=task.post)
    handling = Handling(case, version, tasks, acting, at)
    _judge(handling, task, kinds)
    return handling, task


def _may_act(task: Task, account_id: AccountId) -> bool:
    """Return whether the officer holds the task's post; a task of the platform's is nobody's."""
    if not task.post:
        return False
    return access.may(account_id, PostCode(task.post), task.body, task.division_code)


def lock_case_of(task_id: TaskId) -> Case:
    """Lock and return the case of a task.

    Raises: ``TaskNotFoundError``.
    """
    locked = list(Case.objects.raw(Case.LOCK_OWNER, [task_id]))
    if not locked:
        raise TaskNotFoundError
    return locked[0]


def _judge(handling: Handling, task: Task, kinds: Collection[StepKind]) -> None:
    if task.state not in OPEN:
        raise TaskNotOpenError(state=TaskState(task.state).label)
    if task.claimed_by_id not in {None, handling.actor.account_id}:
        raise TaskClaimedByAnotherError(officer=name_of(task.claimed_by_id))
    if task.kind not in kinds:
        raise WrongStepError(step=str(handling.step_of(task).title))


def name_of(account_id: int) -> str:
    """Return an officer's name."""
    return identity.names_of({AccountId(account_id)}).get(AccountId(account_id), "")


def account_of(actor: Actor) -> AccountId:
    """Return the account that acts; the platform itself has none and owns nothing."""
    return AccountId(0) if actor.account_id is None else actor.account_id


def record_of_task(task: Task, action: str, actor: Actor, at: datetime) -> None:
    """Record an act on a task itself under its case's number."""
    ledger.record(
        action=action,
        subject=task.case.case_no,
        actor=replace(actor, kind=ActorKind.OFFICER, body=task.body, post=task.post),
        at=at,
        power=task.case.item_code,
        detail={"step": task.step},
    )
