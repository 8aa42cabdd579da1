"""What the platform does itself: checks a name, issues the licence, tells the applicant."""

from io import BytesIO

import pytest

from zhengtong.casework.cases import selectors, services
from zhengtong.casework.cases.errors import FeeNotPaidError, TaskNotFoundError
from zhengtong.casework.cases.models import Case, ReservedName, Task
from zhengtong.casework.cases.testing import (
    AT,
    STRAIGHT,
    MadeCase,
    grant,
    make_case,
    make_version,
    officer_actor,
    pass_review,
)
from zhengtong.casework.cases.types import CaseStatus, MaterialChoice, MaterialWay
from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.files.testing import PDF
from zhengtong.foundation.identity.selectors import actor_of
from zhengtong.foundation.identity.testing import make_person, make_resident_id
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.notices.testing import notice_titles
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import deliver_all
from zhengtong.registries.licences import selectors as licences
from zhengtong.registries.licences.types import LicenceStatus
from zhengtong.registries.service_items.testing import make_item
from zhengtong.registries.service_items.types import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

FIRM = {
    "firm_name": "广东示例律师事务所",
    "address": "广州市越秀区连新路31号",
    "assets_yuan": "400,000",
    "contact_phone": "13800138000",
}
UPLOADS = ("charter", "partner_id_cards[0]", "partner_id_cards[1]", "partner_id_cards[2]")
CHOICES = {"premises_proof": MaterialWay.COMMITMENT, "asset_proof": MaterialWay.DEFERRED}
NAME_CHECK = [
    {"step": "accept", "by": {"body": "implementing", "post": "counter"}},
    {"step": "name_check", "by": {"service": "lawyer_register.name_is_free"}},
    {
        "step": "decide",
        "by": {"body": "implementing", "post": "decider"},
        "outcomes": ["grant", "refuse"],
    },
]


def make_law_firm_case():
    make_body(CITY_JUSTICE)
    make_body(PROVINCE_JUSTICE)
    version, actor = make_item(), actor_of(make_person().account_id)
    partners = [
        {"name": name, "resident_id": make_resident_id(), "practice_years": years}
        for name, years in (("陈晓明", "5"), ("李示例", "4"), ("王示例", "3"))
    ]
    draft_id = services.start_draft(item_code=version.code, actor=actor, at=AT)
    pages = (FIRM, {"partners": partners})
    faults = [
        services.save_page(draft_id=draft_id, group_index=n, values=page, actor=actor, at=AT)
        for n, page in enumerate(pages)
    ]
    assert faults == [(), ()]
    uploads = {
        key: services.attach_material(
            draft_id=draft_id, key=key, content=BytesIO(PDF), name="文件.pdf", actor=actor, at=AT
        )
        for key in UPLOADS
    }
    assert len(uploads) == len(UPLOADS)
    for key, way in CHOICES.items():
        services.choose_material(
            draft_id=draft_id, key=key, choice=MaterialChoice(way), actor=actor, at=AT
        )
    assert selectors.review_draft(draft_id, actor.account_id) == ()
    case_no = services.submit_case(draft_id=draft_id, key="k", actor=actor, at=AT)
    return MadeCase(case_no, actor.account_id)


def bring_to_decision(case):
    services.accept_case(task_id=case.task("accept"), actor=officer_actor(PostCode.COUNTER), at=AT)
    pass_review(case)
    services.complete_review(
        task_id=case.task("name_check"),
        outcome=Outcome.PASS,
        opinion="",
        actor=officer_actor(PostCode.REVIEWER, PROVINCE_JUSTICE),
        at=AT,
    )
    services.supply_material(
        case_no=case.case_no,
        key="asset_proof",
        content=BytesIO(PDF),
        name="资产.pdf",
        actor=case.applicant,
        at=AT,
    )


@pytest.fixture
def _own_authority(settings, tmp_path_factory):
    settings.STATE_DIR = tmp_path_factory.mktemp("state")
    settings.PUBLIC_URL = "https://zhengtong.example"


@pytest.mark.usefixtures("_own_authority")
def test_a_granted_law_firm_gets_its_licence_from_the_province():
    case = make_law_firm_case()
    bring_to_decision(case)
    grant(case)
    assert case.stored().status == CaseStatus.DECIDED

    deliver_all()

    stored = case.stored()
    assert stored.status == CaseStatus.CLOSED
    licence = licences.get_licence(stored.licence)
    assert (licence.issuer, licence.case_no) == (PROVINCE_JUSTICE, case.case_no)
    assert licence.facts["partners"] == ["陈晓明", "李示例", "王示例"]
    assert licences.verify(stored.licence).status == LicenceStatus.VALID
    assert notice_titles(case.account_id) == ["申请已提交", "申请已受理", "准予决定已送达"]
    assert ledger_lines()[-1] == ("cases.closed", case.case_no, SYSTEM.name)


@pytest.mark.usefixtures("_own_authority")
def test_a_step_told_twice_is_performed_once():
    case = make_law_firm_case()
    bring_to_decision(case)
    grant(case)
    task_id = case.task("issue")

    services.perform_automatic(task_id=task_id, at=AT)
    first, lines = case.stored().licence, ledger_lines()
    services.perform_automatic(task_id=task_id, at=AT)

    assert (case.stored().licence, ledger_lines()) == (first, lines)


def test_a_persons_task_is_not_performed_by_the_platform():
    case = make_case()

    with pytest.raises(TaskNotFoundError):
        services.perform_automatic(task_id=case.task("accept"), at=AT)


@pytest.fixture
def name_version():
    return make_version(process=NAME_CHECK)


def make_named_case(version, *, name="广东示例律师事务所"):
    answers = {"purpose": "设立律所", "firm_name": name}
    case = make_case(version, status=CaseStatus.ACCEPTED, answers=answers)
    deliver_all()
    return case


def name_checks():
    checks = Task.objects.filter(step="name_check").order_by("id")
    return list(checks.values_list("outcome", "opinion"))


def test_a_free_name_passes_and_is_kept_for_the_case(name_version):
    case = make_named_case(name_version, name="广东  示例律师事务所")

    kept = ReservedName.objects.values_list("name", "case__case_no").get()
    assert kept == ("广东 示例律师事务所", case.case_no)
    assert name_checks() == [("pass", "名称“广东 示例律师事务所”未被使用，已为本办件保留")]
    assert case.task("decide")


def test_a_name_that_another_case_holds_fails_and_the_decider_decides(name_version):
    make_named_case(name_version)

    second = make_named_case(name_version)

    assert name_checks()[1] == ("fail", "名称“广东示例律师事务所”已被其他律师事务所使用或者申请")
    assert second.stored().status == CaseStatus.ACCEPTED
    assert second.task("decide")


def test_a_withdrawn_case_gives_its_name_back(name_version):
    first = make_named_case(name_version)
    services.withdraw_case(case_no=first.case_no, actor=first.applicant, at=AT)

    make_named_case(name_version)

    assert [outcome for outcome, _ in name_checks()] == ["pass", "pass"]


def test_a_refused_case_gives_its_name_back(name_version):
    first = make_named_case(name_version)
    services.decide_case(
        task_id=first.task("decide"),
        outcome=Outcome.REFUSE,
        reasons="不符合条件",
        actor=officer_actor(PostCode.DECIDER),
        at=AT,
    )

    assert ReservedName.objects.count() == 0


def test_a_granted_case_keeps_its_name_until_its_licence_ends(name_version):
    case = make_named_case(name_version)
    services.decide_case(
        task_id=case.task("decide"),
        outcome=Outcome.GRANT,
        reasons="",
        actor=officer_actor(PostCode.DECIDER),
        at=AT,
    )
    assert ReservedName.objects.count() == 1

    services.free_name(case_no=case.case_no)

    assert ReservedName.objects.count() == 0


PAID = [
    {"step": "accept", "by": {"body": "implementing", "post": "counter"}},
    {"step": "pay", "automatic": True},
    {
        "step": "decide",
        "by": {"body": "implementing", "post": "decider"},
        "outcomes": ["grant", "refuse"],
    },
]


def test_a_fee_that_is_owed_is_never_paid_by_the_platform():
    case = make_case(make_version(process=PAID), status=CaseStatus.ACCEPTED)
    Case.objects.update(fee_fen=8000)

    with pytest.raises(FeeNotPaidError, match=case.case_no):
        services.perform_automatic(task_id=case.task("pay"), at=AT)

    assert Task.objects.get(step="pay").state == "open"


def test_where_nothing_is_owed_the_payment_step_passes_by_itself():
    case = make_case(make_version(process=PAID), status=CaseStatus.ACCEPTED)

    services.perform_automatic(task_id=case.task("pay"), at=AT)

    assert case.task("decide")


def test_where_a_person_delivers_the_result_the_case_closes_with_it():
    delivered = {"step": "issue", "by": {"body": "implementing", "post": "counter"}}
    case = make_case(make_version(process=[*STRAIGHT, delivered]), status=CaseStatus.ACCEPTED)
    pass_review(case)
    grant(case)
    assert case.stored().status == CaseStatus.DECIDED

    services.complete_review(
        task_id=case.task("issue"),
        outcome=Outcome.DONE,
        opinion="已当面送达",
        actor=officer_actor(PostCode.COUNTER),
        at=AT,
    )

    assert case.stored().status == CaseStatus.CLOSED
