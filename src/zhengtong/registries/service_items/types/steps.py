"""The process as the document writes it: steps, in sequence, parallel, branching, repeated.

Guarantee: there are no jumps; a process is a tree, so it has one beginning and always ends.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Discriminator, Tag, field_validator, model_validator
from pydantic import Field as Key

from zhengtong.registries.service_items.types.labels import Outcome, Special, StepKind
from zhengtong.registries.service_items.types.parts import Limit, Part, Text


class Performer(Part):
    """Who performs a step: a post of a body (``implementing`` or a USCC), or a named service."""

    body: str = ""
    post: str = ""
    service: str = ""


class Step(Part):
    """One step of the process; its kind follows from its id unless it says otherwise."""

    step: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text | None = None
    kind: StepKind = StepKind.CHECK
    by: Performer = Performer()
    within: Limit | None = None
    special: Special | None = None
    when: str = ""
    outcomes: tuple[Outcome, ...] = ()
    automatic: bool = False

    @model_validator(mode="before")
    @classmethod
    def infer_kind(cls, value: object) -> object:
        """Take the kind from the id where the id is a kind: ``accept``, ``review``, …"""
        if isinstance(value, dict) and "kind" not in value:
            known = {kind.value for kind in StepKind}
            if value.get("step") in known:
                return {**value, "kind": value["step"]}
        return value

    @property
    def title(self) -> Text:
        """Return the step's own name, or that of its kind."""
        return self.name or Text(zh=self.kind.label, en=self.kind.label_en)


class Parallel(Part):
    """并联: all branches begin together; the process goes on when every one is done.

    A branch is one node, or a list of nodes done one after another.
    """

    parallel: tuple["Lane", ...] = Key(min_length=1)

    @field_validator("parallel", mode="before")
    @classmethod
    def unwrap(cls, value: object) -> object:
        """Take a list of one as that one, so that each process is written in one way."""
        return [_alone(one) for one in value] if isinstance(value, list | tuple) else value

    @property
    def branches(self) -> tuple["Nodes", ...]:
        """Return every branch as a sequence."""
        return tuple(one if isinstance(one, tuple) else (one,) for one in self.parallel)


class Branch(Part):
    """One way to go on, and when; nothing under ``then`` goes on at once."""

    when: str = Key(min_length=1)
    then: tuple["Node", ...]


class Alternative(Part):
    """分支: the first branch whose ``when`` holds, and no other; else ``otherwise``."""

    choice: tuple[Branch, ...] = Key(min_length=1)
    otherwise: tuple["Node", ...] = ()

    @property
    def branches(self) -> tuple["Nodes", ...]:
        """Return every branch as a sequence; the last is ``otherwise``."""
        return (*(one.then for one in self.choice), self.otherwise)


class Loop(Part):
    """循环: done at least once and again until ``until`` holds, ``rounds`` times at most.

    ``otherwise`` is done when the last round is over and ``until`` still does not hold.
    """

    repeat: tuple["Node", ...] = Key(min_length=1)
    until: str = Key(min_length=1)
    rounds: int = Key(ge=2, le=20)
    otherwise: tuple["Node", ...] = ()


KINDS: Mapping[str, str] = {"parallel": "Parallel", "choice": "Alternative", "repeat": "Loop"}
"""The key that tells what a node is; without one of these it is a step."""


def _alone(value: object) -> object:
    return value[0] if isinstance(value, list | tuple) and len(value) == 1 else value


def _kind_of(value: object) -> str:
    if isinstance(value, list | tuple):
        return "Sequence"
    if isinstance(value, Mapping):
        return next((kind for key, kind in KINDS.items() if key in value), "Step")
    return type(value).__name__ if isinstance(value, Part) else "Step"


_OneNode = (
    Annotated[Step, Tag("Step")]
    | Annotated[Parallel, Tag("Parallel")]
    | Annotated[Alternative, Tag("Alternative")]
    | Annotated[Loop, Tag("Loop")]
)
Node = Annotated[_OneNode, Discriminator(_kind_of)]
Nodes = tuple[Node, ...]
_OneSequence = Annotated[Nodes, Key(min_length=1), Tag("Sequence")]
Lane = Annotated[_OneNode | _OneSequence, Discriminator(_kind_of)]

for _part in (Parallel, Branch, Alternative, Loop):
    _part.model_rebuild()
