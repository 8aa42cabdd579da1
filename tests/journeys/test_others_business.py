"""Another person's business does not exist: drafts, cases, materials, licences, tasks."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.applying import await_text, begin
from tests.journeys.cast import Cast, fill_in, main_text, press, send, sign_in
from tests.journeys.frequency import FREQUENCY, LICENCE, OFFICER, file_frequency
from tests.journeys.handling import accept, decide, open_task
from tests.journeys.verifying import identifier_on
from zhengtong.sites.demo.city.people import COUNTER, DECIDER, LICENCE_OFFICER

pytestmark = pytest.mark.browser


def test_another_persons_draft_case_and_licence_are_not_there(cast: Cast) -> None:
    owner, stranger = cast.resident(0), cast.resident(1).page
    case_no = file_frequency(owner)
    accept(cast.officer(OFFICER), case_no)
    decide(cast.officer(OFFICER), case_no)
    await_text(owner.page, f"/me/cases/{case_no}/", "证照已经签发")
    identifier, draft = identifier_on(owner.page), begin(owner.page, FREQUENCY)
    begin(stranger, FREQUENCY)

    own = [
        f"/me/cases/{case_no}/",
        f"/me/cases/{case_no}/material/letter/",
        f"/me/licences/{identifier}/",
        draft,
        f"{draft}page/0/",
        f"{draft}check/",
    ]
    assert [status_of(owner.page, address) for address in own] == [200] * 6
    assert [status_of(stranger, address) for address in own] == [404] * 6
    acts = {
        f"/me/cases/{case_no}/withdraw/": {},
        f"{draft}page/0/": LICENCE,
        f"{draft}materials/letter/": {"way": "none"},
        f"{draft}check/": {},
        f"{draft}discard/": {},
    }
    refused = [send(stranger, address, form).status for address, form in acts.items()]
    assert refused == [404] * 5
    assert status_of(owner.page, draft) == 200
    nobody = cast.visitor()
    assert "/accounts/login/" in nobody.request.get(f"/me/cases/{case_no}/").url


def test_a_case_number_alone_shows_nothing_and_both_halves_show_no_personal_data(
    cast: Cast,
) -> None:
    cast.faults.allow("404")
    owner, stranger = cast.resident(0), cast.visitor()
    case_no = file_frequency(owner)
    ask_for_progress(stranger, case_no, "0000")
    expect(stranger.get_by_role("alert")).to_contain_text("没有找到")
    ask_for_progress(stranger, case_no, owner.person.resident_id[-4:])
    shown = main_text(stranger)
    assert "受理 进行中" in " ".join(shown.split())
    assert owner.person.name not in shown
    assert owner.person.resident_id not in shown


def test_an_officer_of_another_body_finds_neither_task_nor_case(cast: Cast) -> None:
    cast.faults.allow("404")
    citizen = cast.resident()
    case_no = file_frequency(citizen)
    insider, outsider = cast.officer(OFFICER), cast.officer(COUNTER)
    task = open_task(insider, case_no)
    outsider.goto(f"/work/?case_no={case_no}")
    assert outsider.get_by_text(case_no[-13:]).count() == 0
    closed = [task, f"/work/case/{case_no}/", f"/work/case/{case_no}/material/letter/"]
    assert [status_of(insider, address) for address in closed] == [200] * 3
    assert [status_of(outsider, address) for address in closed] == [404] * 3
    acts = ("claim", "accept", "refuse_acceptance", "request_correction", "release")
    form = {"reasons": "x", "remedies": "y", "outcome": "grant", "items": "field:region"}
    assert [send(outsider, f"{task}{act}/", form).status for act in acts] == [404] * 5
    query = (
        "select t.state, t.claimed_by_id from cases_task t join cases_case c on c.id = t.case_id"
        " where c.case_no = %s"
    )
    assert cast.city.rows(query, case_no) == [("open", None)]


def test_an_officer_with_another_post_may_not_act_on_the_step(cast: Cast) -> None:
    case_no = file_frequency(cast.resident())
    task = open_task(cast.officer(OFFICER), case_no)
    decider = cast.officer(DECIDER)
    decider.goto("/work/")
    assert send(decider, f"{task}accept/", {}).status == 404


def test_a_citizen_has_no_way_into_the_offices(cast: Cast) -> None:
    citizen = cast.resident().page
    citizen.goto("/me/")
    closed = ["/work/", "/work/licences/", "/console/", "/console/officers/new/"]
    assert [status_of(citizen, address) for address in closed] == [403] * 4
    officer = cast.officer(COUNTER)
    assert [status_of(officer, address) for address in closed[2:]] == [403] * 2


def test_a_licence_is_kept_and_revoked_by_its_own_bodys_officer_alone(cast: Cast) -> None:
    owner = cast.resident()
    case_no = file_frequency(owner)
    keeper = cast.officer(OFFICER)
    accept(keeper, case_no)
    decide(keeper, case_no)
    await_text(owner.page, f"/me/cases/{case_no}/", "证照已经签发")
    address = f"/work/licences/{identifier_on(owner.page)}/"
    other = cast.officer(LICENCE_OFFICER)
    other.goto("/work/licences/")
    form = {"reason": "x", "legal_basis": "y", "confirmed": "on"}
    assert [status_of(keeper, address), status_of(other, address)] == [200, 404]
    assert send(other, address, form).status == 404
    assert status_of(other, f"{address}file/") == 404
    assert send(keeper, address, {**form, "confirmed": ""}).status == 422


def test_a_form_from_another_site_is_not_taken(cast: Cast) -> None:
    citizen = cast.resident().page
    draft = begin(citizen, FREQUENCY)
    forged = citizen.request.post(f"{draft}discard/", form={"csrfmiddlewaretoken": "forged"})
    assert forged.status == 403
    assert status_of(citizen, draft) == 200


def test_who_signs_out_leaves_nothing_behind(cast: Cast) -> None:
    citizen = cast.newcomer()
    page, case_no = citizen.page, file_frequency(citizen)
    page.goto("/me/")
    press(page, "退出登录")
    page.goto(f"/me/cases/{case_no}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")
    sign_in(page, citizen.person.email)
    assert status_of(page, f"/me/cases/{case_no}/") == 200


def ask_for_progress(page: Page, case_no: str, tail: str) -> None:
    page.goto("/progress/")
    fill_in(page, {"case_no": case_no, "id_tail": tail})
    press(page, "查询")


def status_of(page: Page, address: str) -> int:
    """Ask for an address with the page's session."""
    return page.request.get(address, max_redirects=0).status
