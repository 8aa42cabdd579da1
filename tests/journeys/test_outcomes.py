"""The ways a case can go that are no grant: put right, not accepted, refused, withdrawn."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.applying import (
    await_text,
    follow_or_press,
    pick,
    progress,
)
from tests.journeys.cast import Cast, fill_in, main_text, press
from tests.journeys.frequency import OFFICER, file_frequency
from tests.journeys.handling import (
    accept,
    ask_for_correction,
    claim,
    refuse_acceptance,
)
from zhengtong.foundation.files.testing import CONTENTS

pytestmark = pytest.mark.browser

REASONS = "所填频率与原许可证档案不一致。"
REMEDIES = ("广州市人民政府", "广州铁路运输法院")


def test_a_case_is_put_right_once_and_then_accepted(any_cast: Cast) -> None:
    any_cast.faults.allow("422")
    citizen = any_cast.newcomer()
    page, case_no = citizen.page, file_frequency(citizen)
    officer = any_cast.officer(OFFICER)
    notice = {"field:region": "请写明行政区", "material:letter": "公函缺少签名，请重新提交"}
    ask_for_correction(officer, case_no, notice)

    await_text(page, "/me/messages/", "补正")
    page.goto(f"/me/cases/{case_no}/")
    follow_or_press(page, "去补正")
    asked = main_text(page)
    assert [text in asked for text in notice.values()] == [True, True]
    press(page, "提交补正")
    expect(page.get_by_role("alert")).to_be_visible()
    fill_in(page, {"region": "广州市天河区珠江新城"})
    pick(page, "letter", "公函.pdf", CONTENTS["pdf"])
    press(page, "提交补正")
    expect(page.get_by_text("补正材料已提交，请等待受理")).to_be_visible()
    accept_again(officer, case_no)
    assert progress(page, case_no)[0].startswith("受理 予以受理 | 广州市工业和信息化局")
    assert "广州市天河区珠江新城" in page.locator("main").text_content()


def accept_again(officer: Page, case_no: str) -> None:
    """The task comes back to whoever asked; correction cannot be asked for twice."""
    officer.goto(f"/work/?case_no={case_no}")
    officer.locator("main").get_by_role("link", name=case_no[-13:]).first.click()
    assert officer.get_by_text("发出补正告知").count() == 0
    press(officer, "受理")
    expect(officer.get_by_text("已受理，承诺时限开始计算")).to_be_visible()


def test_a_refused_acceptance_names_its_reasons_and_remedies(any_cast: Cast) -> None:
    citizen = any_cast.newcomer()
    page, case_no = citizen.page, file_frequency(citizen)
    refuse_acceptance(any_cast.officer(OFFICER), case_no, REASONS)
    expect_refusal(page, case_no, "不予受理")
    await_text(page, "/me/messages/", "不予受理")


def test_a_refusing_decision_needs_reasons_and_names_remedies(any_cast: Cast) -> None:
    any_cast.faults.allow("422")
    citizen = any_cast.newcomer()
    page, case_no = citizen.page, file_frequency(citizen)
    officer = any_cast.officer(OFFICER)
    accept(officer, case_no)
    claim(officer, case_no)
    fill_in(officer, {"outcome": "refuse", "reasons": ""})
    press(officer, "作出决定")
    expect(officer.get_by_role("alert")).to_contain_text("请填写理由")
    fill_in(officer, {"outcome": "refuse", "reasons": REASONS})
    press(officer, "作出决定")
    expect(officer.get_by_text("决定已作出，并告知申请人")).to_be_visible()
    expect_refusal(page, case_no, "不予")
    await_text(page, "/me/messages/", "不予")
    assert page.get_by_text("证照已经签发").count() == 0


def expect_refusal(page: Page, case_no: str, said: str) -> None:
    page.goto(f"/me/cases/{case_no}/")
    shown = main_text(page)
    assert [text in shown for text in (said, REASONS, *REMEDIES)] == [True] * 4
    assert "进行中" not in shown


def test_a_withdrawn_case_stops_and_its_officer_cannot_go_on(any_cast: Cast) -> None:
    any_cast.faults.allow("409")
    citizen = any_cast.resident()
    page, case_no = citizen.page, file_frequency(citizen)
    officer = any_cast.officer(OFFICER)
    claim(officer, case_no)
    page.goto(f"/me/cases/{case_no}/")
    follow_or_press(page, "撤回申请")
    press(page, "确定撤回")
    expect(page.get_by_text("申请已撤回")).to_be_visible()
    assert "已撤回" in main_text(page)
    press(officer, "受理")
    expect(officer.get_by_role("alert")).to_contain_text("不能办理")
    assert any_cast.city.rows("select status from cases_case where case_no = %s", case_no) == [
        ("withdrawn",)
    ]
