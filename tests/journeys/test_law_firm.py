"""The journey: a law firm is founded, from a stranger's first visit to a revoked licence."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.applying import (
    add_row,
    await_text,
    begin,
    choose,
    download,
    fill_page,
    find_guide,
    judge,
    progress,
    submit,
    upload,
)
from tests.journeys.cast import Cast, Citizen, main_text, press
from tests.journeys.frequency import OFFICER, file_frequency
from tests.journeys.handling import accept, decide, give_opinion
from tests.journeys.sealing import INVALID, VALID, seal_verdict, with_one_byte_changed
from tests.journeys.verifying import (
    await_seal,
    newest_licence,
    revoke,
    rewritten_entry,
    verify_file,
    verify_identifier,
)
from zhengtong.core.codes import CaseNo
from zhengtong.sites.demo.city.people import (
    CITIZENS,
    COUNTER,
    DECIDER,
    LICENCE_OFFICER,
    NAME_CHECKER,
    REVIEWER,
)

pytestmark = pytest.mark.browser

LAW_FIRM, LICENCE = "律师事务所设立许可", "律师事务所执业许可证"
TOO_FEW = "普通合伙律师事务所须有3名以上合伙人作为设立人"
CITY, PROVINCE = "广州市司法局", "广东省司法厅"
TWO = {
    "assets_yuan": "400000",
    "partners[0].practice_years": "8",
    "partners[1].practice_years": "5",
}


def test_a_law_firm_is_founded_from_sign_up_to_revocation(any_cast: Cast, tmp_path: Path) -> None:
    citizen = any_cast.newcomer()
    draft = learn_that_two_partners_are_too_few(citizen.page)
    fill_form(citizen, draft)
    provide_materials(citizen.page, draft)
    case_no = submit(citizen.page, draft)
    assert CaseNo.parse(case_no) == case_no

    pass_through_offices(any_cast, citizen.page, case_no)

    await_text(citizen.page, f"/me/cases/{case_no}/", "证照已经签发")
    file = download(citizen.page, "下载证照", tmp_path)
    identifier = newest_licence(any_cast.officer(LICENCE_OFFICER), LICENCE)
    assert identifier in main_text_of(citizen.page, f"/me/cases/{case_no}/")
    check_the_seal(any_cast.visitor(), file)
    stranger = any_cast.visitor()
    assert verify_identifier(stranger, identifier) == "证照有效"
    revoke(any_cast.officer(LICENCE_OFFICER), identifier)
    assert verify_identifier(stranger, identifier) == "证照已吊销"
    assert verify_file(stranger, file) == "与签发的文件完全一致"
    assert seal_verdict(file) == VALID


def test_the_ledger_is_whole_and_names_an_entry_that_somebody_rewrites(cast: Cast) -> None:
    case_no = file_frequency(cast.resident())
    accept(cast.officer(OFFICER), case_no)
    await_seal(cast.city, case_no)
    sound = cast.city.command("ledger", "verify")
    assert (sound.returncode, sound.stderr.count("台账已被改动")) == (0, 0)
    with rewritten_entry(cast.city, case_no) as entry:
        found = cast.city.command("ledger", "verify")
    assert found.returncode == 1
    assert f"条目 {entry}（cases.accepted {case_no}" in found.stderr


def learn_that_two_partners_are_too_few(page: Page) -> str:
    find_guide(page, "律所", LAW_FIRM)
    assert TOO_FEW in main_text(page)
    draft = begin(page)
    add_row(page)
    judge(page, TWO)
    expect(page.get_by_role("heading", level=1)).to_have_text("还不符合申请条件")
    expect(page.get_by_role("status").get_by_text(TOO_FEW, exact=True)).to_be_visible()
    add_row(page)
    judge(page, {**TWO, "partners[2].practice_years": "3"})
    expect(page.get_by_text("您符合申请条件，可以开始填写")).to_be_visible()
    return draft


def fill_form(citizen: Citizen, draft: str) -> None:
    firm = {
        "firm_name": f"广东{citizen.person.name}律师事务所",
        "address": "广州市越秀区连新路31号",
        "assets_yuan": "400000",
        "contact_phone": citizen.person.phone,
    }
    fill_page(citizen.page, draft, 0, firm)
    partners = {
        f"partners[{row}].{name}": str(getattr(one, name))
        for row, one in enumerate([citizen.person, *CITIZENS[1:]])
        for name in ("name", "resident_id")
    }
    fill_page(citizen.page, draft, 1, partners)


def provide_materials(page: Page, draft: str) -> None:
    upload(page, draft, "partner_id_cards[0]", "jpg")
    upload(page, draft, "charter", "docx")
    choose(page, draft, "premises_proof", "commitment")
    choose(page, draft, "asset_proof", "deferred")
    listed = main_text(page)
    assert listed.count("来自电子证照，免提交") == 2
    assert listed.count("未提供") == 0


def pass_through_offices(cast: Cast, page: Page, case_no: str) -> None:
    """Every office does its part, and after each the applicant sees who holds the case."""
    assert held(page, case_no) == ["受理", CITY]
    accept(cast.officer(COUNTER), case_no)
    assert held(page, case_no) == ["审查", CITY]
    give_opinion(cast.officer(REVIEWER), case_no)
    assert held(page, case_no) == ["名称核查", PROVINCE]
    assert "住所核查 不需要" in progress(page, case_no)[2]
    give_opinion(cast.officer(NAME_CHECKER), case_no)
    assert held(page, case_no) == ["决定", PROVINCE]
    hand_in_what_was_deferred(page, case_no)
    decide(cast.officer(DECIDER), case_no)


def hand_in_what_was_deferred(page: Page, case_no: str) -> None:
    page.goto(f"/me/cases/{case_no}/")
    page.locator('main input[type="file"]').set_input_files(
        {"name": "资产证明.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
    )
    press(page, "补交 资产证明")
    expect(page.get_by_text("材料已补交")).to_be_visible()


def held(page: Page, case_no: str) -> list[str]:
    """Return the one step under way and who holds it; the applicant must see when it is due."""
    now = [step for step in progress(page, case_no) if "进行中" in step]
    assert len(now) == 1
    title, who = now[0].split(" | ")
    assert who.endswith("日 前完成")
    return [title.removesuffix("进行中").strip(), who.partition(" · ")[0]]


def check_the_seal(stranger: Page, file: Path) -> None:
    altered = with_one_byte_changed(file)
    assert [seal_verdict(file), seal_verdict(altered)] == [VALID, INVALID]
    assert verify_file(stranger, file) == "与签发的文件完全一致"
    assert verify_file(stranger, altered) == "内容被改动过，不是签发的文件"


def main_text_of(page: Page, address: str) -> str:
    page.goto(address)
    return main_text(page)
