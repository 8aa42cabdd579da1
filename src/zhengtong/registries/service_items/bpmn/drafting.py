"""From a process to a graph: each node in the next column, each branch in a row of its own.

Guarantee: the same process always gives the same graph, in the same places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from zhengtong.core.errors import Problem
from zhengtong.core.texts import noop
from zhengtong.registries.service_items.bpmn.graph import (
    ROLE,
    Diagram,
    Element,
    Flow,
    Graph,
    Model,
    Repetition,
)
from zhengtong.registries.service_items.bpmn.grid import Grid, Pin
from zhengtong.registries.service_items.bpmn.tasks import REFUSALS, refusal_condition, task_of
from zhengtong.registries.service_items.errors import BpmnRefusedError
from zhengtong.registries.service_items.types import (
    Alternative,
    Loop,
    Node,
    Parallel,
    Step,
    all_steps,
)

Branches = Sequence[tuple[str, Sequence[Node]]]


@dataclass(slots=True)
class _Numbers:
    """Ids of our own have a hyphen, which no step id has."""

    kinds: dict[str, "count[int]"] = field(default_factory=dict)

    def new(self, kind: str) -> str:
        return f"{kind}-{next(self.kinds.setdefault(kind, count(1)))}"


@dataclass(frozen=True, slots=True)
class _Block:
    """What a node became: where it is entered and left, and the first free column and row."""

    entry: str
    exit: str
    column: int
    row: int


def draft(process: Sequence[Node], *, process_id: str, name: str) -> Model:
    """Return the BPMN model of a process.

    Raises: ``BpmnRefusedError`` when a loop holds an acceptance or a decision: a refusal would end
        the loop only, not the process.
    """
    grid = Grid()
    builder = _Builder(_Numbers(), grid)
    graph, _last = builder.whole(process, Pin(0, 0), process_id, name)
    return Model((graph,), Diagram(grid.shapes, grid.edges), {})


@dataclass(slots=True)
class _Builder:
    numbers: _Numbers
    grid: Grid
    elements: dict[str, Element] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    def whole(self, nodes: Sequence[Node], at: Pin, graph_id: str, name: str) -> tuple[Graph, Pin]:
        """Return the graph from its start event to its end event, and its last cell."""
        start = self._add(Element(self.numbers.new("start"), "startEvent"), at)
        body = self._sequence(nodes, Pin(at.column + 1, at.row))
        last, column, row = (body.exit, body.column, body.row) if body else (start, 1, 1)
        end = self._add(Element(self.numbers.new("end"), "endEvent"), Pin(column, at.row))
        self._flow(start, body.entry if body else end)
        if body:
            self._flow(last, end)
        for flow in self.flows:
            element = self.elements[flow.source]
            if element.marks.get(ROLE) and not flow.condition:
                self.elements[element.id] = replace(element, default=flow.id)
        graph = Graph(graph_id, name, self.elements, tuple(self.flows))
        return graph, Pin(column, max(row, at.row + 1) - 1)

    def _add(self, element: Element, at: Pin) -> str:
        self.elements[element.id] = element
        self.grid.place(element.id, element.tag, at)
        return element.id

    def _flow(self, source: str, target: str, condition: str = "") -> None:
        self.grid.connect(self._flow_later(source, target, condition), source, target)

    def _flow_later(self, source: str, target: str, condition: str) -> str:
        """Add a flow in its turn, to be drawn when its target has a place."""
        flow = Flow(self.numbers.new("flow"), source, target, condition)
        self.flows.append(flow)
        return flow.id

    def _sequence(self, nodes: Sequence[Node], at: Pin) -> _Block | None:
        entry, last, row = "", "", at.row + 1
        for node in nodes:
            block = self._node(node, at)
            if last:
                self._flow(last, block.entry)
            entry, last = entry or block.entry, block.exit
            at, row = Pin(block.column, at.row), max(row, block.row)
        return _Block(entry, last, at.column, row) if last else None

    def _node(self, node: Node, at: Pin) -> _Block:
        if isinstance(node, Parallel):
            return self._parallel(node, at)
        if isinstance(node, Alternative):
            branches = [(branch.when, branch.then) for branch in node.choice]
            return self._exclusive("choice", [*branches, ("", node.otherwise)], at)
        if isinstance(node, Loop):
            return self._loop(node, at)
        if node.when:
            bare = node.model_copy(update={"when": ""})
            return self._exclusive("when", [(node.when, (bare,)), ("", ())], at)
        return self._step(node, at)

    def _step(self, step: Step, at: Pin) -> _Block:
        task = self._add(task_of(step), at)
        if step.kind not in REFUSALS:
            return _Block(task, task, at.column + 1, at.row + 1)
        after = Element(f"after-{step.step}", "exclusiveGateway", marks={ROLE: "refusal"})
        gateway = self._add(after, Pin(at.column + 1, at.row))
        refused = Element(f"refused-{step.step}", "endEvent", extras=("terminateEventDefinition",))
        end = self._add(refused, Pin(at.column + 1, at.row + 1))
        self._flow(task, gateway)
        self._flow(gateway, end, refusal_condition(step.step, step.kind.value))
        return _Block(task, gateway, at.column + 2, at.row + 2)

    def _parallel(self, node: Parallel, at: Pin) -> _Block:
        alone = self._sequence(node.branches[0], at) if len(node.branches) == 1 else None
        if alone is not None:
            return alone
        number = self.numbers.new("parallel")
        fork = self._add(Element(f"{number}-fork", "parallelGateway"), at)
        return self._branches(fork, f"{number}-join", [("", one) for one in node.branches], at)

    def _exclusive(self, role: str, branches: Branches, at: Pin) -> _Block:
        number = self.numbers.new(role)
        split = self._add(Element(f"{number}-split", "exclusiveGateway", marks={ROLE: role}), at)
        return self._branches(split, f"{number}-merge", branches, at)

    def _branches(self, split: str, merge: str, branches: Branches, at: Pin) -> _Block:
        row, column = at.row, at.column + 1
        ends: list[str] = []
        past: dict[str, int] = {}
        for condition, nodes in branches:
            block = self._sequence(nodes, Pin(at.column + 1, row))
            if block is None:
                past[self._flow_later(split, merge, condition)] = row
                row += 1
                continue
            self._flow(split, block.entry, condition)
            ends.append(block.exit)
            row, column = block.row, max(column, block.column)
        self._add(Element(merge, self.elements[split].tag), Pin(column, at.row))
        for end in ends:
            self._flow(end, merge)
        for flow, empty in past.items():
            self.grid.connect(flow, split, merge, empty)
        return _Block(split, merge, column + 1, row)

    def _loop(self, node: Loop, at: Pin) -> _Block:
        refuse_endings(node)
        number = self.numbers.new("loop")
        within = _Builder(self.numbers, self.grid)
        self.grid.depth += 1
        graph, last = within.whole(node.repeat, at, number, "")
        self.grid.depth -= 1
        repetition = Repetition(f"!({node.until})", node.rounds)
        inner = Element(number, "subProcess", repetition=repetition, inner=graph)
        self.elements[number] = inner
        self.grid.enclose(number, at, last)
        block = _Block(number, number, last.column + 1, last.row + 1)
        if not node.otherwise:
            return block
        beyond = Pin(block.column, at.row)
        after = self._exclusive("loop", [(node.until, ()), ("", node.otherwise)], beyond)
        self._flow(number, after.entry)
        return _Block(number, after.exit, after.column, max(block.row, after.row))


def refuse_endings(node: Loop) -> None:
    """Refuse a loop that holds an acceptance or a decision."""
    text = noop("受理与决定不能放在循环之内")
    problems = tuple(
        Problem(where=step.step, text=text)
        for step in all_steps(node.repeat)
        if step.kind in REFUSALS
    )
    if problems:
        raise BpmnRefusedError(problems=problems, count=str(len(problems)))
