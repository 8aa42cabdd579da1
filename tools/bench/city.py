"""A city for the bench: items, applicants and officers who are signed in, and old cases."""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import connection
from django.utils.crypto import get_random_string

from zhengtong.casework.cases.testing import make_case, make_version
from zhengtong.casework.cases.types import CaseStatus
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.calendars.testing import load_calendars
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode

ITEMS = 50
SHARES = ((CaseStatus.SUBMITTED, 20), (CaseStatus.ACCEPTED, 20), (CaseStatus.CLOSED, 60))
PER_DAY = 5000

COPIES = {
    "cases_case": """
        INSERT INTO cases_case ({columns})
        SELECT {values} FROM cases_case t, generate_series(0, %(count)s - 1) n
        WHERE t.case_no = %(case_no)s
    """,
    "cases_task": """
        INSERT INTO cases_task ({columns})
        SELECT {values} FROM cases_task t, cases_case c
        WHERE t.case_id = (SELECT id FROM cases_case WHERE case_no = %(case_no)s)
          AND c.submission_key LIKE %(prefix)s || '%%'
    """,
    "ledger_entry": """
        INSERT INTO ledger_entry ({columns})
        SELECT {values} FROM ledger_entry t, cases_case c
        WHERE t.subject = %(case_no)s AND c.submission_key LIKE %(prefix)s || '%%'
    """,
}
CHANGED = {
    "cases_case": {
        "case_no": "left(t.case_no, 31)"
        " || to_char(%(first_day)s::date + n / %(per_day)s, 'YYYYMMDD')"
        " || lpad((n %% %(per_day)s + 1)::text, 4, '0')",
        "submission_key": "%(prefix)s || n",
    },
    "cases_task": {"case_id": "c.id"},
    "ledger_entry": {"subject": "c.case_no"},
}


@dataclass(frozen=True, slots=True)
class City:
    """What the load needs to know of the city."""

    items: list[dict[str, str]]
    applicants: list[dict[str, Any]]
    headers: dict[str, str]


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


def fill(cases: int, at: datetime) -> None:
    """Copy one case of each state until there are ``cases``, with their tasks and traces."""
    for number, (status, percent) in enumerate(SHARES):
        version = make_version()
        template = make_case(version, status=status, at=at)
        values = {
            "case_no": str(template.case_no),
            "count": cases * percent // 100,
            "per_day": PER_DAY,
            "first_day": f"20{number + 10}-01-01",
            "prefix": f"filled-{status.value}-",
        }
        for table in COPIES:
            _copy(table, values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(table: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND column_name <> 'id' ORDER BY ordinal_position",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall()]
        chosen = [CHANGED[table].get(name, f't."{name}"') for name in columns]
        names = ", ".join(f'"{name}"' for name in columns)
        sql = COPIES[table].format(columns=names, values=", ".join(chosen))
        cursor.execute(sql, values)
