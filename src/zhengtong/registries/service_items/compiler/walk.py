"""Walking a definition with the path of everything met on the way."""

from collections.abc import Iterator

from zhengtong.registries.service_items.compiler.faults import FieldPath
from zhengtong.registries.service_items.types import (
    Definition,
    Field,
    Group,
    Material,
    Parallel,
    Step,
)

IMPLEMENTING = "implementing"


def steps_with_paths(definition: Definition) -> Iterator[tuple[FieldPath, Step]]:
    """Yield every step in document order."""
    for index, node in enumerate(definition.process):
        if isinstance(node, Parallel):
            for inner, step in enumerate(node.parallel):
                yield ("process", index, "parallel", inner), step
        else:
            yield ("process", index), node


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
