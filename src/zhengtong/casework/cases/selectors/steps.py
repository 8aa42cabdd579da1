"""The process of a case as its applicant sees it: which step stands where, who holds it."""

from collections.abc import Mapping, Sequence

from zhengtong.casework.cases.models import Case, Task
from zhengtong.casework.cases.rules import ways_of
from zhengtong.casework.cases.types import (
    CaseStatus,
    MaterialChoice,
    StepState,
    StepView,
    TaskState,
)
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.organisations.types import Body
from zhengtong.registries.service_items.types import (
    ItemVersion,
    Outcome,
    Step,
    StepKind,
    Text,
    all_steps,
)

STATES = {
    TaskState.OPEN: StepState.CURRENT,
    TaskState.CLAIMED: StepState.CURRENT,
    TaskState.WAITING: StepState.CURRENT,
    TaskState.DONE: StepState.DONE,
    TaskState.CANCELLED: StepState.CANCELLED,
}
ENDED = frozenset({CaseStatus.ACCEPTANCE_REFUSED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED})
IMPLEMENTING = ("", "implementing")


def localised(text: Text) -> LocalisedText:
    """Return a definition's text as the pages take it."""
    return LocalisedText(text.zh, text.en)


def body_of_step(step: Step, case: Case) -> str:
    """Return the USCC of the body that performs a step of a case."""
    return case.body if step.by.body in IMPLEMENTING else step.by.body


def view_steps(
    case: Case,
    version: ItemVersion,
    tasks: Sequence[Task],
    choices: Mapping[str, MaterialChoice],
    bodies: Mapping[str, Body],
) -> tuple[StepView, ...]:
    """Return every step of the process in the order of the definition."""
    opened = {task.step: task for task in tasks}
    ways = ways_of(choices)
    views = []
    for step in all_steps(version.definition.process):
        task = opened.get(step.step)
        if task is not None:
            state = STATES[TaskState(task.state)]
        elif version.program.is_needed(step, case.form, ways):
            state = StepState.CANCELLED if case.status in ENDED else StepState.TO_COME
        else:
            state = StepState.NOT_NEEDED
        views.append(_view(step, state, task, body_of_step(step, case), bodies))
    return tuple(views)


def _view(
    step: Step, state: StepState, task: Task | None, uscc: str, bodies: Mapping[str, Body]
) -> StepView:
    body = bodies.get(uscc)
    return StepView(
        step=step.step,
        kind=StepKind(step.kind),
        title=localised(step.title),
        state=state,
        body=uscc,
        body_name=LocalisedText(uscc) if body is None else body.name,
        post="" if step.automatic or step.by.service else step.by.post,
        opened_at=task.opened_at if task else None,
        due_on=task.due_on if task else None,
        done_at=task.done_at if task else None,
        outcome=Outcome(task.outcome) if task and task.outcome else None,
        special=step.special,
    )
