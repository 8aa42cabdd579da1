"""What scanners and attackers send: refused in words, never an error of ours."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from zhengtong.casework.cases.services import save_page, start_draft, submit_case
from zhengtong.casework.cases.testing import ANSWERS, AT, make_draft, make_version
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.calendars.testing import load_calendars
from zhengtong.foundation.identity.selectors import actor_of
from zhengtong.foundation.identity.testing import make_entity, make_person
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.types import PostCode

pytestmark = pytest.mark.django_db

LONG_NUMBER = "9" * 5000


def signed_in(account_id, **how):
    client = Client(raise_request_exception=False, **how)
    client.force_login(get_user_model().objects.get(pk=account_id))
    return client


@pytest.fixture
def anybody():
    return Client(raise_request_exception=False)


@pytest.fixture
def citizen():
    return signed_in(make_person().account_id)


@pytest.mark.parametrize(
    "address",
    [
        "/items/%00/",
        "/api/v1/items/%00",
        "/work/case/%00/",
        "/console/bodies/?query=%00",
    ],
)
def test_a_nul_in_an_address_is_a_bad_request(address):
    officer = make_officer(post=PostCode.ADMINISTRATOR, division="")

    assert signed_in(officer.account_id).get(address).status_code == 400


@pytest.mark.parametrize("address", ["/search/?q=%00", "/api/v1/items?q=%00"])
def test_a_nul_is_nothing_to_search_for(anybody, address):
    assert anybody.get(address).status_code == 200


def test_a_nul_in_a_form_is_a_bad_request_and_saves_nothing():
    draft_id, actor = make_draft(make_version())
    client = signed_in(actor.account_id)

    response = client.post(f"/apply/{draft_id}/page/0/", {"purpose": "开办\x00茶馆"})

    assert response.status_code == 400
    assert "格式不对" in response.content.decode()
    assert "开办一家书店" in client.get(f"/apply/{draft_id}/page/0/").content.decode()


def test_half_a_character_is_a_bad_request_to_the_api(citizen):
    load_calendars((2026,))
    body = (
        f'{{"item_code": "{make_version().code}", "key": "twelve-chars",'
        ' "form": {"purpose": "开办\\ud800"}}'
    )

    response = citizen.post("/api/v1/cases", body, content_type="application/json")

    assert response.status_code == 400
    assert response.json()["code"] == "ui.bad-request"


@pytest.mark.parametrize("name", ["remove", "partners.rows"])
def test_a_number_of_five_thousand_digits_counts_as_none(name):
    draft_id, actor = make_draft(make_version())

    response = signed_in(actor.account_id).post(
        f"/apply/{draft_id}/page/0/", {"purpose": "开办一家书店", name: LONG_NUMBER}
    )

    assert response.status_code == 302


def test_a_licence_called_slash_is_asked_for_again(anybody):
    assert anybody.get(reverse("portal:verify"), {"identifier": "/"}).status_code == 200


def test_a_program_without_the_token_of_its_session_changes_nothing():
    draft_id, actor = make_draft(make_version())
    client = signed_in(actor.account_id, enforce_csrf_checks=True)

    response = client.post("/api/v1/cases", {}, content_type="application/json")

    assert response.status_code == 403
    assert client.get(f"/apply/{draft_id}/").status_code == 200


@pytest.mark.parametrize("megabytes", [26, 251], ids=["a stranger", "anybody"])
def test_a_body_that_no_form_of_ours_sends_is_not_read(anybody, citizen, megabytes):
    client = {26: anybody, 251: citizen}[megabytes]
    length = str(megabytes * 1024 * 1024)

    response = client.post("/verify/", {"identifier": "x"}, CONTENT_LENGTH=length)

    assert response.status_code == 413
    assert "内容太大" in response.content.decode()


@pytest.mark.parametrize("address", ["/me/", "/work/"])
def test_what_is_somebodys_own_is_left_on_no_shared_computer(address):
    client = signed_in(make_officer().account_id)

    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_the_name_of_an_applicant_runs_in_no_spreadsheet():
    load_calendars((2026,))
    person = make_person()
    entity = make_entity(person.account_id, name="=HYPERLINK(1)")
    actor = actor_of(person.account_id)
    draft_id = start_draft(
        item_code=make_version().code, actor=actor, at=AT, on_behalf_of=entity.uscc
    )
    save_page(draft_id=draft_id, group_index=0, values=ANSWERS, actor=actor, at=AT)
    submit_case(draft_id=draft_id, key="once", actor=actor, at=AT)

    table = signed_in(make_officer().account_id).get("/work/queue.csv").getvalue().decode()

    assert ",'=HYPERLINK(1)," in table


def test_a_program_names_no_licence_of_its_own_choice(citizen):
    load_calendars((2026,))
    deed = {"id": "deed", "name": {"zh": "证明"}, "commitment_allowed": True}
    version = make_version(materials=[deed])
    sent = {"item_code": version.code, "form": dict(ANSWERS), "key": "twelve-chars"}
    somebody_elses = {"deed": {"way": "commitment", "licence": "1.2.156.3005.2/../"}}

    response = citizen.post(
        "/api/v1/cases", {**sent, "materials": somebody_elses}, content_type="application/json"
    )

    assert response.status_code == 422
    assert "cases.submitted" not in {action for action, _subject, _actor in ledger_lines()}
