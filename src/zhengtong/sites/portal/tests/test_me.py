"""The signed-in person's own page."""

import pytest
from django.utils.timezone import now

from zhengtong.casework.cases.testing import make_case, make_draft
from zhengtong.foundation.calendars.testing import load_calendars
from zhengtong.foundation.identity.testing import PASSWORD, make_person
from zhengtong.registries.licences.testing import make_licence

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person(name="陈晓明", email="chen@example.cn")


@pytest.fixture
def calendars(db):
    load_calendars((2025, 2026))


@pytest.fixture
def signed_in(client, person):
    client.login(email="chen@example.cn", password=PASSWORD)
    return client


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/me/")["Location"] == "/accounts/login/?next=/me/"


def test_an_empty_page_says_what_will_be_here(signed_in):
    page = signed_in.get("/me/").content.decode()

    assert "您好，陈晓明" in page
    assert "还没有办件" in page


@pytest.mark.usefixtures("calendars")
def test_drafts_cases_and_licences_are_listed(signed_in, person, django_assert_max_num_queries):
    draft_id, _ = make_draft(account_id=person.account_id)
    case = make_case(account_id=person.account_id)
    identifier = make_licence(account_id=person.account_id, at=now())

    with django_assert_max_num_queries(8):
        page = signed_in.get("/me/").content.decode()

    assert f"/apply/{draft_id}/" in page
    assert f"/me/cases/{case.case_no}/" in page
    assert f"/me/licences/{identifier}/" in page


def test_unfinished_business_stands_on_the_first_page(signed_in, person):
    draft_id, _ = make_draft(account_id=person.account_id)

    page = signed_in.get("/").content.decode()

    assert "等您办的" in page
    assert f"/apply/{draft_id}/" in page


def test_the_holder_downloads_the_sealed_file(signed_in, person):
    identifier = make_licence(account_id=person.account_id, at=now())

    answer = signed_in.get(f"/me/licences/{identifier}/")

    content = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    assert content.startswith(b"%PDF")


def test_anothers_licence_is_not_there(signed_in):
    identifier = make_licence(account_id=make_person().account_id, at=now())

    assert signed_in.get(f"/me/licences/{identifier}/").status_code == 404
