"""A BPMN process as elements and flows, and where they stand in the diagram."""

from collections.abc import Mapping
from dataclasses import dataclass, field

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
ZT = "urn:zhengtong:bpmn:1"
CEL = "https://cel.dev"

ROLE = "role"
"""The mark of a gateway that stands for something in the document which BPMN has no sign for."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; ``condition`` is empty where it has none."""

    id: str
    source: str
    target: str
    condition: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Repetition:
    """``standardLoopCharacteristics``: again while ``condition`` holds, ``maximum`` times."""

    condition: str
    maximum: int
    is_tested_before: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A flow node, by its BPMN name; ``marks`` are the attributes of our own namespace.

    ``extras`` are the BPMN names of what else it carries: event definitions, loop markers.
    """

    id: str
    tag: str
    name: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    extras: tuple[str, ...] = ()
    repetition: Repetition | None = None
    inner: "Graph | None" = None


@dataclass(frozen=True, slots=True)
class Graph:
    """A process or sub-process: its flow nodes by id, its flows in the order of the file."""

    id: str
    name: str
    elements: Mapping[str, Element]
    flows: tuple[Flow, ...]
    tag: str = "process"

    def outgoing(self, element: str) -> list[Flow]:
        """Return the flows that leave an element."""
        return [flow for flow in self.flows if flow.source == element]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a shape stands. Units: pixels of the diagram, downwards from the upper left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Diagram:
    """Where everything stands, by the id of what it shows."""

    shapes: dict[str, Bounds] = field(default_factory=dict)
    edges: dict[str, tuple[Point, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Model:
    """A BPMN file; ``names`` has the BPMN name and the text of everything with an id."""

    graphs: tuple[Graph, ...]
    diagram: Diagram
    names: Mapping[str, tuple[str, str]]
    messages: tuple[Flow, ...] = ()
