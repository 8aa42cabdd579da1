"""How the flows of a graph run: in which order, and where every way from a gateway comes together.

Guarantee: at most quadratic in the number of elements, which is bounded.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from zhengtong.registries.service_items.bpmn.graph import Flow, Graph
from zhengtong.registries.service_items.bpmn.judging import TERMINATE

SINK = ""
"""What comes after every end event."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The flows of a graph, without those to where a refusal ends it: a step says that itself.

    ``meeting`` has, by element, the nearest one that every way from it leads through.
    ``circling`` are the elements on a way back to an earlier one, ``unreached`` those that
    cannot be reached from the start.
    """

    outgoing: Mapping[str, list[Flow]]
    incoming: Mapping[str, int]
    meeting: Mapping[str, str]
    circling: tuple[str, ...]
    unreached: tuple[str, ...]


def trace(graph: Graph) -> Paths:
    """Return how the flows run."""
    ends = {key for key, one in graph.elements.items() if TERMINATE in one.extras}
    flows = [one for one in graph.flows if one.target not in ends]
    outgoing: dict[str, list[Flow]] = {key: [] for key in graph.elements if key not in ends}
    for flow in flows:
        outgoing[flow.source].append(flow)
    incoming = Counter(flow.target for flow in flows)
    order = _in_order(outgoing, Counter(incoming))
    circling = _circling(dict.fromkeys(key for key in outgoing if key not in set(order)), outgoing)
    starts = [key for key in outgoing if graph.elements[key].tag == "startEvent"]
    reached = _reached(starts, outgoing)
    meeting = {} if circling else _meetings(order, outgoing)
    unreached = tuple(key for key in outgoing if key not in reached)
    return Paths(outgoing, incoming, meeting, circling, unreached)


def _in_order(outgoing: Mapping[str, list[Flow]], waiting: Counter[str]) -> list[str]:
    ready = [key for key in outgoing if not waiting[key]]
    for key in ready:
        for flow in outgoing[key]:
            waiting[flow.target] -= 1
            if not waiting[flow.target]:
                ready.append(flow.target)
    return ready


def _circling(left: dict[str, None], outgoing: Mapping[str, list[Flow]]) -> tuple[str, ...]:
    """Return what is left without that from which no way leads on among it."""
    while ends := [key for key in left if not any(f.target in left for f in outgoing[key])]:
        left = {key: None for key in left if key not in set(ends)}
    return tuple(left)


def _reached(starts: list[str], outgoing: Mapping[str, list[Flow]]) -> set[str]:
    seen = dict.fromkeys(starts)
    for key in (queue := list(seen)):
        fresh = [flow.target for flow in outgoing[key] if flow.target not in seen]
        seen |= dict.fromkeys(fresh)
        queue += dict.fromkeys(fresh)
    return set(seen)


def _meetings(order: list[str], outgoing: Mapping[str, list[Flow]]) -> dict[str, str]:
    """Return the immediate post-dominator of every element."""
    beyond: dict[str, frozenset[str]] = {SINK: frozenset({SINK})}
    meeting: dict[str, str] = {}
    for key in reversed(order):
        nexts = [flow.target for flow in outgoing[key]] or [SINK]
        common = frozenset.intersection(*(beyond[one] for one in nexts))
        beyond[key] = common | {key}
        meeting[key] = max(common, key=lambda one: len(beyond[one]))
    return meeting
