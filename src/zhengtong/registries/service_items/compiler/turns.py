"""Where a process turns: the expressions of choices and loops, and which outcomes each may read.

Guarantee: an outcome that may be read is never that of a step that is open at the same time, so
what an expression comes to does not depend on who was faster.
"""

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

from zhengtong.registries.service_items.compiler.faults import FieldPath
from zhengtong.registries.service_items.compiler.walk import parts_with_paths
from zhengtong.registries.service_items.types import (
    Alternative,
    Definition,
    Loop,
    Node,
    Nodes,
    Parallel,
    Step,
    all_steps,
)

Known = Mapping[str, bool]
"""The steps behind a point: whether each is done for certain."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One expression of the process."""

    path: FieldPath
    source: str
    known: Known


def turns_of(definition: Definition) -> Iterator[Turn]:
    """Yield every expression that a choice or a loop turns on."""
    yield from _sequence(("process",), definition.process, {})


def _sequence(path: FieldPath, nodes: Nodes, known: Known) -> Generator[Turn, None, Known]:
    for index, node in enumerate(nodes):
        known = yield from _node((*path, index), node, known)
    return known


def _node(path: FieldPath, node: Node, known: Known) -> Generator[Turn, None, Known]:
    if isinstance(node, Step):
        return {**known, node.step: not node.when}
    if isinstance(node, Parallel):
        return (yield from _parallel(path, node, known))
    if isinstance(node, Alternative):
        return (yield from _alternative(path, node, known))
    return (yield from _loop(path, node, known))


def _parallel(path: FieldPath, node: Parallel, known: Known) -> Generator[Turn, None, Known]:
    joined = dict(known)
    inside = _names((node,))
    for place, lane in parts_with_paths(path, node):
        branch = lane if isinstance(lane, tuple) else (lane,)
        own = _names(branch)
        before = {name: sure for name, sure in known.items() if name in own or name not in inside}
        if isinstance(lane, tuple):
            after = yield from _sequence(place, lane, before)
        else:
            after = yield from _node(place, lane, before)
        joined |= {name: after[name] for name in own}
    return joined


def _alternative(path: FieldPath, node: Alternative, known: Known) -> Generator[Turn, None, Known]:
    for index, branch in enumerate(node.choice):
        yield Turn((*path, "choice", index, "when"), branch.when, known)
        yield from _sequence((*path, "choice", index, "then"), branch.then, known)
    yield from _sequence((*path, "otherwise"), node.otherwise, known)
    return _perhaps(_names((node,)), known)


def _loop(path: FieldPath, node: Loop, known: Known) -> Generator[Turn, None, Known]:
    before = _perhaps(_names(node.repeat), known)
    after = yield from _sequence((*path, "repeat"), node.repeat, before)
    yield Turn((*path, "until"), node.until, after)
    yield from _sequence((*path, "otherwise"), node.otherwise, after)
    return _perhaps(_names(node.otherwise), after)


def _perhaps(names: frozenset[str], known: Known) -> Known:
    return {**dict.fromkeys(sorted(names), False), **known}


def _names(nodes: Nodes) -> frozenset[str]:
    return frozenset(step.step for step in all_steps(nodes))
