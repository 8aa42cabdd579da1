"""The squared paper on which a process is drawn: elements in cells, flows at right angles."""

from dataclasses import dataclass, field

from zhengtong.registries.service_items.bpmn.graph import Bounds, Point

CELL_WIDTH, CELL_HEIGHT = 150, 120
MARGIN = 30
INSET = 4
SIZES = {"startEvent": (36, 36), "endEvent": (36, 36)}
GATEWAY = (50, 50)
TASK = (100, 80)


@dataclass(frozen=True, slots=True)
class Pin:
    """A cell, counted from the upper left."""

    column: int
    row: int


def _size(tag: str) -> tuple[int, int]:
    return GATEWAY if tag.endswith("Gateway") else SIZES.get(tag, TASK)


def _middle(at: Pin) -> Point:
    x = MARGIN + at.column * CELL_WIDTH + CELL_WIDTH / 2
    return x, MARGIN + at.row * CELL_HEIGHT + CELL_HEIGHT / 2


@dataclass(slots=True)
class Grid:
    """The places taken so far; ``depth`` is the number of sub-processes around."""

    shapes: dict[str, Bounds] = field(default_factory=dict)
    edges: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    lines: dict[str, float] = field(default_factory=dict)
    corners: set[str] = field(default_factory=set)
    depth: int = 0

    def place(self, element: str, tag: str, at: Pin) -> None:
        """Put an element in the middle of a cell."""
        width, height = _size(tag)
        x, y = _middle(at)
        self.shapes[element] = Bounds(x - width / 2, y - height / 2, width, height)
        self.lines[element] = y
        if tag.endswith("Gateway"):
            self.corners.add(element)

    def enclose(self, element: str, first: Pin, last: Pin) -> None:
        """Put a sub-process around the cells from the first to the last."""
        inset = INSET * (self.depth + 1)
        x, y = MARGIN + first.column * CELL_WIDTH, MARGIN + first.row * CELL_HEIGHT
        width = (last.column - first.column + 1) * CELL_WIDTH
        height = (last.row - first.row + 1) * CELL_HEIGHT
        self.shapes[element] = Bounds(x + inset, y + inset, width - 2 * inset, height - 2 * inset)
        self.lines[element] = _middle(first)[1]

    def connect(self, flow: str, source: str, target: str, row: int | None = None) -> None:
        """Draw a flow; one past an empty branch keeps to that branch's row."""
        start, end = self.shapes[source], self.shapes[target]
        y, goal = self.lines[source], self.lines[target]
        middle, aim = start.x + start.width / 2, end.x + end.width / 2
        right, left = (start.x + start.width, y), (end.x, goal)
        way = goal if row is None else _middle(Pin(0, row))[1]
        points: tuple[Point, ...]
        if way == y == goal:
            points = (right, left)
        elif way != y and source in self.corners:
            down = ((middle, start.y + start.height), (middle, way))
            straight = ((middle, end.y),) if middle == aim else (left,)
            onward = straight if way == goal else ((aim, way), (aim, end.y + end.height))
            points = (*down, *onward)
        else:
            points = (right, (aim, y), (aim, end.y + end.height))
        self.edges[flow] = tuple(dict.fromkeys(points))
