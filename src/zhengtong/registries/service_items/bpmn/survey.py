"""What becomes of BPMN files from elsewhere: which load, show and run, and why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhengtong.core.errors import Problem
from zhengtong.registries.service_items.bpmn.drawing import undrawn
from zhengtong.registries.service_items.bpmn.graph import Graph, Model
from zhengtong.registries.service_items.bpmn.reading import read_bpmn
from zhengtong.registries.service_items.bpmn.structure import find_process
from zhengtong.registries.service_items.errors import BpmnRefusedError
from zhengtong.registries.service_items.types import (
    Judge,
    Nodes,
    Outcome,
    StepRecord,
    all_steps,
    due_steps,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One process of a file; ``steps_run`` counts the steps done until the engine opened none."""

    file: str
    process: str = ""
    shapes: int = 0
    undrawn: tuple[str, ...] = ()
    steps: int = 0
    steps_run: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def is_loaded(self) -> bool:
        """Whether the file could be read."""
        return bool(self.process)

    @property
    def is_shown(self) -> bool:
        """Whether everything that flows has its place in the diagram."""
        return self.is_loaded and bool(self.shapes) and not self.undrawn

    @property
    def is_run(self) -> bool:
        """Whether the engine brought it to its end."""
        return self.is_loaded and not self.problems


def survey(files: Iterable[tuple[str, bytes]]) -> Iterator[Finding]:
    """Yield what becomes of every process of every file."""
    for name, content in files:
        try:
            model = read_bpmn(content)
        except BpmnRefusedError as refusal:
            yield Finding(name, problems=refusal.problems)
            continue
        yield from (_finding(name, model, graph) for graph in model.graphs)


def _finding(file: str, model: Model, graph: Graph) -> Finding:
    drawn = undrawn(model, graph)
    shapes = len(graph.elements)
    title = graph.name or graph.id
    try:
        process = find_process(model, graph)
    except BpmnRefusedError as refusal:
        return Finding(file, title, shapes, drawn, problems=refusal.problems)
    ran = min(_run(process, is_held=True), _run(process, is_held=False))
    return Finding(file, title, shapes, drawn, len(list(all_steps(process))), ran)


def _run(process: Nodes, *, is_held: bool) -> int:
    """Do every step that opens, every condition holding or none, until none is open."""
    judge = Judge(lambda _step: True, lambda _source, _outcomes: is_held)
    records: list[StepRecord] = []
    while due := due_steps(process, records, judge):
        records += [StepRecord(one.step.step, Outcome.DONE, one.round) for one in due]
    return len(records)
