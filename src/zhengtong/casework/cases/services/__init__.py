"""Door: commands on drafts, cases and tasks; each is one transaction.

``actor`` comes from the edge: a citizen's ``identity.actor_of(account)``, or for an officer
``Actor(ActorKind.OFFICER, name, account_id)``; the command itself adds body and post of the task.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import BinaryIO

from zhengtong.casework.cases.types import CorrectionItem, DraftId, MaterialChoice, TaskId
from zhengtong.core.actors import Actor
from zhengtong.core.codes import CaseNo
from zhengtong.core.errors import Problem
from zhengtong.registries.service_items.types import FormData, JsonValue, Outcome


def start_draft(*, item_code: str, actor: Actor, at: datetime, on_behalf_of: str = "") -> DraftId:
    raise NotImplementedError


def save_page(
    *,
    draft_id: DraftId,
    group_index: int,
    values: Mapping[str, JsonValue],
    actor: Actor,
    at: datetime,
) -> tuple[Problem, ...]:
    """values: {field_id: as typed}; for a repeated group {repeat_id: [row, …]}. Returns problems of that page."""
    raise NotImplementedError


def add_row(*, draft_id: DraftId, group_index: int, actor: Actor, at: datetime) -> int:
    raise NotImplementedError


def remove_row(
    *, draft_id: DraftId, group_index: int, row: int, actor: Actor, at: datetime
) -> None:
    raise NotImplementedError


def attach_material(
    *, draft_id: DraftId, key: str, content: BinaryIO, name: str, actor: Actor, at: datetime
) -> MaterialChoice:
    raise NotImplementedError


def choose_material(
    *, draft_id: DraftId, key: str, choice: MaterialChoice | None, actor: Actor, at: datetime
) -> None:
    """Choice None takes a choice back."""
    raise NotImplementedError


def discard_draft(*, draft_id: DraftId, actor: Actor, at: datetime) -> None:
    raise NotImplementedError


def submit_case(*, draft_id: DraftId, key: str, actor: Actor, at: datetime) -> CaseNo:
    raise NotImplementedError


def file_case(
    *,
    item_code: str,
    form: FormData,
    materials: Mapping[str, MaterialChoice],
    key: str,
    actor: Actor,
    at: datetime,
    on_behalf_of: str = "",
) -> CaseNo:
    raise NotImplementedError


def withdraw_case(*, case_no: CaseNo, actor: Actor, at: datetime) -> None:
    raise NotImplementedError


def attach_to_case(
    *, case_no: CaseNo, key: str, content: BinaryIO, name: str, actor: Actor, at: datetime
) -> MaterialChoice:
    """Store a file for a material that a correction notice names; pass its choice to answer_correction."""
    raise NotImplementedError


def answer_correction(
    *,
    case_no: CaseNo,
    values: Mapping[str, JsonValue],
    materials: Mapping[str, MaterialChoice],
    actor: Actor,
    at: datetime,
) -> None:
    """values: {"firm_name": …, "partners[1].name": …} for the fields the notice lists."""
    raise NotImplementedError


def supply_material(
    *, case_no: CaseNo, key: str, content: BinaryIO, name: str, actor: Actor, at: datetime
) -> None:
    """Hand in a deferred material (容缺后补)."""
    raise NotImplementedError


def claim_task(*, task_id: TaskId, actor: Actor, at: datetime) -> None:
    raise NotImplementedError


def release_task(*, task_id: TaskId, actor: Actor, at: datetime) -> None:
    raise NotImplementedError


def accept_case(*, task_id: TaskId, actor: Actor, at: datetime) -> date:
    """Returns the due date."""
    raise NotImplementedError


def refuse_acceptance(
    *, task_id: TaskId, reasons: str, actor: Actor, at: datetime, remedies: str = ""
) -> None:
    """Empty remedies: those of the definition's rights."""
    raise NotImplementedError


def request_correction(
    *, task_id: TaskId, items: Sequence[CorrectionItem], actor: Actor, at: datetime, text: str = ""
) -> None:
    raise NotImplementedError


def complete_review(
    *, task_id: TaskId, outcome: Outcome, opinion: str, actor: Actor, at: datetime
) -> None:
    raise NotImplementedError


def decide_case(
    *,
    task_id: TaskId,
    outcome: Outcome,
    reasons: str,
    actor: Actor,
    at: datetime,
    remedies: str = "",
) -> None:
    """outcome: Outcome.GRANT or Outcome.REFUSE."""
    raise NotImplementedError
