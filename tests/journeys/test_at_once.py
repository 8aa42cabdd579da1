"""The same thing done twice, or by two at the same moment: one case, one holder, and both know."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.applying import CASE_NO, submit
from tests.journeys.cast import PASSWORD, Cast, fill_in, main_text, press, send, sign_in
from tests.journeys.city import City
from tests.journeys.frequency import OFFICER, file_frequency, fill_frequency
from tests.journeys.handling import claim, open_task
from tests.journeys.racing import Posting, await_waiting, held
from zhengtong.sites.demo.city.people import ADMINISTRATOR

pytestmark = pytest.mark.browser

CASES = (
    "select count(*) from cases_case where account_id ="
    " (select account_id from cases_draft where id = %s)"
)


def test_sending_an_application_again_gives_the_same_receipt(any_cast: Cast) -> None:
    citizen = any_cast.resident()
    page, draft = citizen.page, fill_frequency(citizen)
    [(before,)] = any_cast.city.rows(CASES, id_of(draft))
    case_no = submit(page, draft)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    assert CASE_NO.findall(main_text(page)) == [case_no]
    again = send(page, f"{draft}check/", {})
    assert (again.status, again.headers["location"]) == (302, f"{draft}done/")
    assert any_cast.city.rows(CASES, id_of(draft)) == [(before + 1,)]


def test_two_submissions_at_the_same_moment_make_one_case(cast: Cast) -> None:
    citizen = cast.resident()
    page, city, draft = citizen.page, cast.city, fill_frequency(citizen)
    [(before,)] = city.rows(CASES, id_of(draft))
    page.goto(f"{draft}check/")
    posting = Posting.of(page, f"{draft}check/")
    query = "select 1 from cases_draft where id = %s for update"
    with ThreadPoolExecutor() as pool:
        with held(city, query, id_of(draft)) as holder:
            sent = [pool.submit(posting.send), pool.submit(posting.send)]
            await_waiting(city, holder, 2)
        answers = [one.result(timeout=30) for one in sent]
    assert answers == [(302, f"{draft}done/")] * 2
    assert city.rows(CASES, id_of(draft)) == [(before + 1,)]
    submitted = (
        "select count(*) from ledger_entry where action = 'cases.submitted' and subject = %s"
    )
    page.goto(f"{draft}done/")
    assert city.rows(submitted, CASE_NO.findall(main_text(page))[0]) == [(1,)]


def test_of_two_officers_who_claim_at_the_same_moment_one_is_told_who_has_it(cast: Cast) -> None:
    case_no = file_frequency(cast.resident())
    first, second = cast.officer(OFFICER), colleague(cast)
    task = open_task(first, case_no)
    assert open_task(second, case_no) == task
    number = task.strip("/").rpartition("/")[2]
    posts = [Posting.of(one, f"/work/task/{number}/claim/") for one in (first, second)]
    query = "select 1 from cases_task where id = %s for update"
    with ThreadPoolExecutor() as pool:
        with held(cast.city, query, number) as holder:
            sent = [pool.submit(one.send) for one in posts]
            await_waiting(cast.city, holder, 2)
        statuses = sorted(one.result(timeout=30)[0] for one in sent)
    assert statuses == [302, 409]
    claimed = "select count(*) from ledger_entry where action = 'cases.task-claimed'"
    assert cast.city.rows(f"{claimed} and subject = %s", case_no) == [(1,)]


def test_who_claims_too_late_is_told_who_has_it_and_cannot_act(any_cast: Cast) -> None:
    any_cast.faults.allow("409")
    case_no = file_frequency(any_cast.resident())
    first, second = any_cast.officer(OFFICER), colleague(any_cast)
    task = open_task(second, case_no)
    claim(first, case_no)
    press(second, "签收")
    expect(second.get_by_role("alert")).to_contain_text(f"这项任务已由{OFFICER.name}签收")
    second.goto(task)
    assert f"由 {OFFICER.name} 签收办理" in main_text(second)
    assert second.get_by_role("button", name="受理", exact=True).count() == 0
    assert send(second, f"{task}accept/", {}).status == 409


def colleague(cast: Cast) -> Page:
    """Sign in a second officer of the same body and post, hired by the administrator if needed."""
    email = "colleague@demo.example"
    if email not in cast.city.passports:
        hire(cast.officer(ADMINISTRATOR), cast.city, email)
        page = cast.visitor()
        sign_in(page, email)
        cast.city.passports[email] = page.context.storage_state()
    return cast.visitor(cast.city.passports[email])


def hire(administrator: Page, city: City, email: str) -> None:
    """Register an officer in the console and give the post of the counter."""
    known = city.rows("select id from identity_account where email = %s", email)
    if not known:
        administrator.goto("/console/officers/new/")
        staff = {"name": "吴同事", "staff_no": "DEMO900", "email": email, "password": PASSWORD}
        fill_in(administrator, staff)
        administrator.locator("main form button[type=submit]").last.click()
        expect(administrator.get_by_text("工作人员已登记，请授予岗位")).to_be_visible()
        fill_in(administrator, {"post": "counter", "body": OFFICER.body})
        administrator.locator('main form[action$="/grant/"] button').click()
        expect(administrator.get_by_text("岗位已授予")).to_be_visible()


def id_of(draft: str) -> str:
    return draft.strip("/").rpartition("/")[2]
