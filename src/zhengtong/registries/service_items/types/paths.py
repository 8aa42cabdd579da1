"""The member paths that an expression reads, found in its text: the evaluator shows no tree."""

import re
from collections.abc import Iterator, Sequence

from zhengtong.registries.service_items.types.questions import Group

LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
MEMBER = re.compile(r"([A-Za-z_]\w*)((?:\s*\.\s*[A-Za-z_]\w*|\s*\[\s*\d+\s*\])*)\s*(\(?)")
STEP = re.compile(r"[A-Za-z_]\w*")


def member_paths(source: str) -> Iterator[tuple[str, ...]]:
    """Yield ``("form", "partners")`` for ``form.partners.all(…)``: the path before a call."""
    for found in MEMBER.finditer(LITERAL.sub("''", source)):
        parts = (found[1], *STEP.findall(found[2]))
        if path := parts[:-1] if found[3] else parts:
            yield path


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
