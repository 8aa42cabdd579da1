"""Door: reads of drafts, cases and tasks, scoped by who asks."""

from zhengtong.casework.cases.types import (
    CasePage,
    CaseView,
    DraftId,
    DraftLine,
    DraftView,
    OfficerCaseView,
    Progress,
    QueueFilter,
    QueueKey,
    QueuePage,
    TaskId,
    TaskView,
)
from zhengtong.core.actors import AccountId
from zhengtong.core.errors import Problem
from zhengtong.foundation.files.types import FileId


def get_draft(draft_id: DraftId, account_id: AccountId) -> DraftView:
    raise NotImplementedError


def review_draft(draft_id: DraftId, account_id: AccountId) -> tuple[Problem, ...]:
    """Everything that stands between the draft and its submission; empty: it can be sent."""
    raise NotImplementedError


def list_my_drafts(account_id: AccountId, limit: int = 50) -> tuple[DraftLine, ...]:
    raise NotImplementedError


def list_my_cases(account_id: AccountId, *, after: int | None = None, limit: int = 20) -> CasePage:
    raise NotImplementedError


def get_case_for_applicant(case_no: str, account_id: AccountId) -> CaseView:
    raise NotImplementedError


def get_case_for_officer(case_no: str, account_id: AccountId) -> OfficerCaseView:
    raise NotImplementedError


def find_progress(case_no: str, id_tail: str) -> Progress | None:
    raise NotImplementedError


def list_queue(
    account_id: AccountId,
    *,
    narrow: QueueFilter | None = None,
    after: QueueKey | None = None,
    limit: int = 50,
) -> QueuePage:
    raise NotImplementedError


def get_task(task_id: TaskId, account_id: AccountId) -> TaskView:
    raise NotImplementedError


def get_material_file(case_no: str, key: str, account_id: AccountId) -> FileId:
    """The file of a material, for its applicant or an officer who may see the case."""
    raise NotImplementedError
