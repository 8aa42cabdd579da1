"""Applications on their way, so that no desk of the demo city is empty on the first morning."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import typst
from django.conf import settings
from django.db import transaction

from zhengtong.casework.cases import selectors, services
from zhengtong.casework.cases.types import (
    DraftId,
    MaterialChoice,
    MaterialWay,
    QueueFilter,
    TaskId,
)
from zhengtong.core.actors import Actor
from zhengtong.core.codes import CaseNo
from zhengtong.registries.service_items.types import JsonValue, Outcome
from zhengtong.sites.demo.city.people import (
    CITIZENS,
    COUNTER,
    DECIDER,
    NAME_CHECKER,
    REVIEWER,
    DemoOfficer,
    account_of,
    acting,
    identity_card,
)
from zhengtong.sites.demo.city.registers import working_day_before

LAW_FIRM = "11440100007483180K3440109001001"
PAGE = '#set text(font: "Noto Sans SC", size: 14pt)\n= {title}\n样例文件，仅供演示。'


@dataclass(frozen=True, slots=True)
class DemoCase:
    """An application for a law firm: how long ago it was filed, and how far it has come."""

    firm_name: str
    filed_days_ago: int
    stages: tuple[str, ...]


CASES = (
    DemoCase("广东样例甲律师事务所", 0, ()),
    DemoCase("广东样例乙律师事务所", 3, ()),
    DemoCase("广东样例丙律师事务所", 1, ("accept",)),
    DemoCase("广东样例丁律师事务所", 9, ("accept",)),
    DemoCase("广东样例戊律师事务所", 2, ("accept", "review")),
    DemoCase("广东样例己律师事务所", 3, ("accept", "review", "name_check")),
    DemoCase("广东样例庚律师事务所", 6, ("accept", "review", "name_check", "decide")),
)


def has_cases() -> bool:
    """Whether the citizen of the demonstration has applied for anything yet."""
    return bool(selectors.list_my_cases(account_of(CITIZENS[0]), limit=1).cases)


@transaction.atomic
def file_cases(at: datetime) -> str:
    """File every application and bring it as far as it has come."""
    for case in CASES:
        filed_at = working_day_before(at, case.filed_days_ago)
        case_no = file_law_firm(case, filed_at)
        for stage in case.stages:
            take_stage(case_no, stage, filed_at)
    return f"{len(CASES)} 件"


def file_law_firm(case: DemoCase, at: datetime) -> CaseNo:
    """Fill in and submit the application as a citizen would."""
    applicant = acting(CITIZENS[0])
    draft_id = services.start_draft(item_code=LAW_FIRM, actor=applicant, at=at)
    partners: list[JsonValue] = [
        {"name": c.name, "resident_id": c.resident_id, "practice_years": 8 - number}
        for number, c in enumerate(CITIZENS)
    ]
    firm: dict[str, JsonValue] = {
        "firm_name": case.firm_name,
        "address": "广州市越秀区连新路31号（样例）",
        "assets_yuan": 400_000,
        "contact_phone": CITIZENS[0].phone,
    }
    pages: list[dict[str, JsonValue]] = [firm, {"partners": partners}]
    for index, values in enumerate(pages):
        services.save_page(
            draft_id=draft_id, group_index=index, values=values, actor=applicant, at=at
        )
    provide_materials(draft_id, case, applicant, at)
    return services.submit_case(draft_id=draft_id, key=f"demo-{draft_id}", actor=applicant, at=at)


def provide_materials(draft_id: DraftId, case: DemoCase, applicant: Actor, at: datetime) -> None:
    """Hand in the charter, commit to the premises; the proof of assets comes now or later."""
    uploads = {"charter": "章程"}
    choices = {"premises_proof": MaterialChoice(way=MaterialWay.COMMITMENT)}
    if "decide" in case.stages:
        uploads["asset_proof"] = "资产证明"
    else:
        choices["asset_proof"] = MaterialChoice(way=MaterialWay.DEFERRED)
    for number, citizen in enumerate(CITIZENS):
        card = MaterialChoice(way=MaterialWay.LICENCE, licence=identity_card(citizen, at))
        choices[f"partner_id_cards[{number}]"] = card
    for key, title in uploads.items():
        services.attach_material(
            draft_id=draft_id,
            key=key,
            content=BytesIO(specimen_pdf(f"{case.firm_name}{title}")),
            name=f"{title}（样例）.pdf",
            actor=applicant,
            at=at,
        )
    for key, choice in choices.items():
        services.choose_material(draft_id=draft_id, key=key, choice=choice, actor=applicant, at=at)


def specimen_pdf(title: str) -> bytes:
    """Return a page that says what it stands for."""
    compiler = typst.Compiler(font_paths=[settings.FONTS_DIR])
    made = compiler.compile(input=PAGE.format(title=title).encode(), format="pdf")
    return made if isinstance(made, bytes) else b""


def take_stage(case_no: CaseNo, stage: str, at: datetime) -> None:
    """Let the officer of a stage do the work."""
    if stage == "accept":
        task_id = task_of(case_no, stage, COUNTER)
        services.accept_case(task_id=task_id, actor=acting(COUNTER), at=at)
    elif stage == "decide":
        services.decide_case(
            task_id=task_of(case_no, stage, DECIDER),
            outcome=Outcome.GRANT,
            reasons="",
            actor=acting(DECIDER),
            at=at,
        )
    else:
        officer = REVIEWER if stage == "review" else NAME_CHECKER
        services.complete_review(
            task_id=task_of(case_no, stage, officer),
            outcome=Outcome.PASS,
            opinion="经核查，符合规定条件。",
            actor=acting(officer),
            at=at,
        )


def task_of(case_no: CaseNo, step: str, officer: DemoOfficer) -> TaskId:
    """Return the open task of a step, found in the officer's own queue."""
    page = selectors.list_queue(account_of(officer), narrow=QueueFilter(case_no=case_no))
    return next(task.task_id for task in page.tasks if task.step == step)
