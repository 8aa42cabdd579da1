"""How a case goes on: a task is finished, what comes next is opened."""

from collections.abc import Iterable

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.events import AutomaticTaskOpened
from zhengtong.casework.cases.models import (
    OPEN,
    SubmittedMaterial,
    Task,
    insert_rows,
    update_row,
)
from zhengtong.casework.cases.services.clock import due_of_step, is_paused_by, stop_clock
from zhengtong.casework.cases.services.desk import Handling
from zhengtong.casework.cases.types import CaseStatus, MaterialChoice, MaterialWay, TaskState
from zhengtong.core.codes import Uscc
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items.types import (
    DueStep,
    Outcome,
    StepRecord,
    all_steps,
    conditions_of,
)

IMPLEMENTING = ("", "implementing")


def finish_task(handling: Handling, task: Task, outcome: Outcome, opinion: str = "") -> None:
    """Mark a task done; the officer who does it holds it."""
    task.state, task.outcome, task.opinion = TaskState.DONE, outcome, opinion.strip()
    task.done_at, task.claimed_by_id = handling.at, handling.actor.account_id
    update_row(task, ["state", "outcome", "opinion", "done_at", "claimed_by"])


def cancel_open_tasks(handling: Handling) -> None:
    """Take back every task that nobody has to do any more, in one statement."""
    pending = [*OPEN, TaskState.WAITING]
    Task.objects.filter(case=handling.case, state__in=pending).update(state=TaskState.CANCELLED)


def open_next(handling: Handling) -> tuple[DueStep, ...]:
    """Open the tasks of the steps that may begin now, and return all steps that are open.

    Parallel steps open together; the stage after them opens when the last is done. A step of a
    loop opens anew in each round, as a task of its own.
    """
    done = [
        StepRecord(task.step, Outcome(task.outcome), task.round)
        for task in handling.tasks
        if task.state == TaskState.DONE
    ]
    due = handling.version.program.due_steps(done, handling.case.form, _ways(handling))
    known = {(task.step, task.round) for task in handling.tasks}
    open_steps(handling, [one for one in due if (one.step.step, one.round) not in known])
    return due


def _ways(handling: Handling) -> dict[str, dict[str, bool]]:
    """Return how the materials came in, read only when an expression of the process may ask."""
    process = handling.version.definition.process
    asking = [*(step.when for step in all_steps(process)), *conditions_of(process)]
    if not any("materials" in one for one in asking):
        return {}
    rows = SubmittedMaterial.objects.filter(case=handling.case).values_list("key", "way")
    return rules.ways_of({key: MaterialChoice(way=MaterialWay(way)) for key, way in rows})


def open_steps(handling: Handling, due: Iterable[DueStep]) -> None:
    """Open a task for each step; one of the platform's own is told to the worker."""
    opening = list(due)
    is_accepted = handling.case.status == CaseStatus.ACCEPTED
    stops = is_accepted and any(one.step.special for one in opening)
    tasks = [_task_of(handling, one, stops=stops) for one in opening]
    insert_rows(tasks)
    handling.tasks += tasks
    at = handling.at.isoformat()
    for task in tasks:
        if not task.post:
            event = AutomaticTaskOpened(case_no=handling.case.case_no, task_id=task.pk, at=at)
            outbox.emit(event)
        special = handling.step_of(task).special
        if stops and special:
            stop_clock(handling, task, special.value)


def _task_of(handling: Handling, due: DueStep, *, stops: bool) -> Task:
    case, step = handling.case, due.step
    is_own = step.by.body in IMPLEMENTING
    is_automatic = step.automatic or bool(step.by.service)
    return Task(
        case=case,
        step=step.step,
        round=due.round,
        kind=step.kind,
        body=case.body if is_own else step.by.body,
        post="" if is_automatic else step.by.post,
        division_code=case.division_code if is_own else Uscc(step.by.body).division_code,
        state=TaskState.OPEN,
        opened_at=handling.at,
        due_on=due_of_step(handling, step, handling.at),
        is_paused=is_paused_by(step, stops=stops or handling.case.clock_stopped_at is not None),
    )
