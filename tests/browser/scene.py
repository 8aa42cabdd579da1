"""The demo city with something on every page: a draft, a correction, a failed job, a seal."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import now
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from zhengtong.casework.cases import selectors as cases
from zhengtong.casework.cases import services as case_acts
from zhengtong.casework.cases.models import Draft
from zhengtong.casework.cases.types import (
    CaseStatus,
    CorrectionItem,
    CorrectionKind,
    DraftId,
    QueueFilter,
    TaskLine,
)
from zhengtong.core.actors import AccountId, Actor
from zhengtong.core.codes import CaseNo
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.calendars.testing import remember_calendar
from zhengtong.foundation.identity import services as identity
from zhengtong.foundation.identity.testing import make_uscc
from zhengtong.foundation.ledger.services import seal_entries
from zhengtong.foundation.notices import selectors as notices
from zhengtong.foundation.outbox.services import note_stumble
from zhengtong.foundation.outbox.testing import deliver_all
from zhengtong.foundation.outbox.types import JobId
from zhengtong.registries.licences import selectors as licences
from zhengtong.registries.service_items.selectors import search_items
from zhengtong.registries.service_items.types import JsonValue  # noqa: TC001 - as every import here
from zhengtong.sites.demo.city.applications import LAW_FIRM
from zhengtong.sites.demo.city.people import (
    CITIZENS,
    COUNTER,
    DECIDER,
    PROVINCE_JUSTICE,
    DemoOfficer,
    account_of,
    acting,
)
from zhengtong.sites.demo.city.plan import STEPS

NEWCOMER = "desk@demo.example"


@dataclass(frozen=True, slots=True)
class Scene:
    """What the addresses of the pages are made of."""

    item: str
    listed_item: str
    draft: DraftId
    sent_draft: DraftId
    decided_case: CaseNo
    waiting_case: CaseNo
    correcting_case: CaseNo
    counter_task: int
    decision_task: int
    licence: str
    notice: int
    officer: AccountId
    body: str


def build() -> Scene:
    """Build the city, and bring it to a busy morning."""
    at = now()
    for step in STEPS:
        step.act(at)
    remember_calendar()
    deliver_all()
    applicant = acting(CITIZENS[0])
    identity.register_entity(
        account_id=account_of(CITIZENS[0]),
        uscc=make_uscc(7_000_000),
        name="广州示例科技有限公司",
        actor=applicant,
        at=at,
    )
    waiting, correcting = (task.case_no for task in _queue(COUNTER)[:2])
    _ask_for_correction(correcting, at)
    deliver_all()
    _fail_a_job(at)
    seal_entries(at=at)
    newcomer = make_officer(post=None, email=NEWCOMER, name="韩示例")
    return Scene(
        item=LAW_FIRM,
        listed_item=_guide_only_item(),
        draft=_faulty_draft(applicant, at),
        sent_draft=DraftId(Draft.objects.get(submitted_case__case_no=waiting).pk),
        decided_case=_closed_case(),
        waiting_case=waiting,
        correcting_case=correcting,
        counter_task=_queue(COUNTER, waiting)[0].task_id,
        decision_task=_queue(DECIDER)[0].task_id,
        licence=licences.list_for_account(account_of(CITIZENS[0]))[0].identifier,
        notice=notices.list_notices(account_of(CITIZENS[0]))[0].notice_id,
        officer=newcomer.account_id,
        body=PROVINCE_JUSTICE,
    )


def _queue(officer: DemoOfficer, case_no: str = "") -> tuple[TaskLine, ...]:
    return cases.list_queue(account_of(officer), narrow=QueueFilter(case_no=case_no)).tasks


def _closed_case() -> CaseNo:
    own = cases.list_my_cases(account_of(CITIZENS[0])).cases
    return next(case.case_no for case in own if case.status == CaseStatus.CLOSED)


def _guide_only_item() -> str:
    return next(item.code for item in search_items("公租房").items if not item.is_executable)


def _ask_for_correction(case_no: str, at: datetime) -> None:
    case_acts.request_correction(
        task_id=_queue(COUNTER, case_no)[0].task_id,
        items=[
            CorrectionItem(CorrectionKind.FIELD, "firm_name", "名称与已登记的律师事务所相同"),
            CorrectionItem(CorrectionKind.MATERIAL, "charter", "章程缺少合伙人签名"),
        ],
        text="请在十个工作日内补正。",
        actor=acting(COUNTER),
        at=at,
    )


def _faulty_draft(applicant: Actor, at: datetime) -> DraftId:
    draft_id = case_acts.start_draft(item_code=LAW_FIRM, actor=applicant, at=at)
    rows: list[JsonValue] = [{"name": "陈示例", "practice_years": 8}, {}]
    pages: list[dict[str, JsonValue]] = [{"firm_name": "广东样例辛律师事务所"}, {"partners": rows}]
    for index, values in enumerate(pages):
        case_acts.save_page(
            draft_id=draft_id, group_index=index, values=values, actor=applicant, at=at
        )
    return draft_id


def _fail_a_job(at: datetime) -> None:
    """Leave one job given up and one waiting for its next try."""
    for status, tries_again_at in (("failed", None), ("todo", at)):
        job_id = app.configure_task("notices.post-email").defer(notice_id=0)
        ProcrastinateJob.objects.filter(id=job_id).update(status="doing")
        ProcrastinateJob.objects.filter(id=job_id).update(
            status=status, attempts=3, scheduled_at=tries_again_at
        )
        note_stumble(job_id=JobId(job_id), fault=OSError("mail server: connection refused"), at=at)
