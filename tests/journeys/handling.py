"""What an officer does in the workbench."""

import re
from collections.abc import Mapping

from playwright.sync_api import Page, expect

from tests.journeys.cast import fill_in, follow, press


def open_task(page: Page, case_no: str) -> str:
    """Narrow the queue to a case, open its task, and return the task's address."""
    page.goto(f"/work/?case_no={case_no}")
    follow(page, case_no[-13:])
    expect(page).to_have_url(re.compile(r"/work/task/\d+/$"))
    return page.url


def claim(page: Page, case_no: str) -> str:
    """Open the task and take it."""
    address = open_task(page, case_no)
    press(page, "签收")
    expect(page.get_by_text("已签收，请办理")).to_be_visible()
    return address


def accept(page: Page, case_no: str) -> None:
    """Claim the task at the counter and accept the case."""
    claim(page, case_no)
    press(page, "受理")
    expect(page.get_by_text("已受理，承诺时限开始计算")).to_be_visible()


def give_opinion(page: Page, case_no: str, outcome: str = "pass", opinion: str = "") -> None:
    """Claim the task and hand in an opinion."""
    claim(page, case_no)
    fill_in(page, {"outcome": outcome, "opinion": opinion or "经核查，符合规定条件。"})
    press(page, "提交意见")
    expect(page.get_by_text("意见已提交")).to_be_visible()


def decide(page: Page, case_no: str, outcome: str = "grant", reasons: str = "") -> None:
    """Claim the task and decide."""
    claim(page, case_no)
    fill_in(page, {"outcome": outcome, "reasons": reasons})
    press(page, "作出决定")
    expect(page.get_by_text("决定已作出，并告知申请人")).to_be_visible()


def unfold(page: Page, title: str) -> None:
    """Open what is folded away under a title."""
    page.locator("main summary", has_text=title).first.click()


def refuse_acceptance(page: Page, case_no: str, reasons: str) -> None:
    """Claim the task and refuse acceptance."""
    claim(page, case_no)
    unfold(page, "不予受理")
    page.locator("#refusal-reasons").fill(reasons)
    press(page, "不予受理")
    expect(page.get_by_text("已作出不予受理决定，并告知申请人")).to_be_visible()


def ask_for_correction(page: Page, case_no: str, items: Mapping[str, str]) -> None:
    """Claim the task and list everything to be put right: place to what to do."""
    claim(page, case_no)
    unfold(page, "一次性告知补正")
    for place, what in items.items():
        page.locator(f'[name="items"][value="{place}"]').check()
        page.locator(f'[name="why:{place}"]').fill(what)
    press(page, "发出补正告知")
    expect(page.get_by_text("已一次性告知申请人需要补正的全部内容")).to_be_visible()
