"""The process of an item: which steps are open now, given what is done.

Guarantee: the same records always open the same steps; every process ends, and a finished one opens
none. A loop ends because each round of it uses up a record, and its rounds are counted.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zhengtong.registries.service_items.types.labels import Outcome
from zhengtong.registries.service_items.types.steps import Alternative, Loop, Node, Parallel, Step

ENDING = frozenset({Outcome.REFUSE_ACCEPTANCE, Outcome.REFUSE})


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A step that is done, and how it ended.

    ``round`` counts how often the innermost loop around the step has been entered in the whole
    case, from one; it is one outside every loop. So step and round together name the record.
    """

    step: str
    outcome: Outcome
    round: int = 1


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step that is open, and the round to record it under."""

    step: Step
    round: int = 1


Done = Mapping[str, Outcome] | Sequence[StepRecord]
"""What is done: a mapping where no loop is, records in any order everywhere."""
Outcomes = Mapping[str, Outcome]
"""How each step before this point ended the last time."""


def _never(_source: str, _outcomes: Outcomes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Judge:
    """What the process must be told: whether a step takes place, whether an expression holds."""

    is_needed: Callable[[Step], bool]
    holds: Callable[[str, Outcomes], bool] = _never


def all_steps(process: Sequence[Node]) -> Iterator[Step]:
    """Yield every step in document order."""
    for node in process:
        if isinstance(node, Step):
            yield node
        for part in parts_of(node):
            yield from all_steps(part)


def parts_of(node: Node) -> tuple[tuple[Node, ...], ...]:
    """Return the sequences inside a node, in document order; a step has none."""
    if isinstance(node, Parallel | Alternative):
        return node.branches
    return (node.repeat, node.otherwise) if isinstance(node, Loop) else ()


def conditions_of(process: Sequence[Node]) -> Iterator[str]:
    """Yield the expressions by which choices are made and loops are left."""
    for node in process:
        if isinstance(node, Alternative):
            yield from (branch.when for branch in node.choice)
        if isinstance(node, Loop):
            yield node.until
        for part in parts_of(node):
            yield from conditions_of(part)


def open_steps(
    process: Sequence[Node], done: Done, is_needed: Callable[[Step], bool]
) -> tuple[Step, ...]:
    """Return the steps that are open in a process where nothing depends on an expression."""
    return tuple(due.step for due in due_steps(process, done, Judge(is_needed)))


def due_steps(process: Sequence[Node], done: Done, judge: Judge) -> tuple[DueStep, ...]:
    """Return the steps that are open: of every branch, what is first and not yet done.

    A step not needed counts as done. Of a choice the branch already begun is kept, whatever its
    condition comes to later. A refused decision or acceptance ends the process.
    """
    records = (
        {(step, 1): outcome for step, outcome in done.items()}
        if isinstance(done, Mapping)
        else {(one.step, one.round): one.outcome for one in done}
    )
    if ENDING.intersection(records.values()):
        return ()
    return _Walk(records, judge).sequence(process, {}, 1).due


@dataclass(frozen=True, slots=True)
class _Reached:
    """How far a walk came: what is due there, and the last outcomes of what lies behind."""

    due: tuple[DueStep, ...]
    outcomes: Outcomes


@dataclass(slots=True)
class _Walk:
    """One walk from the beginning over what is done to what is due."""

    done: Mapping[tuple[str, int], Outcome]
    judge: Judge
    entered: Counter[int] = field(default_factory=Counter)

    def sequence(self, nodes: Sequence[Node], outcomes: Outcomes, turn: int) -> _Reached:
        for node in nodes:
            reached = self._node(node, outcomes, turn)
            if reached.due:
                return reached
            outcomes = reached.outcomes
        return _Reached((), outcomes)

    def _node(self, node: Node, outcomes: Outcomes, turn: int) -> _Reached:
        if isinstance(node, Parallel):
            return self._parallel(node, outcomes, turn)
        if isinstance(node, Alternative):
            return self.sequence(self._branch(node, outcomes, turn), outcomes, turn)
        if isinstance(node, Loop):
            return self._loop(node, outcomes, turn)
        return self._step(node, outcomes, turn)

    def _step(self, step: Step, outcomes: Outcomes, turn: int) -> _Reached:
        outcome = self.done.get((step.step, turn))
        if outcome is not None:
            return _Reached((), {**outcomes, step.step: outcome})
        is_due = self.judge.is_needed(step)
        return _Reached((DueStep(step, turn),) if is_due else (), outcomes)

    def _parallel(self, node: Parallel, outcomes: Outcomes, turn: int) -> _Reached:
        due: list[DueStep] = []
        joined = dict(outcomes)
        for branch in node.branches:
            reached = self.sequence(branch, outcomes, turn)
            due += reached.due
            own = [step.step for step in all_steps(branch)]
            joined |= {name: reached.outcomes[name] for name in own if name in reached.outcomes}
        return _Reached(tuple(due), joined)

    def _branch(self, node: Alternative, outcomes: Outcomes, turn: int) -> tuple[Node, ...]:
        for branch in node.branches:
            if any(self._is_begun(one, turn) for one in branch):
                return branch
        held = (one.then for one in node.choice if self.judge.holds(one.when, outcomes))
        return next(held, node.otherwise)

    def _is_begun(self, node: Node, turn: int) -> bool:
        """Return whether anything of a node is done in this round, or in the next of its loops."""
        if isinstance(node, Step):
            return (node.step, turn) in self.done
        if isinstance(node, Loop):
            inner = self.entered[id(node)] + 1
            within = any(self._is_begun(one, inner) for one in node.repeat)
            return within or any(self._is_begun(one, turn) for one in node.otherwise)
        return any(self._is_begun(one, turn) for part in parts_of(node) for one in part)

    def _loop(self, node: Loop, outcomes: Outcomes, turn: int) -> _Reached:
        for _ in range(node.rounds):
            inner = self.entered[id(node)] + 1
            is_begun = any(self._is_begun(one, inner) for one in node.repeat)
            self.entered[id(node)] = inner
            reached = self.sequence(node.repeat, outcomes, inner)
            outcomes = reached.outcomes
            if reached.due or self.judge.holds(node.until, outcomes):
                return reached
            if not is_begun:  # nothing in it takes place, and the next round would be the same
                break
        return self.sequence(node.otherwise, outcomes, turn)
