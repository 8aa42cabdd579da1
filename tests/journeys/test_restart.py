"""The database is restarted in the middle of a submission: the person is told, nothing is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.applying import CASE_NO
from tests.journeys.cast import Cast, main_text, press
from tests.journeys.city import City
from tests.journeys.law_firm import fill_application, type_name
from tests.journeys.racing import await_waiting, held

pytestmark = pytest.mark.browser


@contextmanager
def struck_down(city: City, page: Page, draft: str, button: str) -> Iterator[None]:
    """Press a button; while the request waits for its draft, the database stops and stays away."""
    query = "select 1 from cases_draft where id = %s for update"
    with held(city, query, draft.strip("/").rpartition("/")[2]) as holder:
        waiting = page.locator("main").get_by_role("button", name=button, exact=True)
        waiting.click(no_wait_after=True)
        await_waiting(city, holder, 1)
        city.stop_database()
    try:
        yield
    finally:
        city.start_database()


def expect_to_be_told(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("系统暂时无法处理", timeout=20_000)
    said = main_text(page)
    assert "数据库正在重新连接。这一次没有办成，也没有改变任何内容。" in said
    assert "没有提交成功的内容不会生效，已经保存的内容不会丢失。" in said


def drafts_and_cases(city: City, draft: str) -> list[tuple[object, ...]]:
    return city.rows(
        "select d.form ->> 'firm_name', c.case_no from cases_draft d"
        " left join cases_case c on c.id = d.submitted_case_id where d.id = %s",
        draft.strip("/").rpartition("/")[2],
    )


def test_a_restart_while_a_page_or_an_application_is_sent_loses_nothing(any_cast: Cast) -> None:
    any_cast.faults.allow("503")
    citizen = any_cast.resident()
    page, city = citizen.page, any_cast.city
    draft = fill_application(citizen)
    old, new = f"广东{citizen.person.name}律师事务所", f"广东新{citizen.person.name}律师事务所"

    type_name(page, draft, new)
    with struck_down(city, page, draft, "保存并继续"):
        expect_to_be_told(page)
        assert "您填写的内容还在" in main_text(page)
    assert drafts_and_cases(city, draft) == [(old, None)]
    press(page, "重新提交")
    expect(page.get_by_role("heading", level=1)).to_have_text("合伙人")
    assert drafts_and_cases(city, draft) == [(new, None)]

    page.goto(f"{draft}check/")
    with struck_down(city, page, draft, "提交申请"):
        expect_to_be_told(page)
        assert "可以重新提交" in main_text(page)
    assert drafts_and_cases(city, draft) == [(new, None)]
    press(page, "重新提交")
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    assert CASE_NO.search(main_text(page))
