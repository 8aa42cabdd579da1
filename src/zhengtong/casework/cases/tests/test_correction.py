"""A correction is asked for once, completely, answered once, and comes back to the same counter."""

from datetime import date
from io import BytesIO

import pytest

from zhengtong.casework.cases import events, selectors, services
from zhengtong.casework.cases.errors import (
    CaseAlreadyDecidedError,
    CaseNotCorrectingError,
    CaseNotFoundError,
    CorrectionAlreadyRequestedError,
    CorrectionEmptyError,
    CorrectionNotAnsweredError,
    DeferredMaterialsMissingError,
    TaskNotOpenError,
    UnknownMaterialError,
)
from zhengtong.casework.cases.models import CorrectionNotice, SubmittedMaterial, Task
from zhengtong.casework.cases.testing import (
    AT,
    EVE,
    grant,
    make_case,
    make_version,
    officer_actor,
    pass_review,
)
from zhengtong.casework.cases.types import (
    Action,
    CaseStatus,
    CorrectionItem,
    CorrectionKind,
    MaterialWay,
)
from zhengtong.foundation.files.testing import PDF
from zhengtong.foundation.identity.selectors import actor_of
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import emitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

PURPOSE = CorrectionItem(CorrectionKind.FIELD, "purpose", "请写明具体用途")
PREMISES = CorrectionItem(CorrectionKind.MATERIAL, "premises", "请提供住所证明原件扫描件")
MATERIALS = [
    {"id": "premises", "name": {"zh": "住所证明"}, "accept": ["pdf"], "commitment_allowed": True},
    {"id": "assets", "name": {"zh": "资产证明"}, "accept": ["pdf"], "deferrable": True},
]
WAYS = {"premises": MaterialWay.COMMITMENT, "assets": MaterialWay.DEFERRED}


@pytest.fixture
def counter():
    return officer_actor(PostCode.COUNTER)


@pytest.fixture
def case():
    return make_case(make_version(materials=MATERIALS), materials=WAYS)


def request(case, counter, *items):
    services.request_correction(task_id=case.task("accept"), items=items, actor=counter, at=AT)


def answer(case, values, materials=None, *, actor=None):
    services.answer_correction(
        case_no=case.case_no,
        values=values,
        materials=materials or {},
        actor=actor or case.applicant,
        at=EVE,
    )


def test_asking_for_a_correction_tells_the_applicant_and_parks_the_task(case, counter):
    request(case, counter, PURPOSE, PREMISES)

    assert case.stored().status == CaseStatus.CORRECTING
    assert Task.objects.values_list("state", "claimed_by_id").get() == (
        "waiting",
        counter.account_id,
    )
    assert selectors.list_queue(counter.account_id).tasks == ()
    view = selectors.get_case_for_applicant(case.case_no, case.account_id)
    assert (view.must_correct, view.corrections[0].items) == (True, (PURPOSE, PREMISES))
    assert ledger_lines()[-1][0] == "cases.correction-requested"
    assert emitted()[-1] == events.CorrectionRequested(
        case.case_no, case.account_id, AT.isoformat()
    )


def test_an_answer_brings_the_case_back_to_the_same_officer(case, counter):
    request(case, counter, PURPOSE, PREMISES)
    choice = services.attach_to_case(
        case_no=case.case_no,
        key="premises",
        content=BytesIO(PDF),
        name="住所.pdf",
        actor=case.applicant,
        at=EVE,
    )

    answer(case, {"purpose": "开办一家旧书店"}, {"premises": choice})

    stored = case.stored()
    assert (stored.status, stored.form) == ("submitted", {"purpose": "开办一家旧书店"})
    assert Task.objects.values_list("state", "claimed_by_id", "due_on").get() == (
        "claimed",
        counter.account_id,
        date(2026, 10, 8),
    )
    ways = SubmittedMaterial.objects.order_by("key").values_list("key", "way")
    assert list(ways) == [("assets", "deferred"), ("premises", "upload")]
    assert CorrectionNotice.objects.get().answered_at == EVE
    assert ledger_lines()[-1][0] == "cases.correction-answered"


def test_only_what_the_notice_lists_can_be_changed(case, counter):
    request(case, counter, PURPOSE)

    answer(case, {"purpose": "书店", "firm_name": "夹带"})

    assert case.stored().form == {"purpose": "书店"}


def test_an_answer_must_cover_every_line_of_the_notice(case, counter):
    request(case, counter, PURPOSE, PREMISES)

    with pytest.raises(CorrectionNotAnsweredError) as refused:
        answer(case, {"purpose": "书店"})

    assert [(one.where, str(one)) for one in refused.value.problems] == [
        ("premises", "请提供住所证明原件扫描件")
    ]
    assert case.stored().status == CaseStatus.CORRECTING


def test_an_answer_that_brings_a_new_fault_is_refused(case, counter):
    request(case, counter, PURPOSE)

    with pytest.raises(CorrectionNotAnsweredError) as refused:
        answer(case, {"purpose": ""})

    assert [str(one) for one in refused.value.problems] == ["请填写“用途”"]


def test_a_second_correction_is_refused(case, counter):
    request(case, counter, PURPOSE)
    answer(case, {"purpose": "书店"})

    with pytest.raises(CorrectionAlreadyRequestedError, match="第三十二条"):
        request(case, counter, PREMISES)

    view = selectors.get_task(case.task("accept"), counter.account_id)
    assert Action.REQUEST_CORRECTION not in view.actions


@pytest.mark.parametrize(
    "items",
    [
        pytest.param((), id="nothing"),
        pytest.param((CorrectionItem(CorrectionKind.FIELD, "unknown", "x"),), id="no such field"),
        pytest.param((CorrectionItem(CorrectionKind.FIELD, "a b", "x"),), id="no place at all"),
        pytest.param((CorrectionItem(CorrectionKind.MATERIAL, "x", "x"),), id="no such material"),
    ],
)
def test_a_notice_that_cannot_be_answered_is_refused(case, counter, items):
    with pytest.raises(CorrectionEmptyError):
        request(case, counter, *items)

    assert case.stored().status == CaseStatus.SUBMITTED
    assert CorrectionNotice.objects.count() == 0


def test_a_case_under_correction_waits(case, counter):
    request(case, counter, PURPOSE)

    with pytest.raises(TaskNotOpenError, match="等待申请人"):
        services.accept_case(task_id=case.task("accept"), actor=counter, at=AT)


def test_nobody_else_can_answer_and_nothing_else_can_be_answered(case, counter):
    with pytest.raises(CaseNotCorrectingError, match="待受理"):
        answer(case, {"purpose": "书店"})
    request(case, counter, PURPOSE)

    with pytest.raises(CaseNotFoundError):
        answer(case, {"purpose": "书店"}, actor=actor_of(make_person().account_id))
    with pytest.raises(UnknownMaterialError):
        services.attach_to_case(
            case_no=case.case_no,
            key="premises",
            content=BytesIO(PDF),
            name="x.pdf",
            actor=case.applicant,
            at=AT,
        )


def test_a_deferred_material_must_be_there_before_a_grant(case, counter):
    services.accept_case(task_id=case.task("accept"), actor=counter, at=AT)
    pass_review(case)

    with pytest.raises(DeferredMaterialsMissingError, match="资产证明"):
        grant(case)
    services.supply_material(
        case_no=case.case_no,
        key="assets",
        content=BytesIO(PDF),
        name="资产.pdf",
        actor=case.applicant,
        at=AT,
    )
    grant(case)

    assert case.stored().status == CaseStatus.CLOSED
    assert SubmittedMaterial.objects.get(key="assets").file_name == "资产.pdf"


def test_withdrawing_takes_back_the_open_task(case):
    services.withdraw_case(case_no=case.case_no, actor=case.applicant, at=AT)

    assert (case.stored().status, Task.objects.get().state) == ("withdrawn", "cancelled")
    assert emitted()[-1] == events.CaseWithdrawn(case.case_no, case.account_id, AT.isoformat())


def test_a_decided_case_cannot_be_withdrawn():
    case = make_case(status=CaseStatus.CLOSED)
    lines = ledger_lines()

    with pytest.raises(CaseAlreadyDecidedError, match="已办结"):
        services.withdraw_case(case_no=case.case_no, actor=case.applicant, at=AT)

    assert ledger_lines() == lines


def test_another_persons_case_cannot_be_withdrawn(case):
    with pytest.raises(CaseNotFoundError):
        services.withdraw_case(
            case_no=case.case_no, actor=actor_of(make_person().account_id), at=AT
        )

    assert case.stored().status == CaseStatus.SUBMITTED
