"""Items, drafts, cases and officers for every room's tests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count

from zhengtong.casework.cases import services
from zhengtong.casework.cases.models import Case, Task
from zhengtong.casework.cases.types import (
    CaseStatus,
    DraftId,
    MaterialChoice,
    MaterialWay,
    TaskId,
)
from zhengtong.core.actors import AccountId, Actor, ActorKind
from zhengtong.core.codes import CaseNo
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.access.types import Officer
from zhengtong.foundation.identity.selectors import actor_of
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.service_items.services import publish_item
from zhengtong.registries.service_items.types import ItemVersion, JsonValue, Outcome

BEIJING = timezone(timedelta(hours=8))
AT = datetime(2026, 9, 28, 10, 0, tzinfo=BEIJING)
EVE = datetime(2026, 9, 30, 17, 30, tzinfo=BEIJING)
"""The last afternoon before National Day 2026: 1–7 October off, Saturday 10 October worked."""

AUTHOR = Actor(kind=ActorKind.OFFICER, name="编制员")
APPROVER = Actor(kind=ActorKind.OFFICER, name="审核员")
BASIS = {"law": "中华人民共和国行政许可法", "articles": [12]}
STRAIGHT: list[JsonValue] = [
    {
        "step": "accept",
        "by": {"body": "implementing", "post": "counter"},
        "within": "1 working day",
    },
    {
        "step": "review",
        "by": {"body": "implementing", "post": "reviewer"},
        "within": "2 working days",
    },
    {
        "step": "decide",
        "by": {"body": PROVINCE_JUSTICE, "post": "decider"},
        "outcomes": ["grant", "refuse"],
    },
]
ANSWERS: Mapping[str, JsonValue] = {"purpose": "开办一家书店"}

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class MadeCase:
    """A case that a test works with, and its applicant."""

    case_no: CaseNo
    account_id: AccountId

    @property
    def applicant(self) -> Actor:
        """Return the applicant as one who acts."""
        return actor_of(self.account_id)

    def task(self, step: str) -> TaskId:
        """Return the task of a step, of its last round so far."""
        return TaskId(Task.objects.filter(case__case_no=self.case_no, step=step).latest("pk").pk)

    def stored(self) -> Case:
        """Return the row as it is now."""
        return Case.objects.get(case_no=self.case_no)


def make_version(
    *,
    process: list[JsonValue] | None = None,
    materials: list[JsonValue] | None = None,
    promised: str = "6 working days",
    audience: tuple[str, ...] = ("natural_person", "legal_entity"),
) -> ItemVersion:
    """Publish a small item of 广州市司法局 with one question, decided by 广东省司法厅."""
    make_body(CITY_JUSTICE)
    make_body(PROVINCE_JUSTICE)
    document = document_of(
        process=process, materials=materials, promised=promised, audience=audience
    )
    return publish_item(
        source=json.dumps(document, ensure_ascii=False),
        actor=AUTHOR,
        approver=APPROVER,
        effective_from=date(2026, 1, 4),
        at=datetime(2026, 1, 4, 1, 0, tzinfo=UTC),
    )


def document_of(
    *,
    process: list[JsonValue] | None = None,
    materials: list[JsonValue] | None = None,
    promised: str = "6 working days",
    audience: tuple[str, ...] = ("natural_person", "legal_entity"),
) -> dict[str, object]:
    """Return the document of such an item, with a code of its own."""
    base = f"440109{next(_numbers) % 1_000_000:06d}"
    return {
        "schema": "zhengtong/service/v1",
        "item": {
            "base_code": base,
            "name": {"zh": "示例许可", "en": "Example licence"},
            "power": "licensing",
            "basis": [BASIS],
        },
        "implementation": {
            "code": f"{CITY_JUSTICE}3{base}",
            "body": CITY_JUSTICE,
            "level": "city",
            "division": "440100",
            "co_bodies": [
                {"body": PROVINCE_JUSTICE, "does": "decide"},
                {"body": PROVINCE_JUSTICE, "does": "check"},
            ],
        },
        "audience": list(audience),
        "time": {"statutory": "20 working days", "promised": promised},
        "online": {"depth": "end_to_end", "visits": 0},
        "form": [
            {
                "group": {"zh": "事由"},
                "fields": [
                    {"id": "purpose", "type": "text", "label": {"zh": "用途"}, "max": 60},
                    {
                        "id": "firm_name",
                        "type": "text",
                        "label": {"zh": "字号"},
                        "required": False,
                    },
                ],
            }
        ],
        "materials": materials or [],
        "process": STRAIGHT if process is None else process,
        "rights": {"reconsideration": "广东省人民政府", "litigation": "广州铁路运输法院"},
        "contact": {"consult": "020-83100130", "complain": "020-83100214"},
        "examples": [
            {"name": "齐全", "given": {"form": dict(ANSWERS)}, "expect": {"eligible": True}}
        ],
    }


def make_draft(
    version: ItemVersion | None = None,
    *,
    account_id: AccountId | None = None,
    answers: Mapping[str, JsonValue] = ANSWERS,
    materials: Mapping[str, MaterialWay] | None = None,
    at: datetime = AT,
) -> tuple[DraftId, Actor]:
    """Begin and fill in an application; return the draft and its owner."""
    version = version or make_version()
    actor = actor_of(account_id or make_person().account_id)
    draft_id = services.start_draft(item_code=version.code, actor=actor, at=at)
    services.save_page(draft_id=draft_id, group_index=0, values=answers, actor=actor, at=at)
    for key, way in (materials or {}).items():
        choice = MaterialChoice(way=way)
        services.choose_material(draft_id=draft_id, key=key, choice=choice, actor=actor, at=at)
    return draft_id, actor


def make_case(
    version: ItemVersion | None = None,
    *,
    status: CaseStatus = CaseStatus.SUBMITTED,
    account_id: AccountId | None = None,
    answers: Mapping[str, JsonValue] = ANSWERS,
    materials: Mapping[str, MaterialWay] | None = None,
    at: datetime = AT,
) -> MadeCase:
    """Submit an application and bring it, by officers made for it, to ``status``.

    ``ACCEPTED`` has its second step open; ``CLOSED`` is granted by a process without a last step.
    """
    draft_id, actor = make_draft(
        version, account_id=account_id, answers=answers, materials=materials, at=at
    )
    key = f"key-{draft_id}"
    case_no = services.submit_case(draft_id=draft_id, key=key, actor=actor, at=at)
    case = MadeCase(case_no, AccountId(actor.account_id or 0))
    if status == CaseStatus.SUBMITTED:
        return case
    if status == CaseStatus.WITHDRAWN:
        services.withdraw_case(case_no=case_no, actor=actor, at=at)
        return case
    services.accept_case(task_id=case.task("accept"), actor=officer_actor(PostCode.COUNTER), at=at)
    if status == CaseStatus.ACCEPTED:
        return case
    pass_review(case, at=at)
    grant(case, at=at)
    return case


def officer_actor(post: PostCode, body: str = CITY_JUSTICE) -> Actor:
    """Return a new officer of a post as one who acts."""
    return acting(make_officer(post=post, body=body))


def acting(officer: Officer) -> Actor:
    """Return an officer as the workbench passes one on: a name and an account."""
    return Actor(kind=ActorKind.OFFICER, name=officer.name, account_id=officer.account_id)


def pass_review(case: MadeCase, *, step: str = "review", at: datetime = AT) -> None:
    """Let a reviewer pass a case."""
    services.complete_review(
        task_id=case.task(step),
        outcome=Outcome.PASS,
        opinion="符合条件",
        actor=officer_actor(PostCode.REVIEWER),
        at=at,
    )


def grant(case: MadeCase, *, at: datetime = AT) -> None:
    """Let the decider grant a case."""
    services.decide_case(
        task_id=case.task("decide"),
        outcome=Outcome.GRANT,
        reasons="",
        actor=officer_actor(PostCode.DECIDER, PROVINCE_JUSTICE),
        at=at,
    )
