"""What the queue shows is exactly what an officer may act on, however the grants overlap."""

import pytest
from django.db import connection

from zhengtong.casework.cases import selectors
from zhengtong.casework.cases.models import Task
from zhengtong.casework.cases.selectors.urgency import card_days_today
from zhengtong.casework.cases.selectors.worklist import read_queue
from zhengtong.casework.cases.testing import AT, make_case, make_version, officer_actor
from zhengtong.casework.cases.types import QueueFilter
from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.access import services as grants
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.foundation.organisations.types import PostCode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

PLACES = [
    (post, body, division)
    for post in (PostCode.COUNTER, PostCode.REVIEWER)
    for body in (CITY_JUSTICE, PROVINCE_JUSTICE)
    for division in ("440000", "440100", "440106", "440300", "350128")
]


@pytest.fixture
def officer(_calendars: None) -> int:
    """Hold overlapping posts: a province, a city in it, and a county of another province."""
    make_body(PROVINCE_JUSTICE)
    account_id = officer_actor(PostCode.COUNTER).account_id
    for post, body, division in (
        (PostCode.COUNTER, CITY_JUSTICE, "440000"),
        (PostCode.COUNTER, CITY_JUSTICE, "440106"),
        (PostCode.REVIEWER, PROVINCE_JUSTICE, "350128"),
    ):
        grants.grant_post(
            account_id=account_id,
            post=post,
            body=body,
            division_code=division,
            actor=SYSTEM,
            at=AT,
        )
    version = make_version()
    for post, body, division in PLACES:
        waiting = Task.objects.filter(pk=make_case(version).task("accept"))
        waiting.update(post=post.value, body=body, division_code=division)
    return account_id


def test_a_task_is_shown_once_if_and_only_if_the_officer_may_act_on_it(officer):
    allowed = {
        task.pk
        for task in Task.objects.all()
        if access.may(officer, PostCode(task.post), task.body, task.division_code)
    }

    shown = [task.task_id for task in selectors.list_queue(officer).tasks]

    assert len(shown) == 5
    assert len(allowed) == len(shown)
    assert set(shown) == allowed


def test_pages_of_several_desks_follow_each_other_in_one_order(officer):
    whole = selectors.list_queue(officer).tasks

    first = selectors.list_queue(officer, limit=2)
    second = selectors.list_queue(officer, limit=2, after=first.next_after)
    third = selectors.list_queue(officer, limit=2, after=second.next_after)

    assert (*first.tasks, *second.tasks, *third.tasks) == whole
    assert third.next_after is None


def test_narrowing_never_widens(officer):
    narrow = QueueFilter(post=PostCode.REVIEWER.value)

    shown = selectors.list_queue(officer, narrow=narrow).tasks

    assert [(task.post, task.body) for task in shown] == [("reviewer", PROVINCE_JUSTICE)]


def test_a_page_reads_a_few_rows_of_the_queues_index_however_many_wait(officer):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_task (case_id, step, kind, body, post, division_code, state,"
            " opened_at, due_on, outcome, opinion, is_paused)"
            " SELECT case_id, 'copy-' || n, kind, body, post, division_code, state, opened_at,"
            " due_on + n %% 40, '', '', false FROM cases_task, generate_series(1, 2000) n"
            " WHERE post = 'counter' AND body = %s AND division_code = '440100'",
            [CITY_JUSTICE],
        )
        cursor.execute("ANALYZE cases_task")
    plans = []

    def explain(execute, sql, params, many, context):
        plans.append(execute(f"EXPLAIN {sql}", params, many, context).fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        read_queue(officer, QueueFilter(), card_days_today(), after=None, limit=20)

    plan = "\n".join(line for (line,) in plans[0])
    assert "Index Scan using task_open_queue" in plan
