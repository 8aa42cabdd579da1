"""The steps of a process, as the document writes them."""

from pydantic import Field as Key
from pydantic import model_validator

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
    """并联: all steps open together; the process goes on when every one is done."""

    parallel: tuple[Step, ...] = Key(min_length=1)
