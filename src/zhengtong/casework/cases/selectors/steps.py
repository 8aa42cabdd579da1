"""The process of a case as its applicant sees it: which step stands where, who holds it."""

from collections.abc import Iterator, Mapping, Sequence

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
    Loop,
    Node,
    Outcome,
    Step,
    StepKind,
    Text,
    all_steps,
    parts_of,
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


def title_of(step: Step, turn: int) -> LocalisedText:
    """Return the title of a step, with the number of the round from the second on."""
    title = localised(step.title)
    if turn == 1:
        return title
    return LocalisedText(f"{title.zh}（第{turn}轮）", title.en and f"{title.en} (round {turn})")


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
    """Return every step of the process in the order of the definition; loops as they went."""
    ways = ways_of(choices)
    views = []
    for step, task in _in_order(version.definition.process, tasks):
        if task is not None:
            state = STATES[TaskState(task.state)]
        elif version.program.is_needed(step, case.form, ways):
            state = StepState.CANCELLED if case.status in ENDED else StepState.TO_COME
        else:
            state = StepState.NOT_NEEDED
        views.append(_view(step, state, task, body_of_step(step, case), bodies))
    return tuple(views)


def _in_order(nodes: Sequence[Node], tasks: Sequence[Task]) -> Iterator[tuple[Step, Task | None]]:
    """Yield every step with its task, if it was opened; of a loop, round after round as opened."""
    for node in nodes:
        if isinstance(node, Step):
            yield node, next((task for task in tasks if task.step == node.step), None)
        elif isinstance(node, Loop):
            steps = {step.step: step for step in all_steps(node.repeat)}
            opened = [task for task in tasks if task.step in steps]
            yield from ((steps[task.step], task) for task in opened)
            begun = {task.step for task in opened}
            yield from ((step, None) for step in steps.values() if step.step not in begun)
            yield from _in_order(node.otherwise, tasks)
        else:
            for part in parts_of(node):
                yield from _in_order(part, tasks)


def _view(
    step: Step, state: StepState, task: Task | None, uscc: str, bodies: Mapping[str, Body]
) -> StepView:
    body = bodies.get(uscc)
    turn = task.round if task else 1
    return StepView(
        step=step.step,
        round=turn,
        kind=StepKind(step.kind),
        title=title_of(step, turn),
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
