"""A case as its applicant, an officer or a passer-by with its number sees it."""

from dataclasses import dataclass
from datetime import date, datetime

from zhengtong.casework.cases.types.clock import ExtensionView
from zhengtong.casework.cases.types.materials import CorrectionItem, MaterialView
from zhengtong.casework.cases.types.states import CaseStatus, Decision, StepState
from zhengtong.core.codes import CaseNo
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types import (
    FormData,
    ItemVersion,
    Outcome,
    Special,
    StepKind,
)


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the process: where it stands, who holds it, when it is due.

    A step of a loop is there once for each round it was opened in.
    """

    step: str
    round: int
    kind: StepKind
    title: LocalisedText
    state: StepState
    body: str
    body_name: LocalisedText
    post: str
    opened_at: datetime | None
    due_on: date | None
    done_at: datetime | None
    outcome: Outcome | None
    special: Special | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """The one complete notice of what to put right (一次性告知)."""

    items: tuple[CorrectionItem, ...]
    text: str
    issued_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClockStopView:
    """A time that is not counted, and why.

    ``is_overdue`` says that the procedure takes longer than the applicant was told.
    """

    special: Special
    started_at: datetime
    ended_at: datetime | None
    reason: str
    expected_until: date
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list of one's cases."""

    case_no: CaseNo
    item_code: str
    item_name: LocalisedText
    status: CaseStatus
    decision: Decision | None
    submitted_at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page of cases, newest first; ``next_after`` continues it, ``None`` ends it."""

    cases: tuple[CaseLine, ...]
    next_after: int | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its applicant sees it; officers are named by body and post only.

    Units: ``fee_fen`` in fen; ``deliver_by``, ``due_on`` and steps' ``due_on`` are Beijing calendar
        days.
    """

    case_no: CaseNo
    item: ItemVersion
    item_name: LocalisedText
    applicant_name: str
    applicant_id_masked: str
    status: CaseStatus
    decision: Decision | None
    reasons: str
    remedies: str
    form: FormData
    fee_fen: int
    submitted_at: datetime
    accepted_at: datetime | None
    due_on: date | None
    decided_at: datetime | None
    deliver_by: date | None
    closed_at: datetime | None
    clock_stopped_at: datetime | None
    extension: ExtensionView | None
    steps: tuple[StepView, ...]
    materials: tuple[MaterialView, ...]
    corrections: tuple[CorrectionView, ...]
    clock_stops: tuple[ClockStopView, ...]
    licence: str
    may_withdraw: bool
    must_correct: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """What anybody may know who has the case number and four digits of the applicant's id."""

    case_no: CaseNo
    item_name: LocalisedText
    status: CaseStatus
    decision: Decision | None
    due_on: date | None
    steps: tuple[StepView, ...]
