"""What programs send and get."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from zhengtong.casework.cases.types import (
    Card,
    CaseStatus,
    CorrectionKind,
    Decision,
    MaterialWay,
    StepState,
    TaskState,
)
from zhengtong.registries.service_items.types import Outcome

MOST_TASKS = 200


class Strict(Schema):
    """What a program sends; an unknown key is a fault, never ignored."""

    model_config = ConfigDict(extra="forbid")


class MaterialIn(Strict):
    """How one material is provided."""

    way: MaterialWay
    file_id: UUID | None = None


class ApplicationIn(Strict):
    """An application in one go; the same ``key`` is the same case, however often it is sent."""

    item_code: str = Field(max_length=33)
    form: dict[str, Any]
    materials: dict[str, MaterialIn] = {}
    on_behalf_of: str = Field(default="", max_length=18)
    key: str = Field(min_length=8, max_length=100)


class FiledOut(Schema):
    """The number of the case."""

    case_no: str


class StepOut(Schema):
    """One step of the process; of a loop, one for each round."""

    step: str
    round: int
    title: str
    state: StepState
    body: str
    post: str
    due_on: date | None
    done_at: datetime | None


class CaseOut(Schema):
    """A case as its applicant sees it."""

    case_no: str
    item_name: str
    status: CaseStatus
    decision: Decision | None
    reasons: str
    remedies: str
    submitted_at: datetime
    accepted_at: datetime | None
    due_on: date | None
    closed_at: datetime | None
    licence: str
    steps: list[StepOut]


class TaskOut(Schema):
    """A task of one's posts."""

    task_id: int
    case_no: str
    item_code: str
    item_name: str
    applicant_name: str
    step: str
    round: int
    title: str
    body: str
    post: str
    state: TaskState
    opened_at: datetime
    due_on: date
    card: Card
    is_paused: bool


class QueueOut(Schema):
    """A page of the queue; the two values continue it, both empty at its end."""

    tasks: list[TaskOut]
    after_due_on: date | None
    after_id: int | None


class QueueIn(Schema):
    """Which tasks, and after which the page begins."""

    state: TaskState | None = None
    post: str = ""
    item_code: str = ""
    case_no: str = ""
    mine: bool = False
    overdue_on: date | None = None
    card: Card | None = None
    after_due_on: date | None = None
    after_id: int | None = None
    limit: int = Field(default=50, ge=1, le=MOST_TASKS)


class DueOut(Schema):
    """The day by which a decision is owed."""

    due_on: date


class RefusalIn(Strict):
    """Why acceptance is refused; without remedies, those of the item."""

    reasons: str
    remedies: str = ""


class CorrectionItemIn(Strict):
    """One thing to put right."""

    kind: CorrectionKind
    key: str
    text: str


class CorrectionIn(Strict):
    """Everything to put right, told once."""

    items: list[CorrectionItemIn]
    text: str = ""


class ReviewIn(Strict):
    """How a review or check ended."""

    outcome: Outcome
    opinion: str = ""


class DecisionIn(Strict):
    """The decision; a refusal needs reasons."""

    outcome: Outcome
    reasons: str = ""
    remedies: str = ""
