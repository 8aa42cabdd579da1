"""The fields of a form that an expression reads."""

from collections.abc import Iterator, Sequence

from zhengtong.registries.service_items.types.members import member_paths
from zhengtong.registries.service_items.types.questions import Group


def read_paths(source: str, groups: Sequence[Group]) -> Iterator[str]:
    """Yield the fields of a form that an expression reads; a group only counted by its own id."""
    paths = list(member_paths(source))
    asked = {path[1] for path in paths if path[0] == "form" and len(path) > 1}
    members = {name for path in paths for name in path[1:]}
    for group in groups:
        if group.repeat is None:
            yield from (field.id for field in group.fields if field.id in asked)
        elif group.repeat.id in asked:
            read = [field.id for field in group.fields if field.id in members]
            yield from (f"{group.repeat.id}.{name}" for name in read)
            if not read:
                yield group.repeat.id
