"""A task belongs to a post of a body, and to one officer at a time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from zhengtong.casework.cases import selectors, services
from zhengtong.casework.cases.errors import (
    CaseNotFoundError,
    TaskClaimedByAnotherError,
    TaskNotFoundError,
    TaskNotOpenError,
)
from zhengtong.casework.cases.models import Task
from zhengtong.casework.cases.testing import AT, make_case, make_version, officer_actor
from zhengtong.casework.cases.types import Action, QueueFilter, TaskState
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.testing import PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]


def states():
    return list(Task.objects.order_by("id").values_list("state", "claimed_by_id"))


def test_claiming_takes_the_task_and_says_so():
    case, officer = make_case(), officer_actor(PostCode.COUNTER)

    services.claim_task(task_id=case.task("accept"), actor=officer, at=AT)

    assert states() == [("claimed", officer.account_id)]
    assert ledger_lines()[-1] == ("cases.task-claimed", case.case_no, "李春梅")


def test_claiming_what_one_holds_changes_nothing():
    case, officer = make_case(), officer_actor(PostCode.COUNTER)
    services.claim_task(task_id=case.task("accept"), actor=officer, at=AT)
    lines = ledger_lines()

    services.claim_task(task_id=case.task("accept"), actor=officer, at=AT)

    assert ledger_lines() == lines


def test_what_another_holds_can_be_neither_claimed_nor_released_nor_done():
    case = make_case()
    first, second = officer_actor(PostCode.COUNTER), officer_actor(PostCode.COUNTER)
    task_id = case.task("accept")
    services.claim_task(task_id=task_id, actor=first, at=AT)

    for act in (services.claim_task, services.release_task, services.accept_case):
        with pytest.raises(TaskClaimedByAnotherError, match="李春梅"):
            act(task_id=task_id, actor=second, at=AT)

    assert states() == [("claimed", first.account_id)]
    assert case.stored().status == "submitted"


def test_releasing_puts_the_task_back():
    case, officer = make_case(), officer_actor(PostCode.COUNTER)
    services.claim_task(task_id=case.task("accept"), actor=officer, at=AT)

    services.release_task(task_id=case.task("accept"), actor=officer, at=AT)

    assert states() == [("open", None)]


def test_releasing_what_nobody_holds_is_refused():
    case = make_case()

    with pytest.raises(TaskNotOpenError, match="待签收"):
        services.release_task(
            task_id=case.task("accept"), actor=officer_actor(PostCode.COUNTER), at=AT
        )


@pytest.mark.parametrize(
    ("post", "body"),
    [
        pytest.param(PostCode.COUNTER, PROVINCE_JUSTICE, id="an officer of another body"),
        pytest.param(PostCode.REVIEWER, "11440100007483180K", id="an officer of another post"),
    ],
)
def test_a_task_of_others_does_not_exist(post, body):
    case, stranger = make_case(), officer_actor(post, body)
    task_id = case.task("accept")

    for act in (services.claim_task, services.release_task, services.accept_case):
        with pytest.raises(TaskNotFoundError):
            act(task_id=task_id, actor=stranger, at=AT)
    with pytest.raises(TaskNotFoundError):
        selectors.get_task(task_id, stranger.account_id)
    with pytest.raises(CaseNotFoundError):
        selectors.get_case_for_officer(case.case_no, stranger.account_id)

    assert selectors.list_queue(stranger.account_id).tasks == ()
    assert states() == [("open", None)]


def test_the_applicant_is_no_officer():
    case = make_case()

    with pytest.raises(TaskNotFoundError):
        services.accept_case(task_id=case.task("accept"), actor=case.applicant, at=AT)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_claiming_at_once_one_wins():
    case = make_case()
    first, second = officer_actor(PostCode.COUNTER), officer_actor(PostCode.COUNTER)
    task_id = case.task("accept")

    def claim_second():
        try:
            services.claim_task(task_id=task_id, actor=second, at=AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            services.claim_task(task_id=task_id, actor=first, at=AT)
            waiting = pool.submit(claim_second)
            _wait_until_blocked()
        with pytest.raises(TaskClaimedByAnotherError):
            waiting.result(10)
    assert states() == [("claimed", first.account_id)]


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_accepting_at_once_one_is_refused():
    case = make_case()
    first, second = officer_actor(PostCode.COUNTER), officer_actor(PostCode.COUNTER)
    task_id = case.task("accept")

    def accept_second():
        try:
            services.accept_case(task_id=task_id, actor=second, at=AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            services.accept_case(task_id=task_id, actor=first, at=AT)
            waiting = pool.submit(accept_second)
            _wait_until_blocked()
        with pytest.raises(TaskNotOpenError):
            waiting.result(10)
    assert [state for state, _ in states()] == ["done", "open"]


def _wait_until_blocked():
    query = "SELECT pg_sleep(0.05), count(*) FROM pg_locks WHERE NOT granted"
    with connection.cursor() as cursor:
        waits = (cursor.execute(query).fetchone()[1] for _ in range(100))
        assert any(waits)


def test_the_queue_shows_the_most_urgent_first_page_by_page(django_assert_num_queries):
    version, officer = make_version(), officer_actor(PostCode.COUNTER)
    late, soon, same = (make_case(version, at=AT.replace(day=day)) for day in (29, 22, 22))

    # one, and the names where somebody holds a task
    with django_assert_num_queries(1):
        first = selectors.list_queue(officer.account_id, limit=2)
    rest = selectors.list_queue(officer.account_id, limit=2, after=first.next_after)

    assert [one.case_no for one in first.tasks] == [soon.case_no, same.case_no]
    assert [one.case_no for one in rest.tasks] == [late.case_no]
    assert rest.next_after is None


def test_the_queue_can_be_narrowed():
    version, officer = make_version(), officer_actor(PostCode.COUNTER)
    held, free = make_case(version), make_case(version)
    services.claim_task(task_id=held.task("accept"), actor=officer, at=AT)

    def numbers(**narrow):
        page = selectors.list_queue(officer.account_id, narrow=QueueFilter(**narrow))
        return [task.case_no for task in page.tasks]

    assert numbers(is_mine=True) == [held.case_no]
    assert numbers(state=TaskState.OPEN) == [free.case_no]
    assert numbers(case_no=free.case_no) == [free.case_no]
    assert numbers(post="reviewer") == []
    assert numbers(overdue_on=AT.date()) == []


def test_a_task_says_what_may_be_done_with_it(django_assert_num_queries):
    case, officer = make_case(), officer_actor(PostCode.COUNTER)
    other = officer_actor(PostCode.COUNTER)
    task_id = case.task("accept")
    services.claim_task(task_id=task_id, actor=officer, at=AT)

    # task with case, tasks, materials, bodies, notices, stops, names
    with django_assert_num_queries(7):
        view = selectors.get_task(task_id, officer.account_id)

    assert view.actions == (
        Action.RELEASE,
        Action.ACCEPT,
        Action.REQUEST_CORRECTION,
        Action.REFUSE_ACCEPTANCE,
    )
    assert view.task.claimed_by_name == "李春梅"
    assert selectors.get_task(task_id, other.account_id).actions == ()


def test_acts_are_few_statements(django_assert_num_queries):
    case, counter = make_case(), officer_actor(PostCode.COUNTER)
    task_id = case.task("accept")

    # savepoint, lock, tasks, post, years, task, ledger, outbox, next task, case, release
    with django_assert_num_queries(11):
        services.accept_case(task_id=task_id, actor=counter, at=AT)
