"""Who is signed in: one statement says so, and everything that must end a session ends it."""

from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from zhengtong.foundation.identity.models import Account, SessionRecord
from zhengtong.foundation.identity.sessions import SessionStore
from zhengtong.foundation.identity.sessions.middleware import AccountOfSessionMiddleware
from zhengtong.foundation.identity.testing import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(client) -> Account:
    account = Account.objects.get(pk=make_person().account_id)
    client.force_login(account)
    return account


@pytest.fixture
def ask(client):
    """Return who a request with the client's session comes from."""

    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.user.pk))

    def asked() -> str:
        request = RequestFactory().get("/")
        request.session = SessionStore(client.cookies["sessionid"].value)
        return AccountOfSessionMiddleware(answer)(request).content.decode()

    return asked


def test_one_statement_finds_the_session_and_its_account(account, ask, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert ask() == str(account.pk)


def test_nothing_is_asked_while_nobody_wants_to_know(account, client, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.session = SessionStore(client.cookies["sessionid"].value)

    with django_assert_num_queries(0):
        AccountOfSessionMiddleware(lambda _: HttpResponse())(request)


def test_the_session_is_filed_under_its_account(account):
    assert list(SessionRecord.objects.values_list("account_id", flat=True)) == [account.pk]


def test_an_account_switched_off_is_signed_out_at_once(account, ask):
    Account.objects.filter(pk=account.pk).update(is_active=False)

    assert ask() == "None"


def test_a_changed_password_ends_the_session(account, ask):
    account.set_password("另一个-密码-2026")
    account.save(update_fields=["password"])

    assert ask() == "None"
    assert not SessionRecord.objects.exists()


def test_an_expired_session_signs_nobody_in(account, ask):
    SessionRecord.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert ask() == "None"


def test_signing_out_ends_the_session(account, client, ask):
    key = client.cookies["sessionid"].value
    client.logout()
    client.cookies["sessionid"] = key

    assert ask() == "None"


def test_a_session_filed_under_another_account_still_belongs_to_the_one_it_names(account, ask):
    SessionRecord.objects.update(account_id=make_person().account_id)

    assert ask() == str(account.pk)


def test_a_way_of_signing_in_that_was_taken_away_signs_nobody_in(account, client, ask):
    session = client.session
    session[BACKEND_SESSION_KEY] = "zhengtong.no.such.Backend"
    session.save()

    assert ask() == "None"


def test_a_key_replaced_but_still_known_keeps_the_session(account, ask, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-key-for-this-test"

    assert ask() == str(account.pk)
