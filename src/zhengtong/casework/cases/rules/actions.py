"""What an officer may do with a task, by the kind of its step.

Source: 行政许可法 第三十二条 (受理), 第三十四条 (审查), 第三十七条、第三十八条 (决定).
"""

from zhengtong.casework.cases.types import Action, TaskState
from zhengtong.registries.service_items.types import Outcome, Step, StepKind

BY_KIND: dict[StepKind, tuple[Action, ...]] = {
    StepKind.ACCEPT: (Action.ACCEPT, Action.REQUEST_CORRECTION, Action.REFUSE_ACCEPTANCE),
    StepKind.DECIDE: (Action.DECIDE,),
}
USUAL_OUTCOMES: dict[StepKind, tuple[Outcome, ...]] = {
    StepKind.ACCEPT: (Outcome.ACCEPT, Outcome.REFUSE_ACCEPTANCE),
    StepKind.DECIDE: (Outcome.GRANT, Outcome.REFUSE),
    StepKind.PAY: (Outcome.DONE,),
    StepKind.ISSUE: (Outcome.DONE,),
}


def actions_for(
    kind: StepKind, state: TaskState, *, is_mine: bool, was_corrected: bool
) -> tuple[Action, ...]:
    """Return the acts open to an officer who sees the task; none on another's or a finished one.

    Source: 行政许可法 第三十二条 (a correction is asked for once, so not again).
    """
    if state == TaskState.OPEN:
        first = Action.CLAIM
    elif state == TaskState.CLAIMED and is_mine:
        first = Action.RELEASE
    else:
        return ()
    acts = BY_KIND.get(kind, (Action.COMPLETE,))
    if was_corrected:
        acts = tuple(act for act in acts if act != Action.REQUEST_CORRECTION)
    return (first, *acts)


def outcomes_of(step: Step) -> tuple[Outcome, ...]:
    """Return how a step may end: as its definition says, else as its kind usually does."""
    return step.outcomes or USUAL_OUTCOMES.get(step.kind, (Outcome.PASS, Outcome.FAIL))
