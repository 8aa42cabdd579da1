"""Old cases by the thousand: one of each state is made by our own commands, then copied in place.

The copying is PostgreSQL's own (``INSERT … SELECT``), faster than sending rows; every copied case
has its tasks and its lines in the ledger, and one in fifty is of the officers' own bodies.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from zhengtong.casework.cases.testing import make_case, make_version
from zhengtong.casework.cases.types import CaseStatus

SHARES = ((CaseStatus.SUBMITTED, 20), (CaseStatus.ACCEPTED, 20), (CaseStatus.CLOSED, 60))
PER_DAY = 5000
CHUNK = 20_000
BODIES = 50
CASES_EACH = 100

# Of each table: how its copies are made, and which columns differ from the row that is copied.
COPIES = {
    "cases_case": """
        INSERT INTO cases_case ({columns})
        SELECT {values} FROM cases_case t, generate_series(%(first)s, %(last)s) n
        WHERE t.case_no = %(case_no)s
    """,
    "cases_task": """
        INSERT INTO cases_task ({columns})
        SELECT {values} FROM cases_case c
        CROSS JOIN LATERAL (SELECT right(c.case_no, 4)::integer AS n) numbered
        JOIN cases_task t ON t.case_id = (SELECT id FROM cases_case WHERE case_no = %(case_no)s)
        WHERE c.id > %(after)s
    """,
    "ledger_entry": """
        INSERT INTO ledger_entry ({columns})
        SELECT {values} FROM ledger_entry t, cases_case c
        WHERE t.subject = %(case_no)s AND c.id > %(after)s
    """,
}
ANOTHER_BODY = (
    "CASE {n} %% %(bodies)s WHEN 0 THEN t.body"
    " ELSE left(t.body, 16) || lpad(({n} %% %(bodies)s)::text, 2, '0') END"
)
CHANGED = {
    "cases_case": {
        "case_no": "left(t.case_no, 31)"
        " || to_char(%(first_day)s::date + n / %(per_day)s, 'YYYYMMDD')"
        " || lpad((n %% %(per_day)s + 1)::text, 4, '0')",
        "submission_key": "%(prefix)s || n",
        "body": ANOTHER_BODY.format(n="(n %% %(per_day)s + 1)"),
        "account_id": "CASE WHEN n < %(owned)s"
        " THEN (%(accounts)s::bigint[])[n %% cardinality(%(accounts)s::bigint[]) + 1]"
        " ELSE t.account_id END",
    },
    "cases_task": {
        "case_id": "c.id",
        "body": ANOTHER_BODY.format(n="n"),
        "due_on": "t.due_on + (c.id %% 60)::integer - 30",
    },
    "ledger_entry": {"subject": "c.case_no"},
}


def fill(cases: int, accounts: Sequence[int], at: datetime) -> None:
    """Copy one case of each state until there are ``cases``; the accounts own a hundred each."""
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as progress:
        bar = progress.add_task("办件 cases", total=cases)
        for number, (status, percent) in enumerate(SHARES):
            template = make_case(make_version(), status=status, at=at)
            values = {
                "case_no": str(template.case_no),
                "per_day": PER_DAY,
                "first_day": f"20{number + 10}-01-01",
                "prefix": f"filled-{status.value}-",
                "bodies": BODIES,
                "owned": CASES_EACH * len(accounts),
                "accounts": list(accounts),
            }
            wanted = cases * percent // 100
            for first in range(0, wanted, CHUNK):
                last = min(first + CHUNK, wanted) - 1
                _copy_all({**values, "first": first, "last": last})
                progress.advance(bar, last - first + 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def numbers_of(account_id: int) -> list[str]:
    """Return the numbers of some closed cases of an account."""
    return _column(
        "SELECT case_no FROM cases_case WHERE account_id = %s AND status = 'closed'"
        " AND submission_key LIKE 'filled-%%' ORDER BY id LIMIT 50",
        account_id,
    )


def numbers_awaiting(body: str) -> list[str]:
    """Return the numbers of some cases that wait for acceptance at a body."""
    return _column(
        "SELECT case_no FROM cases_case WHERE body = %s AND status = 'submitted'"
        " AND submission_key LIKE 'filled-%%' LIMIT 50",
        body,
    )


def _column(sql: str, *values: object) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [str(value) for (value,) in cursor.fetchall()]


def _copy_all(values: dict[str, Any]) -> None:
    (after,) = _column("SELECT coalesce(max(id), 0) FROM cases_case")
    for table in COPIES:
        _copy(table, {**values, "after": int(after)})


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
