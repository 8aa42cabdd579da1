"""What scanners and attackers send: refused in words, never an error of ours."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from zhengtong.casework.cases.testing import make_draft, make_version
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.calendars.testing import load_calendars
from zhengtong.foundation.identity.testing import make_person
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

    response = client.post(f"/apply/{draft_id}/page/0/", {"purpose": "书\x00店"})

    assert response.status_code == 400
    assert "格式不对" in response.content.decode()
    assert "书店" not in client.get(f"/apply/{draft_id}/page/0/").content.decode()


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
