"""Tasks as officers see them: in the queue, and opened for work."""

from dataclasses import dataclass
from datetime import date, datetime

from zhengtong.casework.cases.types.clock import Card
from zhengtong.casework.cases.types.states import Action, TaskId, TaskState
from zhengtong.casework.cases.types.views import CaseView
from zhengtong.core.actors import AccountId
from zhengtong.core.codes import CaseNo
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types import Outcome, StepKind


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in an officer's queue or on a case's page.

    ``is_paused`` says that it stands still with its case's clock; its card is normal meanwhile. The
    card of a finished task is red if it was finished late. ``round`` is above one where a loop came
    round again.

    Units: ``due_on`` is a Beijing calendar day.
    """

    task_id: TaskId
    case_no: CaseNo
    item_code: str
    item_name: LocalisedText
    applicant_name: str
    step: str
    round: int
    kind: StepKind
    title: LocalisedText
    body: str
    post: str
    state: TaskState
    claimed_by: AccountId | None
    claimed_by_name: str
    opened_at: datetime
    due_on: date
    card: Card
    is_paused: bool
    done_at: datetime | None
    outcome: Outcome | None
    opinion: str


@dataclass(frozen=True, slots=True)
class OfficerCaseView:
    """A case as an officer sees it: the applicant's view, and every task with its officer."""

    case: CaseView
    applicant_kind: str
    applicant_id_number: str
    applicant_phone: str
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task opened for work: its case, and what may be done now."""

    task: TaskLine
    case: OfficerCaseView
    actions: tuple[Action, ...]
    outcomes: tuple[Outcome, ...]
    remedies: str


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """How an officer narrows the queue; every empty value means: all.

    ``overdue_on`` keeps tasks due before that Beijing day; ``card`` those of that card today.
    """

    state: TaskState | None = None
    post: str = ""
    item_code: str = ""
    case_no: str = ""
    is_mine: bool = False
    overdue_on: date | None = None
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class QueueKey:
    """Where a page of the queue ended: the next begins after it."""

    due_on: date
    task_id: TaskId


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue, most urgent first; ``next_after`` continues it, ``None`` ends it."""

    tasks: tuple[TaskLine, ...]
    next_after: QueueKey | None
