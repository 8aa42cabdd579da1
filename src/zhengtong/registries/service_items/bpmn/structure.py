"""Finding the process in a graph: where ways part and where they meet again.

Guarantee: what is found opens the same steps in the same order as the graph; a graph that has no
such process is refused by element and reason, never bent into one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from zhengtong.core.errors import Problem
from zhengtong.core.texts import noop
from zhengtong.registries.service_items.bpmn.graph import ROLE, Element, Flow, Graph, Model
from zhengtong.registries.service_items.bpmn.judging import (
    judge_graph,
    judge_messages,
    told,
    told_flow,
)
from zhengtong.registries.service_items.bpmn.paths import SINK, Paths, trace
from zhengtong.registries.service_items.bpmn.reading import refused
from zhengtong.registries.service_items.bpmn.tasks import TASKS, step_ids, step_of
from zhengtong.registries.service_items.types import (
    Alternative,
    Branch,
    Loop,
    Node,
    Nodes,
    Parallel,
    Step,
)
from zhengtong.registries.service_items.types.members import LITERAL

MAX_NESTING = 7
"""So that the document it is written as stays within the depth that the loader reads."""


def find_process(model: Model, graph: Graph) -> Nodes:
    """Return the process of a graph.

    Raises: ``BpmnRefusedError`` with every element that is in the way.
    """
    problems = (*judge_messages(model, graph), *judge_graph(graph))
    if problems:
        raise refused(*problems)
    ids = step_ids(dict(_tasks(graph)))
    return _Finder(graph, trace(graph), ids).whole(1)


def _tasks(graph: Graph) -> Iterable[tuple[str, Element]]:
    for key, element in graph.elements.items():
        if element.tag in TASKS:
            yield key, element
        if element.inner:
            yield from _tasks(element.inner)


@dataclass(slots=True)
class _Finder:
    """Follows the flows of one graph from its start to its end."""

    graph: Graph
    paths: Paths
    ids: dict[str, str]
    met: set[str] = field(default_factory=set)

    def whole(self, depth: int) -> Nodes:
        wrong = [
            *self._at(self.paths.circling, noop("连线回到了前面；请改用写明次数的循环子流程")),
            *self._at(self.paths.unreached, noop("从开始事件走不到这里")),
        ]
        if wrong:
            raise refused(*wrong)
        starts = [key for key, one in self.graph.elements.items() if one.tag == "startEvent"]
        return self._sequence(starts[0], SINK, depth)

    def _at(self, keys: Iterable[str], text: str) -> list[Problem]:
        return [Problem(where=told(self.graph.elements[key]), text=text) for key in keys]

    def _sequence(self, at: str, stop: str, depth: int) -> Nodes:
        if depth > MAX_NESTING:
            raise refused(*self._at([at], noop("网关与子流程嵌套过深")))
        nodes: list[Node] = []
        while at != stop:
            element = self.graph.elements[at]
            outgoing = self.paths.outgoing[at]
            if len(outgoing) > 1:
                meeting = self.paths.meeting[at]
                self._split(element, meeting, nodes, depth)
                at = self._after(element, meeting)
                continue
            nodes += self._plain(element, depth)
            at = outgoing[0].target if outgoing else SINK
        return tuple(nodes)

    def _plain(self, element: Element, depth: int) -> list[Node]:
        if element.tag == "parallelGateway" and self.paths.incoming[element.id] > 1:
            raise refused(*self._at([element.id], noop("没有与它相配的分叉，几支在这里对不上")))
        found: tuple[Node, ...] = ()
        if element.tag in TASKS | {"subProcess"} and element.id in self.met:
            raise refused(*self._at([element.id], noop("分开的几支都走到这里，却没有先汇合")))
        self.met.add(element.id)
        if element.tag in TASKS:
            found = (self._task(element),)
        elif element.inner is not None:
            inner = _Finder(element.inner, trace(element.inner), self.ids)
            found = inner.whole(depth + 1 if element.repetition else depth)
        if element.repetition is None:
            return list(found)
        if not found:
            raise refused(*self._at([element.id], noop("循环里没有环节")))
        again = element.repetition
        return [Loop(repeat=found, until=_negated(again.condition), rounds=again.maximum)]

    def _task(self, element: Element) -> Step:
        try:
            return step_of(element, self.ids[element.id])
        except ValueError as error:
            text = noop("标注“{key}”的值不对")
            where, values = told(element), {"key": str(error)}
            raise refused(Problem(where=where, text=text, values=values)) from error

    def _split(self, element: Element, meeting: str, nodes: list[Node], depth: int) -> None:
        branches = [
            (flow, self._sequence(flow.target, meeting, depth + 1))
            for flow in self.paths.outgoing[element.id]
        ]
        if element.tag == "parallelGateway":
            nodes.append(self._parallel(branches))
        else:
            _join_choice(element, branches, nodes)

    def _parallel(self, branches: list[tuple[Flow, Nodes]]) -> Parallel:
        empty = [flow for flow, branch in branches if not branch]
        if empty:
            text = noop("并联的这一支没有环节，请删去")
            raise refused(*(Problem(where=told_flow(flow), text=text) for flow in empty))
        return Parallel(parallel=tuple(branch for _flow, branch in branches))

    def _after(self, element: Element, meeting: str) -> str:
        """Return where it goes on after a split; a fork's join belongs to the fork.

        Raises: ``BpmnRefusedError`` when branches that run together do not join.
        """
        if element.tag != "parallelGateway" or meeting == SINK:
            return meeting
        join = self.graph.elements[meeting]
        if join.tag == "endEvent":
            return meeting
        branches = len(self.paths.outgoing[element.id])
        if join.tag != "parallelGateway" or self.paths.incoming[meeting] != branches:
            text = noop("并联的几支应由一个并行网关汇合")
            raise refused(*self._at([element.id], text))
        beyond = self.paths.outgoing[meeting]
        if len(beyond) > 1:
            raise refused(*self._at([meeting], noop("汇合之后又分叉，请用两个网关")))
        return beyond[0].target


def _join_choice(gateway: Element, branches: list[tuple[Flow, Nodes]], nodes: list[Node]) -> None:
    """Add what an exclusive gateway stands for: a choice, a step's ``when``, a loop's exit."""
    choice = [
        Branch(when=flow.condition, then=branch)
        for flow, branch in branches
        if flow.id != gateway.default
    ]
    otherwise = next(branch for flow, branch in branches if flow.id == gateway.default)
    role = gateway.marks.get(ROLE)
    alone = choice[0]
    if role == "when" and not otherwise and len(choice) == len(alone.then) == 1:
        step = alone.then[0]
        if isinstance(step, Step) and not step.when:
            nodes.append(step.model_copy(update={"when": alone.when}))
            return
    last = nodes[-1] if nodes else None
    is_exit = role == "loop" and len(choice) == 1 and not alone.then
    if is_exit and isinstance(last, Loop) and (last.until, last.otherwise) == (alone.when, ()):
        nodes[-1] = last.model_copy(update={"otherwise": otherwise})
        return
    nodes.append(Alternative(choice=tuple(choice), otherwise=otherwise))


def _negated(condition: str) -> str:
    """Return when a loop is left, given when it goes on: ``!(…)`` the other way round."""
    if condition.startswith("!(") and _closes_at(condition) == len(condition) - 1:
        return condition[2:-1]
    return f"!({condition})"


def _closes_at(condition: str) -> int:
    """Return where the first parenthesis of a condition closes."""
    text = LITERAL.sub(lambda found: " " * len(found[0]), condition)
    depth = 0
    for index, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == ")" and not depth:
            return index
    return -1
