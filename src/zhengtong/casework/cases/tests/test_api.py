"""Programs do what pages do, by the same commands, and are refused in the same words."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from zhengtong.casework.cases.models import Case
from zhengtong.casework.cases.testing import make_case, make_version
from zhengtong.core.codes import CaseNo
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.calendars.testing import load_calendars
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars", "_next_year")]

FORM = {"purpose": "开办一家书店"}


@pytest.fixture
def _next_year(db):
    """Requests happen now, and a limit may run into the next year."""
    load_calendars((), specimen=(2027,))


def signed_in(account_id):
    client = Client()
    client.force_login(get_user_model().objects.get(pk=account_id))
    return client


@pytest.fixture
def citizen():
    return signed_in(make_person().account_id)


def officer(post, body=CITY_JUSTICE):
    return signed_in(make_officer(post=post, body=body).account_id)


def post(client, path, **body):
    return client.post(f"/api/v1{path}", body, content_type="application/json")


def task_of(client, case_no):
    page = client.get("/api/v1/tasks", {"case_no": case_no}).json()
    return page["tasks"][0]["task_id"]


def file(client, version, **other):
    body = {"item_code": version.code, "form": FORM, "key": "key-00001"} | other
    return post(client, "/cases", **body)


def test_a_whole_life_over_http(citizen):
    case_no = file(citizen, make_version()).json()["case_no"]
    acts = (
        (officer(PostCode.COUNTER), "accept", {}, 200),
        (officer(PostCode.REVIEWER), "review", {"outcome": "pass"}, 204),
        (officer(PostCode.DECIDER, PROVINCE_JUSTICE), "decision", {"outcome": "grant"}, 204),
    )

    answers = [
        post(client, f"/tasks/{task_of(client, case_no)}/{act}", **body).status_code
        for client, act, body, _ in acts
    ]

    assert answers == [200, 204, 204]
    case = citizen.get(f"/api/v1/cases/{case_no}").json()
    assert (case["status"], case["decision"]) == ("closed", "granted")
    assert [step["state"] for step in case["steps"]] == ["done", "done", "done"]


def test_filing_answers_created_and_the_same_key_the_same_case(citizen):
    version = make_version()

    first, second = file(citizen, version), file(citizen, version)

    assert (first.status_code, second.status_code) == (201, 201)
    assert CaseNo.parse(first.json()["case_no"]) == second.json()["case_no"]
    assert Case.objects.count() == 1


def test_filing_another_content_under_the_same_key_is_a_conflict(citizen):
    version = make_version()
    file(citizen, version)

    answer = file(citizen, version, form={"purpose": "另一用途"})

    assert (answer.status_code, answer["content-type"]) == (409, "application/problem+json")
    assert answer.json()["code"] == "cases.key-used-for-another-case"


def test_an_incomplete_application_names_every_fault(citizen):
    answer = file(citizen, make_version(), form={})

    assert answer.status_code == 422
    assert answer.json()["code"] == "cases.application-incomplete"
    assert "请填写“用途”" in str(answer.json())


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"unknown": 1}, id="an unknown key"),
        pytest.param({"key": "short"}, id="a short key"),
        pytest.param({"form": []}, id="a form that is a list"),
        pytest.param({"materials": {"x": {"way": "bribe"}}}, id="an unknown way"),
    ],
)
def test_a_malformed_request_is_a_problem_and_changes_nothing(citizen, other):
    answer = file(citizen, make_version(), **other)

    assert (answer.status_code, answer["content-type"]) == (422, "application/problem+json")
    assert Case.objects.count() == 0


def test_nobody_gets_in_without_signing_in():
    case = make_case()

    assert Client().get(f"/api/v1/cases/{case.case_no}").status_code == 401
    assert post(Client(), "/cases").status_code == 401
    assert Client().get("/api/v1/tasks").status_code == 401


def test_a_writing_request_needs_the_csrf_token():
    person = make_person()
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(pk=person.account_id))

    assert file(client, make_version()).status_code == 403
    assert Case.objects.count() == 0


def test_another_persons_case_is_not_found(citizen):
    case = make_case()

    assert citizen.get(f"/api/v1/cases/{case.case_no}").status_code == 404
    assert post(citizen, f"/cases/{case.case_no}/withdraw").status_code == 404


def test_an_officer_of_another_body_finds_no_task():
    case = make_case()
    stranger = officer(PostCode.COUNTER, PROVINCE_JUSTICE)

    assert stranger.get("/api/v1/tasks").json()["tasks"] == []
    assert post(stranger, f"/tasks/{case.task('accept')}/accept").status_code == 404
    assert case.stored().status == "submitted"


def test_a_citizen_has_no_queue(citizen):
    case = make_case()

    assert citizen.get("/api/v1/tasks").json()["tasks"] == []
    assert post(citizen, f"/tasks/{case.task('accept')}/accept").status_code == 404


def test_what_another_claimed_is_a_conflict():
    case = make_case()
    first, second = officer(PostCode.COUNTER), officer(PostCode.COUNTER)
    task = case.task("accept")

    assert post(first, f"/tasks/{task}/claim").status_code == 204
    assert post(second, f"/tasks/{task}/claim").status_code == 409
    assert post(first, f"/tasks/{task}/release").status_code == 204


def test_refusing_and_correcting_over_http():
    version, counter = make_version(), officer(PostCode.COUNTER)
    refused, corrected = make_case(version), make_case(version)
    items = [{"kind": "field", "key": "purpose", "text": "请写明用途"}]

    answers = (
        post(counter, f"/tasks/{refused.task('accept')}/refuse", reasons="不属于职权范围"),
        post(counter, f"/tasks/{corrected.task('accept')}/correction", items=items),
    )

    assert [one.status_code for one in answers] == [204, 204]
    assert refused.stored().status == "acceptance_refused"
    assert corrected.stored().status == "correcting"


def test_the_queue_is_paged():
    version, counter = make_version(), officer(PostCode.COUNTER)
    cases = [make_case(version) for _ in range(3)]

    first = counter.get("/api/v1/tasks", {"limit": 2}).json()
    rest = counter.get(
        "/api/v1/tasks",
        {"limit": 2, "after_due_on": first["after_due_on"], "after_id": first["after_id"]},
    ).json()

    shown = [task["case_no"] for task in (*first["tasks"], *rest["tasks"])]
    assert shown == [case.case_no for case in cases]
    assert (rest["after_due_on"], rest["after_id"]) == (None, None)
