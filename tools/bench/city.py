"""A city for the bench: items, applicants and officers who are signed in, and old cases."""

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.utils.crypto import get_random_string

from tools.bench.filling import numbers_awaiting, numbers_of
from zhengtong.casework.cases.testing import make_version
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.calendars.testing import load_calendars
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode

ITEMS = 50


@dataclass(slots=True)
class City:
    """What the load needs to know of the city."""

    items: list[dict[str, str]]
    applicants: list[dict[str, Any]]
    headers: dict[str, str]
    found: list[str] = field(default_factory=list)

    @property
    def accounts(self) -> list[int]:
        """The accounts of the applicants."""
        return [int(one["known"]["account_id"]) for one in self.applicants]

    def note_cases(self) -> None:
        """Learn which of the old cases the applicants own, and which await the officers."""
        for one in self.applicants:
            one["cases"] = numbers_of(int(one["known"]["account_id"]))
        self.found = numbers_awaiting(CITY_JUSTICE)


def build(connections: int) -> City:
    """Publish items, register applicants and officers, and sign all of them in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_calendars((2025, 2026), specimen=(2027,))
    versions = [make_version() for _ in range(ITEMS)]
    items = [{"item_code": str(v.code), "version_id": str(v.version_id)} for v in versions]
    people = [make_person() for _ in range(connections)]
    officers = {
        "counter": make_officer(post=PostCode.COUNTER, body=CITY_JUSTICE),
        "reviewer": make_officer(post=PostCode.REVIEWER, body=CITY_JUSTICE),
        "decider": make_officer(post=PostCode.DECIDER, body=PROVINCE_JUSTICE),
    }
    applicants = []
    for person in people:
        session = sign_in(person.account_id)
        known = {
            "session": session,
            "account_id": str(person.account_id),
            "resident_id": str(person.resident_id),
        }
        applicants.append({"known": known, "header": header_of(session)})
    headers = {who: header_of(sign_in(one.account_id)) for who, one in officers.items()}
    return City(items, applicants, headers)


def sign_in(account_id: int) -> str:
    """Return the key of a new session of the account."""
    account = get_user_model().objects.get(pk=account_id)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def header_of(session: str) -> str:
    """Return the lines that say who asks and that the request is meant."""
    token = get_random_string(32)
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    return f"Cookie: {cookies}\r\nX-CSRFToken: {token}"
