"""The officer's queue as one statement, and the row that a task's line is made of."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from zhengtong.casework.cases.models import Case, Task
from zhengtong.casework.cases.selectors.urgency import of_card
from zhengtong.casework.cases.types import CardDays, QueueFilter, QueueKey
from zhengtong.core.actors import AccountId
from zhengtong.foundation.access import selectors as access

# Written out: the busiest list of all. Each desk (a post in a body) gives its own most urgent tasks
# in the order of the queue's index, so that a page reads a few rows a desk however many wait; and
# tasks are chosen before any case is looked at. The divisions are asked in a form that PostgreSQL
# cannot turn into a join: it would take that for rare, read the whole desk and sort it.
PAGE = """
SELECT task.id, task.step, task.round, task.kind, task.body, task.post, task.state,
       task.claimed_by_id, task.opened_at, task.due_on, task.is_paused, task.done_at,
       task.outcome, task.opinion,
       heading.case_no, heading.item_version_id, heading.item_code, heading.item_name,
       heading.item_name_en, heading.applicant_name
FROM (
    SELECT task.* FROM ({desks}) AS desk
    CROSS JOIN LATERAL (
        SELECT task.* FROM cases_task AS task
        WHERE task.body = desk.body AND task.post = desk.post
          AND (SELECT bool_or(starts_with(task.division_code, prefix))
               FROM unnest(desk.prefixes) AS prefix)
          AND task.state IN ('open', 'claimed') {conditions}
        ORDER BY task.due_on, task.id
        LIMIT %s
    ) AS task
    ORDER BY task.due_on, task.id
    LIMIT %s
) AS task
JOIN cases_case AS heading ON heading.id = task.case_id
ORDER BY task.due_on, task.id
"""

Condition = tuple[str, list[Any]]


class TaskRow(NamedTuple):
    """A task with the heading of its case, as ``PAGE`` selects them."""

    id: int
    step: str
    round: int
    kind: str
    body: str
    post: str
    state: str
    claimed_by_id: int | None
    opened_at: datetime
    due_on: date
    is_paused: bool
    done_at: datetime | None
    outcome: str
    opinion: str
    case_no: str
    item_version_id: int
    item_code: str
    item_name: str
    item_name_en: str
    applicant_name: str

    @classmethod
    def of(cls, task: Task, case: Case) -> "TaskRow":
        """Return the row of a task and its case that were read otherwise."""
        first = cls._fields.index("case_no")
        return cls(
            *(getattr(task, name) for name in cls._fields[:first]),
            *(getattr(case, name) for name in cls._fields[first:]),
        )


def read_queue(
    account_id: AccountId,
    narrow: QueueFilter,
    days: CardDays,
    after: QueueKey | None,
    limit: int,
) -> list[TaskRow]:
    """Return the first open tasks of an officer's posts after a key, the most urgent first."""
    desks, values = access.desks(account_id)
    conditions = [*_narrow(narrow, days, account_id)]
    if after is not None:
        later = "(task.due_on, task.id) > (%s, %s)"
        conditions.append((later, [after.due_on, after.task_id]))
    narrowing = "".join(f" AND {text}" for text, _ in conditions)
    given = [value for _, values_of_one in conditions for value in values_of_one]
    statement = PAGE.format(desks=desks, conditions=narrowing)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *given, limit, limit])
        return [TaskRow._make(row) for row in cursor.fetchall()]


def _narrow(narrow: QueueFilter, days: CardDays, account_id: AccountId) -> Iterator[Condition]:
    wanted: dict[str, Any] = {
        "task.state = %s": narrow.state and narrow.state.value,
        "task.post = %s": narrow.post,
        "task.case_id IN (SELECT id FROM cases_case WHERE case_no = %s)": narrow.case_no,
        "EXISTS (SELECT FROM cases_case WHERE id = task.case_id AND item_code = %s)": (
            narrow.item_code
        ),
        "task.claimed_by_id = %s": account_id if narrow.is_mine else None,
        "task.due_on < %s": narrow.overdue_on,
    }
    yield from ((text, [value]) for text, value in wanted.items() if value)
    if narrow.card is not None:
        text, dates = of_card(narrow.card, days)
        yield text, [*dates]
