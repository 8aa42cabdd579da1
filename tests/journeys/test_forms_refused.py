"""What the forms do not take: wrong check digits, wrong files, fields that none of them has."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.applying import begin, fill_page, pick
from tests.journeys.cast import Cast, Person, fill_in, main_text, press, send, sign_up
from tests.journeys.frequency import FREQUENCY, LICENCE, fill_frequency
from tests.journeys.law_firm import LAW_FIRM, add_partners, answers_of_firm
from zhengtong.foundation.files.testing import CONTENTS, zip_of

pytestmark = pytest.mark.browser

MB = 1024 * 1024
WRONG_DIGIT = "440104190001010010"


def test_sign_up_refuses_a_number_with_a_wrong_check_digit_and_keeps_the_rest(
    any_cast: Cast,
) -> None:
    page, person = any_cast.visitor(), Person.numbered(any_cast.city.next_serial())
    sign_up(page, person, resident_id=WRONG_DIGIT)
    expect(page.get_by_role("alert")).to_contain_text("校验")
    assert page.locator('main [name="name"]').input_value() == person.name
    assert page.locator('main [name="password1"]').input_value() == ""
    accounts = "select count(*) from identity_account where email = %s"
    assert any_cast.city.rows(accounts, person.email) == [(0,)]


def test_a_form_page_refuses_a_wrong_check_digit_and_keeps_what_was_typed(any_cast: Cast) -> None:
    any_cast.faults.allow("422")
    page = any_cast.resident().page
    draft = begin(page, LAW_FIRM)
    add_partners(page, draft, 2)
    typed = {"partners[1].name": "李样例", "partners[1].resident_id": WRONG_DIGIT}
    fill_in(page, typed)
    press(page, "保存并继续")
    fault = page.get_by_role("alert").get_by_role("link", name="校验")
    expect(fault).to_be_visible()
    assert fault.get_attribute("href") == "#partners[1].resident_id"
    page.goto(f"{draft}page/1/")
    assert page.locator('[name="partners[1].resident_id"]').input_value() == WRONG_DIGIT


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("章程.pdf", CONTENTS["pdf"] + b" " * (20 * MB), "20", id="too large"),
        pytest.param("章程.pdf", b"MZ\x90\x00" + b"\0" * 600, "章程.pdf", id="a program as PDF"),
        pytest.param("章程.pdf", CONTENTS["png"], "PNG", id="a picture as PDF"),
        pytest.param(
            "章程.docx",
            zip_of("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "宏",
            id="a document with macros",
        ),
        pytest.param("章程.html", b"<script>alert(1)</script>", "章程", id="a page with a script"),
        pytest.param("章程.pdf", b"", "空", id="nothing"),
    ],
)
def test_a_file_that_is_not_what_is_asked_for_is_refused(
    cast: Cast, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    cast.faults.allow("422")
    page = cast.resident().page
    draft = begin(page, LAW_FIRM)
    page.goto(f"{draft}materials/charter/")
    (tmp_path / name).write_bytes(content)
    page.locator('main [name="file"]').set_input_files(tmp_path / name)
    press(page, "保存并继续")
    expect(page.get_by_role("alert")).to_contain_text(said)
    page.goto(f"{draft}materials/")
    assert "未提供" in main_text(page)
    assert typed_of(cast, draft)[1] == {}


def test_a_picture_that_calls_itself_a_document_is_refused_where_either_would_do(
    cast: Cast,
) -> None:
    cast.faults.allow("422")
    page = cast.resident().page
    draft = begin(page, FREQUENCY)
    page.goto(f"{draft}materials/letter/")
    pick(page, "file", "公函.pdf", CONTENTS["png"])
    press(page, "保存并继续")
    expect(page.get_by_role("alert")).to_contain_text("公函.pdf")
    assert typed_of(cast, draft)[1] == {}
    pick(page, "file", "公函.png", CONTENTS["png"])
    press(page, "保存并继续")
    expect(page.get_by_text("公函.png")).to_be_visible()


def test_fields_that_a_page_does_not_have_change_nothing(cast: Cast) -> None:
    citizen = cast.resident()
    page, draft = citizen.page, fill_frequency(citizen)
    before = typed_of(cast, draft)
    foreign = {"status": "closed", "submitted_case_id": "1", "fee_fen": "0", "account_id": "1"}
    of_other_page = {"circumstances": "别的页", "lost_on_year": "1999"}
    holder = {"holder_name": citizen.person.name}
    answer = send(page, f"{draft}page/0/", {**LICENCE, **holder, **foreign, **of_other_page})
    assert answer.status == 302
    assert typed_of(cast, draft) == before
    assert send(page, f"{draft}page/7/", LICENCE).status == 404
    many = {"partners.rows": "99999999999999999999", "partners[5].name": "x" * 100_000}
    assert send(page, f"{draft}page/0/", {**LICENCE, **holder, **many}).status == 302
    assert typed_of(cast, draft) == before


def test_forged_ways_and_licences_of_materials_are_refused(cast: Cast) -> None:
    citizen = cast.resident()
    page, draft = citizen.page, fill_frequency(citizen)
    before = typed_of(cast, draft)
    letter = f"{draft}materials/letter/"
    forged = {"licence": "1.2.156.3005.2.FORGED", "file_id": "00000000-0000-0000-0000-000000000001"}
    assert send(page, letter, {"way": "licence", **forged}).status == 422
    assert send(page, letter, {"way": "commitment"}).status == 422
    assert send(page, letter, {"way": "deferred"}).status == 422
    assert send(page, letter, {"way": "generated"}).status in {302, 422}
    assert send(page, f"{draft}materials/no_such_material/", {"way": "none"}).status == 404
    assert typed_of(cast, draft) == before


def test_an_unmet_condition_cannot_be_walked_around(cast: Cast) -> None:
    cast.faults.allow("422")
    citizen = cast.resident()
    page = citizen.page
    draft = begin(page, LAW_FIRM)
    fill_page(page, draft, 0, answers_of_firm(citizen))
    add_partners(page, draft, 2)
    fill_in(page, {f"partners[{row}].practice_years": "5" for row in range(2)})
    press(page, "保存并继续")
    answer = send(page, f"{draft}check/", {"eligible": "true", "conditions": "met"})
    assert answer.status == 422
    assert "普通合伙律师事务所须有3名以上合伙人作为设立人" in answer.text()
    assert cast.city.rows(
        "select submitted_case_id from cases_draft where id = %s", id_of(draft)
    ) == [(None,)]


def typed_of(cast: Cast, draft: str) -> tuple[object, ...]:
    """Return what the draft keeps: answers and materials."""
    return cast.city.rows("select form, materials from cases_draft where id = %s", id_of(draft))[0]


def id_of(draft: str) -> str:
    return draft.strip("/").rpartition("/")[2]
