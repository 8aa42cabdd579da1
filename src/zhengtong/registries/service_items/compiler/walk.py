"""Walking a definition with the path of everything met on the way."""

from collections.abc import Iterable, Iterator

from zhengtong.registries.service_items.compiler.faults import FieldPath
from zhengtong.registries.service_items.types import (
    Alternative,
    Definition,
    Field,
    Group,
    Loop,
    Material,
    Node,
    Nodes,
    Parallel,
    Step,
)

IMPLEMENTING = "implementing"


Placed = tuple[FieldPath, Node]


def steps_with_paths(definition: Definition) -> Iterator[tuple[FieldPath, Step]]:
    """Yield every step in document order."""
    for path, node in nodes_with_paths(definition):
        if isinstance(node, Step):
            yield path, node


def nodes_with_paths(definition: Definition) -> Iterator[Placed]:
    """Yield every node of the process in document order, each before what is inside it."""
    return _nodes(("process",), definition.process)


def _nodes(path: FieldPath, nodes: Iterable[Node]) -> Iterator[Placed]:
    for index, node in enumerate(nodes):
        yield from _node((*path, index), node)


def _node(path: FieldPath, node: Node) -> Iterator[Placed]:
    yield path, node
    for inner, part in parts_with_paths(path, node):
        yield from _nodes(inner, part) if isinstance(part, tuple) else _node(inner, part)


def parts_with_paths(path: FieldPath, node: Node) -> Iterator[tuple[FieldPath, Node | Nodes]]:
    """Yield what is inside a node; a branch of one is that one, and not a sequence."""
    if isinstance(node, Parallel):
        for index, lane in enumerate(node.parallel):
            yield (*path, "parallel", index), lane
    elif isinstance(node, Alternative):
        for index, branch in enumerate(node.choice):
            yield (*path, "choice", index, "then"), branch.then
        yield (*path, "otherwise"), node.otherwise
    elif isinstance(node, Loop):
        yield (*path, "repeat"), node.repeat
        yield (*path, "otherwise"), node.otherwise


def fields_with_paths(definition: Definition) -> Iterator[tuple[FieldPath, Group, Field]]:
    """Yield every field with its group."""
    for outer, group in enumerate(definition.form):
        for inner, field in enumerate(group.fields):
            yield ("form", outer, "fields", inner), group, field


def materials_with_paths(definition: Definition) -> Iterator[tuple[FieldPath, Material]]:
    """Yield every material."""
    for index, material in enumerate(definition.materials):
        yield ("materials", index), material


def repeats_of(definition: Definition) -> dict[str, Group]:
    """Return the repeated groups by their id."""
    return {group.repeat.id: group for group in definition.form if group.repeat}
