"""A step as a BPMN task: the name on the box, everything else in attributes of our own."""

import re
from collections.abc import Mapping

from pydantic import ValidationError

from zhengtong.registries.service_items.bpmn.graph import Element
from zhengtong.registries.service_items.types import Limit, Outcome, Step, StepKind

AUTOMATIC = frozenset({"serviceTask", "scriptTask", "businessRuleTask"})
TASKS = AUTOMATIC | {"task", "userTask", "manualTask"}
REFUSALS = {StepKind.ACCEPT: Outcome.REFUSE_ACCEPTANCE, StepKind.DECIDE: Outcome.REFUSE}
"""How a step ends that ends the process."""
STEP_ID = re.compile(r"[a-z][a-z0-9_]*")
NOT_WORD = re.compile(r"[^a-z0-9]+")


def task_of(step: Step) -> Element:
    """Return the task of a step; its ``when`` is a gateway's business."""
    is_automatic = step.automatic or bool(step.by.service)
    tag = "serviceTask" if is_automatic else "userTask"
    return Element(step.step, tag, step.title.zh, marks=_marks(step))


def step_of(task: Element, step_id: str) -> Step:
    """Return the step of a task; one from elsewhere has no owner yet, unless it is automatic.

    Raises: ``ValueError`` when an attribute of ours has a value that no step can have.
    """
    marks = task.marks
    kind = marks.get("kind")
    if kind is None:
        draft: dict[str, object] = {"step": step_id, "automatic": task.tag in AUTOMATIC}
    else:
        by = {key: marks[key] for key in ("body", "post", "service") if key in marks}
        draft = {"step": step_id, "kind": kind, "by": by, "automatic": "automatic" in marks}
        draft |= {key: marks[key] for key in ("within", "special") if key in marks}
        draft["outcomes"] = marks.get("outcomes", "").split()
    name = _name(task, marks, kind)
    try:
        return Step.model_validate({**draft, **({"name": name} if name else {})})
    except ValidationError as error:
        raise ValueError(str(error.errors()[0]["loc"][0])) from error


def step_ids(tasks: Mapping[str, Element]) -> dict[str, str]:
    """Return a step id for every task: its own, or one made from its name or its number."""
    given: dict[str, str] = {}
    for number, (key, task) in enumerate(tasks.items(), start=1):
        word = NOT_WORD.sub("_", task.name.lower()).strip("_")
        wanted = key if STEP_ID.fullmatch(key) else word
        if not STEP_ID.fullmatch(wanted) or wanted in given.values():
            wanted = f"step_{number}"
        while wanted in given.values():
            wanted += "_"
        given[key] = wanted
    return given


def refusal_condition(step: str, kind: str) -> str:
    """Return when a step ends the process; nothing for a kind of step that never does."""
    ends = {one.value: outcome.value for one, outcome in REFUSALS.items()}
    return f'outcomes.{step} == "{ends[kind]}"' if kind in ends else ""


def limit_text(limit: Limit) -> str:
    """Return a limit as a document writes it."""
    return f"{limit.amount} {limit.unit.value}{'' if limit.amount == 1 else 's'}"


def _marks(step: Step) -> dict[str, str]:
    marks = {
        "kind": step.kind.value,
        "nameEn": step.name.en if step.name else None,
        "body": step.by.body or None,
        "post": step.by.post or None,
        "service": step.by.service or None,
        "within": limit_text(step.within) if step.within else None,
        "special": step.special.value if step.special else None,
        "outcomes": " ".join(one.value for one in step.outcomes) or None,
        "automatic": "true" if step.automatic else None,
    }
    return {key: value for key, value in marks.items() if value is not None}


def _name(task: Element, marks: Mapping[str, str], kind: str | None) -> dict[str, str] | None:
    is_own = kind is not None and "nameEn" not in marks
    if not task.name or (is_own and task.name == _label(kind)):
        return None
    return {"zh": task.name, "en": marks.get("nameEn", "")}


def _label(kind: str | None) -> str:
    return next((one.label for one in StepKind if one.value == kind), "")
