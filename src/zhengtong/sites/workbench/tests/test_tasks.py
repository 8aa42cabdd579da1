"""A task at the desk: what may be done, doing it, and every refusal at its field."""

import pytest
from django.utils.timezone import now

from zhengtong.casework.cases.selectors import get_case_for_applicant
from zhengtong.casework.cases.services import claim_task
from zhengtong.casework.cases.testing import (
    make_case,
    make_version,
    officer_actor,
    pass_review,
)
from zhengtong.casework.cases.types import CaseStatus, Decision
from zhengtong.foundation.access.testing import PASSWORD
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.organisations.testing import CITY_JUSTICE
from zhengtong.foundation.organisations.types import PostCode


@pytest.fixture
def version(calendars):
    return make_version()


@pytest.fixture
def case(version):
    return make_case(version, at=now())


@pytest.fixture
def accepted(version):
    return make_case(version, status=CaseStatus.ACCEPTED, at=now())


@pytest.fixture
def reviewed(accepted):
    pass_review(accepted, at=now())
    return accepted


def path(case, step, act=""):
    return f"/work/task/{case.task(step)}/{act}"


def shown(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def view(case):
    return get_case_for_applicant(case.case_no, case.account_id)


def test_a_task_shows_the_answers_and_what_may_be_done(desk, case):
    page = shown(desk.get(path(case, "accept")))

    assert "开办一家书店" in page
    assert path(case, "accept", "accept/") in page
    assert path(case, "accept", "request_correction/") in page
    assert path(case, "accept", "complete/") not in page


def test_claiming_stays_on_the_task_and_releasing_leads_back(desk, case):
    assert desk.post(path(case, "accept", "claim/"))["Location"] == path(case, "accept")
    assert path(case, "accept", "release/") in shown(desk.get(path(case, "accept")))
    assert desk.post(path(case, "accept", "release/"))["Location"] == "/work/"


def test_a_task_that_a_colleague_holds_is_only_shown(desk, case):
    claim_task(task_id=case.task("accept"), actor=officer_actor(PostCode.COUNTER), at=now())

    page = shown(desk.get(path(case, "accept")))
    refused = shown(desk.post(path(case, "accept", "accept/")), 409)

    assert "李春梅 签收办理" in page
    assert "这项任务已由李春梅签收" in refused
    assert view(case).status == CaseStatus.SUBMITTED


def test_accepting_starts_the_clock_and_leads_back_to_the_queue(desk, case):
    answer = desk.post(path(case, "accept", "accept/"), follow=True)

    assert "已受理，承诺时限开始计算" in shown(answer)
    assert view(case).status == CaseStatus.ACCEPTED


def test_accepting_twice_is_refused_on_the_page(desk, case):
    desk.post(path(case, "accept", "accept/"))

    page = shown(desk.post(path(case, "accept", "accept/")), 409)

    assert "<title>错误：" in page


def test_a_correction_lists_what_was_ticked(desk, case):
    sent = {"items": ["field:purpose"], "why:field:purpose": "请写明经营范围", "text": "尽快"}

    answer = desk.post(path(case, "accept", "request_correction/"), sent)

    (notice,) = view(case).corrections
    assert answer["Location"] == "/work/"
    assert [(one.key, one.text) for one in notice.items] == [("purpose", "请写明经营范围")]
    assert notice.text == "尽快"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({}, id="nothing ticked"),
        pytest.param({"items": ["field:nothing"]}, id="a place that is not in the form"),
        pytest.param({"items": ["material:passport"]}, id="a material that nobody asks for"),
        pytest.param({"items": ["king"]}, id="no place at all"),
    ],
)
def test_an_empty_or_forged_correction_is_refused_and_kept(desk, case, sent):
    page = shown(
        desk.post(path(case, "accept", "request_correction/"), {**sent, "text": "甲乙"}), 422
    )

    assert 'href="#correction"' in page
    assert "甲乙</textarea>" in page
    assert view(case).status == CaseStatus.SUBMITTED


def test_refusing_acceptance_needs_reasons_at_the_field(desk, case):
    page = shown(desk.post(path(case, "accept", "refuse_acceptance/"), {"reasons": " "}), 422)

    assert 'href="#refusal-reasons"' in page
    assert view(case).status == CaseStatus.SUBMITTED


def test_refusing_acceptance_tells_the_applicant_why(desk, case):
    sent = {"reasons": "不属于本机关职权范围", "remedies": "可以申请行政复议"}

    desk.post(path(case, "accept", "refuse_acceptance/"), sent)

    assert view(case).status == CaseStatus.ACCEPTANCE_REFUSED
    assert view(case).reasons == "不属于本机关职权范围"


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        pytest.param({"opinion": "可以"}, "outcome", id="no outcome"),
        pytest.param({"outcome": "king"}, "outcome", id="a forged outcome"),
        pytest.param({"outcome": "grant"}, "outcome", id="another step's outcome"),
    ],
)
def test_an_opinion_without_an_outcome_is_refused_at_the_field(desk_of, accepted, sent, place):
    desk = desk_of(PostCode.REVIEWER, CITY_JUSTICE)

    page = shown(desk.post(path(accepted, "review", "complete/"), sent), 422)

    assert f'href="#{place}"' in page


def test_an_opinion_goes_on_to_the_next_step(desk_of, accepted):
    desk = desk_of(PostCode.REVIEWER, CITY_JUSTICE)

    answer = desk.post(
        path(accepted, "review", "complete/"), {"outcome": "pass", "opinion": "符合"}, follow=True
    )

    assert "意见已提交" in shown(answer)


def test_a_refusal_without_reasons_is_refused_and_the_choice_kept(desk_of, reviewed):
    desk = desk_of(PostCode.DECIDER)

    page = shown(desk.post(path(reviewed, "decide", "decide/"), {"outcome": "refuse"}), 422)

    assert 'href="#reasons"' in page
    assert 'value="refuse" checked' in page
    assert view(reviewed).decision is None


def test_a_decision_is_made(desk_of, reviewed):
    desk = desk_of(PostCode.DECIDER)

    answer = desk.post(path(reviewed, "decide", "decide/"), {"outcome": "grant"}, follow=True)

    assert "决定已作出" in shown(answer)
    assert view(reviewed).decision == Decision.GRANTED


def test_another_bodys_task_is_not_there(desk_of, case):
    shown(desk_of(PostCode.COUNTER).get(path(case, "accept")), 404)


@pytest.mark.parametrize("act", ["claim/", "accept/", "refuse_acceptance/"])
def test_another_bodys_task_is_not_acted_on(desk_of, case, act):
    shown(desk_of(PostCode.COUNTER).post(path(case, "accept", act), {"reasons": "甲"}), 404)

    assert view(case).status == CaseStatus.SUBMITTED


def test_another_post_of_the_body_does_not_accept(desk_of, case):
    desk = desk_of(PostCode.REVIEWER, CITY_JUSTICE)

    assert desk.post(path(case, "accept", "accept/")).status_code in {403, 404}
    assert view(case).status == CaseStatus.SUBMITTED


def test_an_act_that_nobody_knows_is_not_found(desk, case):
    shown(desk.post(path(case, "accept", "crown/")), 404)


def test_a_link_acts_on_nothing(desk, case):
    assert desk.get(path(case, "accept", "accept/")).status_code == 405
    assert view(case).status == CaseStatus.SUBMITTED


def test_a_task_that_is_not_there_is_not_found(desk):
    shown(desk.get("/work/task/999999/"), 404)


def test_a_citizen_is_refused(client, case):
    client.login(email=make_person().email, password=PASSWORD)

    shown(client.get(path(case, "accept")), 403)


def test_a_task_asks_the_database_the_same_few_things(desk, case, django_assert_num_queries):
    desk.get(path(case, "accept"))
    with django_assert_num_queries(8):
        desk.get(path(case, "accept"))
