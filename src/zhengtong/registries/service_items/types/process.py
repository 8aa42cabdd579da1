"""The process of an item: which steps are open now, given what is done.

Guarantee: the same records always open the same steps, and a finished process opens none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhengtong.registries.service_items.types.labels import Outcome
from zhengtong.registries.service_items.types.steps import Parallel, Step

ENDING = {Outcome.REFUSE_ACCEPTANCE}


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A step that is done, and how it ended."""

    step: str
    outcome: Outcome


def all_steps(process: Sequence[Step | Parallel]) -> Iterator[Step]:
    """Yield every step in document order."""
    for node in process:
        yield from node.parallel if isinstance(node, Parallel) else (node,)


def open_steps(
    process: Sequence[Step | Parallel],
    done: Mapping[str, Outcome],
    is_needed: Callable[[Step], bool],
) -> tuple[Step, ...]:
    """Return the steps that are open: the first stage not yet joined, less what is done of it.

    ``is_needed`` judges a step's ``when``; a step not needed counts as joined. A refused decision
    or acceptance ends the process: nothing opens after it.
    """
    if ENDING.intersection(done.values()) or Outcome.REFUSE in done.values():
        return ()
    for node in process:
        stage = node.parallel if isinstance(node, Parallel) else (node,)
        if waiting := tuple(s for s in stage if s.step not in done and is_needed(s)):
            return waiting
    return ()
