"""Who asks: the account read with the session, after every check that Django makes."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user,
)
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from zhengtong.foundation.identity.sessions.store import SessionStore


class AccountOfSessionMiddleware:
    """Sets ``request.user``, as Django's own does, without reading the account a second time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the account be found when it is first asked for."""
        request.user = SimpleLazyObject(partial(_account_of, request))  # type: ignore[assignment]  # lazily an account
        return self.get_response(request)


def _account_of(request: HttpRequest) -> object:
    """Return the session's account if nothing speaks against it.

    Anything unusual is Django's to judge, from the beginning: no account, one switched off, a
    password changed since, a key replaced, another way of signing in.
    """
    session = request.session
    written = {key: session.get(key, "") for key in (SESSION_KEY, BACKEND_SESSION_KEY)}
    account = session.account if isinstance(session, SessionStore) else None
    is_plain = (
        account is not None
        and account.is_active
        and written[SESSION_KEY] == str(account.pk)
        and written[BACKEND_SESSION_KEY] in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(
            session.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash()
        )
    )
    return account if is_plain else get_user(request)
