"""One case locked for one act: judge the task, change the case, open what comes next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Subquery

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.errors import (
    TaskClaimedByAnotherError,
    TaskNotFoundError,
    TaskNotOpenError,
    WrongStepError,
)
from zhengtong.casework.cases.events import AutomaticTaskOpened, ClockResumed, ClockSuspended
from zhengtong.casework.cases.models import OPEN, Case, ClockStop, SubmittedMaterial, Task
from zhengtong.casework.cases.types import MaterialChoice, MaterialWay, TaskId, TaskState
from zhengtong.core.actors import AccountId, Actor, ActorKind
from zhengtong.core.codes import Uscc
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.calendars import selectors as calendars
from zhengtong.foundation.calendars.types import WorkingCalendar
from zhengtong.foundation.identity import selectors as identity
from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.ledger.types import JsonValue
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import (
    ItemVersion,
    Outcome,
    Step,
    StepKind,
    all_steps,
)

IMPLEMENTING = ("", "implementing")


@dataclass(slots=True)
class Handling:
    """A case locked, its version and tasks, and who acts on it when."""

    case: Case
    version: ItemVersion
    tasks: list[Task]
    actor: Actor
    at: datetime
    changed: set[str] = field(default_factory=set)
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
            self.case.save(update_fields=sorted(self.changed))
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
    tasks = list(Task.objects.filter(case=case).order_by("id"))
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
    """Lock and return the case of a task: by its key, so that no other row is looked at.

    Raises: ``TaskNotFoundError``.
    """
    owner = Subquery(Task.objects.filter(pk=task_id).values("case_id"))
    locked = list(Case.objects.select_for_update().filter(pk=owner))
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


def finish_task(handling: Handling, task: Task, outcome: Outcome, opinion: str = "") -> None:
    """Mark a task done; the officer who does it holds it."""
    task.state, task.outcome, task.opinion = TaskState.DONE, outcome, opinion.strip()
    task.done_at, task.claimed_by_id = handling.at, handling.actor.account_id
    task.save(update_fields=["state", "outcome", "opinion", "done_at", "claimed_by"])


def cancel_open_tasks(handling: Handling) -> None:
    """Take back every task that nobody has to do any more, in one statement."""
    pending = [*OPEN, TaskState.WAITING]
    Task.objects.filter(case=handling.case, state__in=pending).update(state=TaskState.CANCELLED)


def open_next(handling: Handling) -> tuple[Step, ...]:
    """Open the tasks of the steps that may begin now, and return all steps that are open.

    Parallel steps open together; the stage after them opens when the last is done.
    """
    done = {
        task.step: Outcome(task.outcome) for task in handling.tasks if task.state == TaskState.DONE
    }
    ways = _ways(handling)
    steps = handling.version.program.open_steps(done, handling.case.form, ways)
    known = {task.step for task in handling.tasks}
    open_steps(handling, [step for step in steps if step.step not in known])
    return steps


def _ways(handling: Handling) -> dict[str, dict[str, bool]]:
    """Return how the materials came in, read only when a step's ``when`` may ask."""
    if not any(step.when for step in all_steps(handling.version.definition.process)):
        return {}
    rows = SubmittedMaterial.objects.filter(case=handling.case).values_list("key", "way")
    return rules.ways_of({key: MaterialChoice(way=MaterialWay(way)) for key, way in rows})


def open_steps(handling: Handling, steps: Iterable[Step]) -> None:
    """Open a task for each step; one of the platform's own is told to the worker."""
    tasks = Task.objects.bulk_create([_task_of(handling, step) for step in steps])
    handling.tasks += tasks
    at = handling.at.isoformat()
    for task in tasks:
        if not task.post:
            event = AutomaticTaskOpened(case_no=handling.case.case_no, task_id=task.pk, at=at)
            outbox.emit(event)
        if special := handling.step_of(task).special:
            stop_clock(handling, task, special.value)


def _task_of(handling: Handling, step: Step) -> Task:
    case = handling.case
    is_own = step.by.body in IMPLEMENTING
    is_automatic = step.automatic or bool(step.by.service)
    return Task(
        case=case,
        step=step.step,
        kind=step.kind,
        body=case.body if is_own else step.by.body,
        post="" if is_automatic else step.by.post,
        division_code=case.division_code if is_own else Uscc(step.by.body).division_code,
        state=TaskState.OPEN,
        opened_at=handling.at,
        due_on=_due_of(handling, step),
    )


def _due_of(handling: Handling, step: Step) -> date:
    """Return the step's due date; the time of a special procedure is its own, not the case's."""
    calendar, at = handling.calendar, handling.at
    if handling.case.due_on is None:
        return rules.due_after(at, step.within or rules.RECEIPT_LIMIT, calendar)
    if handling.case.decided_at is not None:
        return rules.due_after(at, step.within or rules.DELIVERY_LIMIT, calendar)
    if step.special and step.within:
        return rules.due_after(at, step.within, calendar)
    return rules.step_due(at, step.within, handling.case.due_on, calendar)


def stop_clock(handling: Handling, task: Task, special: str) -> None:
    """Suspend the clock while a special procedure runs, and tell the applicant how long.

    Source: 行政许可法 第四十五条 (应当将所需时间书面告知申请人).
    """
    case = handling.case
    ClockStop.objects.create(
        case=case,
        step=task.step,
        special=special,
        reason=str(handling.step_of(task).title),
        expected_until=task.due_on,
        started_at=handling.at,
    )
    if case.clock_stopped_at is None:
        handling.change(clock_stopped_at=handling.at)
    handling.trace("cases.clock-suspended", step=task.step, special=special)
    outbox.emit(
        ClockSuspended(
            case_no=case.case_no,
            account_id=case.account_id,
            special=special,
            expected_until=task.due_on.isoformat(),
            at=handling.at.isoformat(),
        )
    )


def resume_clock(handling: Handling, task: Task) -> None:
    """End a special procedure; when no other runs, the clock goes on with the days it had left."""
    case = handling.case
    stops = list(ClockStop.objects.select_for_update().filter(case=case, ended_at__isnull=True))
    ClockStop.objects.filter(case=case, step=task.step).update(ended_at=handling.at)
    stopped_at, due_on = case.clock_stopped_at, case.due_on
    if stopped_at is None or due_on is None or any(stop.step != task.step for stop in stops):
        return
    due_on = rules.due_after_stop(
        due_on,
        rules.beijing_date(stopped_at),
        rules.beijing_date(handling.at),
        handling.calendar,
    )
    handling.change(clock_stopped_at=None, due_on=due_on)
    handling.trace("cases.clock-resumed", step=task.step, due_on=due_on.isoformat())
    outbox.emit(
        ClockResumed(
            case_no=case.case_no,
            account_id=case.account_id,
            due_on=due_on.isoformat(),
            at=handling.at.isoformat(),
        )
    )
