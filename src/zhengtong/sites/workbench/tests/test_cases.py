"""Cases and licences to look up; revoking a licence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from zhengtong.casework.cases.services import supply_material
from zhengtong.casework.cases.testing import make_case, make_version
from zhengtong.casework.cases.types import MaterialWay
from zhengtong.foundation.files.testing import CONTENTS
from zhengtong.foundation.organisations.testing import CITY_JUSTICE
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.licences.selectors import verify
from zhengtong.registries.licences.testing import make_licence
from zhengtong.registries.licences.types import LicenceStatus

CHARTER = {"id": "charter", "name": {"zh": "章程"}, "accept": ["pdf"], "deferrable": True}
REVOCATION = {
    "reason": "以欺骗手段取得",
    "legal_basis": "中华人民共和国律师法 第五十条",
    "confirmed": "on",
}


@pytest.fixture
def case(calendars):
    version = make_version(materials=[CHARTER])
    return make_case(version, materials={"charter": MaterialWay.DEFERRED}, at=now())


@pytest.fixture
def licence(calendars):
    return make_licence()


def make_licences(number):
    for _ in range(number):
        make_licence()


def shown(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_a_case_is_found_by_its_number_as_it_was_pasted(desk, case):
    spaced = f"{case.case_no[:20]} {case.case_no[20:].lower()} "

    answer = desk.get("/work/case/", {"case_no": spaced})

    assert answer["Location"] == f"/work/case/{case.case_no}/"


def test_looking_up_starts_with_a_question(desk):
    assert "查办件" in shown(desk.get("/work/case/"))


@pytest.mark.parametrize("typed", ["12", "11440100007483180K3440109001001202611200001"])
def test_a_number_that_finds_nothing_is_told(desk, typed):
    assert 'href="#case_no"' in shown(desk.get("/work/case/", {"case_no": typed}), 404)


def test_a_case_shows_its_record(desk, case):
    page = shown(desk.get(f"/work/case/{case.case_no}/"))

    assert "开办一家书店" in page
    assert "cases.submitted" in page


def test_another_bodys_case_is_not_there(desk_of, case):
    desk = desk_of(PostCode.LICENCE_OFFICER)

    shown(desk.get(f"/work/case/{case.case_no}/material/charter/"), 404)


def test_a_material_is_handed_out(desk, case):
    supply_material(
        case_no=case.case_no,
        key="charter",
        content=SimpleUploadedFile("章程.pdf", CONTENTS["pdf"]),
        name="章程.pdf",
        actor=case.applicant,
        at=now(),
    )

    answer = desk.get(f"/work/case/{case.case_no}/material/charter/")

    assert b"".join(answer.streaming_content) == CONTENTS["pdf"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_material_without_a_file_is_not_found(desk, case):
    shown(desk.get(f"/work/case/{case.case_no}/material/charter/"), 404)


def test_a_case_asks_the_database_the_same_few_things(desk, case, django_assert_num_queries):
    desk.get(f"/work/case/{case.case_no}/")
    with django_assert_num_queries(9):
        desk.get(f"/work/case/{case.case_no}/")


def test_the_licence_officer_sees_the_bodys_licences(desk_of, licence):
    page = shown(desk_of(PostCode.LICENCE_OFFICER).get("/work/licences/"))

    assert f"/work/licences/{licence}/" in page


def test_another_post_sees_no_licences(desk, licence):
    assert "还没有签发证照" in shown(desk.get("/work/licences/"))


@pytest.mark.parametrize("part", ["", "file/"])
def test_another_bodys_licence_is_not_there(desk_of, licence, part):
    desk = desk_of(PostCode.LICENCE_OFFICER, CITY_JUSTICE)

    shown(desk.get(f"/work/licences/{licence}/{part}"), 404)


def test_the_sealed_file_is_handed_out(desk_of, licence):
    answer = desk_of(PostCode.LICENCE_OFFICER).get(f"/work/licences/{licence}/file/")

    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_revoking_shows_at_once_on_the_public_page(desk_of, licence):
    desk = desk_of(PostCode.LICENCE_OFFICER)

    answer = desk.post(f"/work/licences/{licence}/", REVOCATION, follow=True)

    assert "证照已吊销" in shown(answer)
    assert "吊销证照" not in shown(answer)
    assert verify(licence).status == LicenceStatus.REVOKED


@pytest.mark.parametrize("missing", ["reason", "legal_basis", "confirmed"])
def test_revoking_needs_reason_law_and_confirmation(desk_of, licence, missing):
    desk = desk_of(PostCode.LICENCE_OFFICER)

    page = shown(desk.post(f"/work/licences/{licence}/", {**REVOCATION, missing: ""}), 422)

    assert f'href="#id_{missing}"' in page
    assert verify(licence).status == LicenceStatus.VALID


def test_revoking_twice_is_refused(desk_of, licence):
    desk = desk_of(PostCode.LICENCE_OFFICER)
    desk.post(f"/work/licences/{licence}/", REVOCATION)

    shown(desk.post(f"/work/licences/{licence}/", REVOCATION), 409)


@pytest.mark.parametrize("number", [2, 6])
def test_the_licences_ask_the_same_few_things(
    desk_of, calendars, number, django_assert_num_queries
):
    make_licences(number)
    desk = desk_of(PostCode.LICENCE_OFFICER)
    desk.get("/work/licences/")
    with django_assert_num_queries(2):
        desk.get("/work/licences/")
