"""One's own cases: look, correct, withdraw, supply, download."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from zhengtong.casework.cases.selectors import get_case_for_applicant
from zhengtong.casework.cases.services import (
    attach_material,
    extend_limit,
    request_correction,
    submit_case,
)
from zhengtong.casework.cases.testing import (
    make_case,
    make_draft,
    make_version,
    officer_actor,
)
from zhengtong.casework.cases.types import (
    CaseStatus,
    CorrectionItem,
    CorrectionKind,
    MaterialWay,
)
from zhengtong.foundation.files.testing import CONTENTS
from zhengtong.foundation.organisations.testing import PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode

CHARTER = {"id": "charter", "name": {"zh": "章程"}, "accept": ["pdf"], "deferrable": True}


@pytest.fixture
def case(citizen):
    return make_case(account_id=citizen.account_id, at=now())


@pytest.fixture
def path(case):
    return f"/me/cases/{case.case_no}/"


@pytest.fixture
def correcting(case):
    request_correction(
        task_id=case.task("accept"),
        items=[CorrectionItem(CorrectionKind.FIELD, "purpose", "请写明经营范围")],
        actor=officer_actor(PostCode.COUNTER),
        at=now(),
    )
    return case


@pytest.fixture
def deferring(citizen):
    version = make_version(materials=[CHARTER])
    materials = {"charter": MaterialWay.DEFERRED}
    return make_case(version, account_id=citizen.account_id, materials=materials, at=now())


def status_of(case):
    return get_case_for_applicant(case.case_no, case.account_id).status


def shown(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_a_case_says_where_it_stands_and_who_holds_it(site, path):
    page = shown(site.get(path))

    assert "已提交，待受理" in page
    assert "广州市司法局" in page


def test_a_case_asks_the_database_the_same_few_things(site, path, django_assert_num_queries):
    site.get(path)
    with django_assert_num_queries(7):
        site.get(path)


def test_exactly_what_is_listed_is_corrected(site, path, correcting):
    form = shown(site.get(f"{path}correct/"))
    answer = site.post(f"{path}correct/", {"purpose": "开办一家茶馆"})

    view = get_case_for_applicant(correcting.case_no, correcting.account_id)
    assert "请写明经营范围" in form
    assert answer["Location"] == path
    assert (view.status, view.form["purpose"]) == (CaseStatus.SUBMITTED, "开办一家茶馆")


def test_a_correction_that_corrects_nothing_is_refused(site, path, correcting):
    page = shown(site.post(f"{path}correct/", {"purpose": ""}), 422)

    assert "<title>错误：" in page
    assert status_of(correcting) == CaseStatus.CORRECTING


def test_a_case_without_a_notice_has_nothing_to_correct(site, path):
    assert site.get(f"{path}correct/")["Location"] == path


def test_withdrawing_asks_once_more_and_then_ends_the_case(site, path, case):
    assert "确定撤回" in shown(site.get(f"{path}withdraw/"))
    assert site.post(f"{path}withdraw/")["Location"] == path
    assert status_of(case) == CaseStatus.WITHDRAWN


def test_withdrawing_twice_is_refused(site, path):
    site.post(f"{path}withdraw/")

    shown(site.post(f"{path}withdraw/"), 409)


def test_a_deferred_material_is_handed_in_later(site, deferring):
    path = f"/me/cases/{deferring.case_no}/"
    file = SimpleUploadedFile("章程.pdf", CONTENTS["pdf"])

    answer = site.post(f"{path}supply/charter/", {"file": file}, follow=True)

    assert "材料已补交" in shown(answer)
    assert "章程.pdf" in shown(answer)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param({}, "请选择要上传的文件", id="no file"),
        pytest.param(
            {"file": SimpleUploadedFile("章程.pdf", b"MZ" + bytes(200))},
            "zt-message--error",
            id="a disguised file",
        ),
    ],
)
def test_a_late_material_that_is_none_is_refused(site, deferring, files, told):
    path = f"/me/cases/{deferring.case_no}/"

    answer = site.post(f"{path}supply/charter/", files, follow=True)

    assert told in shown(answer)


def test_a_file_comes_back_to_whoever_handed_it_in(site, citizen):
    draft_id, actor = make_draft(
        make_version(materials=[CHARTER]), account_id=citizen.account_id, at=now()
    )
    attach_material(
        draft_id=draft_id,
        key="charter",
        content=BytesIO(CONTENTS["pdf"]),
        name="章程.pdf",
        actor=actor,
        at=now(),
    )
    case_no = submit_case(draft_id=draft_id, key="once", actor=actor, at=now())

    answer = site.get(f"/me/cases/{case_no}/material/charter/")

    assert b"".join(answer.streaming_content) == CONTENTS["pdf"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_material_without_a_file_is_not_found(site, deferring):
    shown(site.get(f"/me/cases/{deferring.case_no}/material/charter/"), 404)


@pytest.mark.parametrize("part", ["", "correct/", "withdraw/", "material/charter/"])
def test_anothers_case_is_not_there(site, part):
    another = make_case(at=now())

    shown(site.get(f"/me/cases/{another.case_no}/{part}"), 404)


def test_anothers_case_is_not_withdrawn(site):
    another = make_case(at=now())

    shown(site.post(f"/me/cases/{another.case_no}/withdraw/"), 404)

    assert status_of(another) == CaseStatus.SUBMITTED


def test_an_extension_is_told_with_its_reason(site, citizen):
    case = make_case(status=CaseStatus.ACCEPTED, account_id=citizen.account_id, at=now())
    decider = officer_actor(PostCode.DECIDER, PROVINCE_JUSTICE)
    head = replace(decider, body=PROVINCE_JUSTICE, post=PostCode.DECIDER.value)
    extend_limit(case_no=case.case_no, days=3, reasons="需要核实材料", approved_by=head, at=now())

    page = shown(site.get(f"/me/cases/{case.case_no}/"))

    assert "办理时限经批准延长 3 个工作日" in page
    assert "需要核实材料" in page
