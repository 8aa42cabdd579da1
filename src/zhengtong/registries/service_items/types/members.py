"""The member paths that an expression reads, found in its text: the evaluator shows no tree."""

import re
from collections.abc import Iterator

LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'')
MEMBER = re.compile(r"([A-Za-z_]\w*)((?:\s*\.\s*[A-Za-z_]\w*|\s*\[\s*\d+\s*\])*)\s*(\(?)")
STEP = re.compile(r"[A-Za-z_]\w*")


def member_paths(source: str) -> Iterator[tuple[str, ...]]:
    """Yield ``("form", "partners")`` for ``form.partners.all(…)``: the path before a call."""
    for found in MEMBER.finditer(LITERAL.sub("''", source)):
        parts = (found[1], *STEP.findall(found[2]))
        if path := parts[:-1] if found[3] else parts:
            yield path
