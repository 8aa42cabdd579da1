"""A fact is one insert with the act; each handler hears it after commit, and only then."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.outbox.errors import JobNotFailedError
from zhengtong.foundation.outbox.models import Message
from zhengtong.foundation.outbox.selectors import get_backlog, list_failures
from zhengtong.foundation.outbox.services import (
    deliver,
    emit,
    forget_messages,
    note_stumble,
    relay_messages,
    retry_job,
)
from zhengtong.foundation.outbox.testing import deliver_all, emitted
from zhengtong.foundation.outbox.tests.wiring import (
    NOON,
    BellRung,
    DoorOpened,
    NeverWired,
    NobodyCares,
)

pytestmark = pytest.mark.django_db
HERE = "zhengtong.foundation.outbox.tests.wiring"


@pytest.fixture(autouse=True)
def wiring(settings):
    settings.OUTBOX_WIRING = f"{HERE}.REACTIONS"


def job_args():
    return list(ProcrastinateJob.objects.order_by("id").values_list("args", flat=True))


def test_a_fact_is_one_insert_and_reads_back_exactly(django_assert_num_queries):
    fact = DoorOpened(door="南门", width_mm=900, is_front=True)

    with django_assert_num_queries(1):
        emit(fact)

    assert emitted() == [fact]


def test_a_fact_that_is_not_wired_is_refused_at_once():
    with pytest.raises(LookupError, match=r"tests\.NeverWired is not listed in config/wiring\.py"):
        emit(NeverWired(why="nobody listed it"))

    assert emitted() == []


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        emit(NobodyCares(why="no act to belong to"))

    assert Message.objects.count() == 0


def test_relaying_makes_one_job_for_each_handler_and_does_so_once():
    emit(DoorOpened(door="南门", width_mm=900, is_front=True))
    emit(NobodyCares(why="silence is a decision"))
    opened, _silent = Message.objects.order_by("id").values_list("id", flat=True)

    assert [relay_messages(at=NOON), relay_messages(at=NOON)] == [2, 0]

    assert job_args() == [
        {"message_id": opened, "handler": f"{HERE}.hear_door"},
        {"message_id": opened, "handler": f"{HERE}.ring_bell"},
    ]
    assert set(Message.objects.values_list("relayed_at", flat=True)) == {NOON}


def test_relaying_costs_the_same_number_of_statements_whatever_waits(django_assert_num_queries):
    for number in range(30):
        emit(DoorOpened(door=f"门{number}", width_mm=900, is_front=False))

    with django_assert_num_queries(5):  # savepoint, read, jobs, mark, release
        relay_messages(at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_relays_share_the_messages_without_waiting_for_each_other():
    with transaction.atomic():
        emit(BellRung(times=1))
    first_has_relayed, may_commit = threading.Event(), threading.Event()
    counts = []

    def relay_and_wait():
        with transaction.atomic():
            counts.append(relay_messages(at=NOON))
            first_has_relayed.set()
            may_commit.wait(10)
        connection.close()

    first = threading.Thread(target=relay_and_wait)
    first.start()
    first_has_relayed.wait(10)
    counts.append(relay_messages(at=NOON))
    may_commit.set()
    first.join()

    assert counts == [1, 0]
    assert len(job_args()) == 1


def test_a_message_that_is_wired_no_longer_waits_and_is_shown(settings):
    emit(BellRung(times=1))
    settings.OUTBOX_WIRING = f"{HERE}.NO_REACTIONS"

    assert relay_messages(at=NOON) == 0
    assert get_backlog().unknown_names == ("tests.BellRung",)

    settings.OUTBOX_WIRING = f"{HERE}.REACTIONS"
    assert relay_messages(at=NOON) == 1
    assert get_backlog().unknown_names == ()


def test_delivering_all_runs_handlers_and_what_follows_from_them():
    emit(DoorOpened(door="南门", width_mm=3, is_front=True))

    assert deliver_all() == 3

    assert ledger_lines() == [
        ("tests.heard-door", "南门", "政通平台"),
        ("tests.heard-bell", "3", "政通平台"),
    ]
    assert deliver_all() == 0


def test_a_handler_that_fails_undoes_its_own_work_and_nothing_else():
    emit(DoorOpened(door="南门", width_mm=13, is_front=True))

    with pytest.raises(ValueError, match="thirteen"):
        deliver_all()

    assert ledger_lines() == [("tests.heard-door", "南门", "政通平台")]


def test_a_delivery_to_a_handler_that_is_wired_no_longer_fails_loudly():
    emit(BellRung(times=1))

    with pytest.raises(LookupError, match=r"is not wired to tests\.BellRung any"):
        deliver(message_id=Message.objects.get().id, handler=f"{HERE}.hear_door")


def test_a_failed_delivery_is_tried_eight_times_more_over_hours():
    task = app.tasks["outbox.deliver"]
    emit(BellRung(times=1))
    relay_messages(at=NOON)
    job = ProcrastinateJob.objects.get().procrastinate_job

    waits = [task.get_retry_exception(ValueError(), job.evolve(attempts=n)) for n in range(9)]

    assert [wait is not None for wait in waits] == [True] * 8 + [False]


def fail_job(*, attempts=8, status="failed"):
    """Bring the only job where a worker leaves it after its last try."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s", [attempts])
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", [status]
        )
    return ProcrastinateJob.objects.get().id


def test_work_that_was_given_up_is_listed_with_its_error_and_can_be_taken_up_again(
    django_assert_num_queries,
):
    emit(BellRung(times=13))
    relay_messages(at=NOON)
    job_id = fail_job()
    note_stumble(job_id=job_id, fault=ValueError("thirteen\nDETAIL: row (张三)"), at=NOON)

    with django_assert_num_queries(3):
        (failure,) = list_failures()

    assert failure.what == f"tests.BellRung → {HERE}.hear_bell"
    assert (failure.error, failure.failed_at) == ("ValueError: thirteen", NOON)
    assert (failure.attempts, failure.retry_at) == (8, None)
    assert get_backlog().failures == 1

    retry_job(job_id=job_id, at=NOON)

    assert ProcrastinateJob.objects.get().status == "todo"
    assert get_backlog().failures == 0


def test_only_work_that_was_given_up_can_be_taken_up_again():
    emit(BellRung(times=1))
    relay_messages(at=NOON)
    job = ProcrastinateJob.objects.get()

    with pytest.raises(JobNotFailedError, match=f"没有编号为 {job.id} 的失败任务"):
        retry_job(job_id=job.id, at=NOON)

    assert ProcrastinateJob.objects.get().status == "todo"


def test_messages_are_forgotten_after_thirty_days_unless_a_job_still_needs_them():
    emit(NobodyCares(why="old"))
    relay_messages(at=NOON - timedelta(days=31))
    emit(BellRung(times=1))
    relay_messages(at=NOON - timedelta(days=31))
    emit(NobodyCares(why="young"))
    relay_messages(at=NOON - timedelta(days=29))
    emit(NobodyCares(why="waiting"))

    assert forget_messages(at=NOON) == 1

    kept = [BellRung(times=1), NobodyCares(why="young"), NobodyCares(why="waiting")]
    assert emitted() == kept


def test_the_command_tells_backlog_and_failures_and_retries():
    emit(BellRung(times=13))
    relay_messages(at=NOON)
    job_id = fail_job()
    note_stumble(job_id=job_id, fault=ValueError("thirteen"), at=NOON)
    emit(NobodyCares(why="waiting"))
    said = StringIO()

    call_command("outbox", "backlog", stdout=said)
    call_command("outbox", "failures", stdout=said)
    call_command("outbox", "retry", str(job_id), stdout=said)

    assert said.getvalue().splitlines() == [
        "待转交事件 1，待执行任务 0，已放弃任务 1",
        f"{job_id}  tests.BellRung → {HERE}.hear_bell  ×8  已放弃  ValueError: thirteen",
    ]
    with pytest.raises(CommandError, match="没有编号为"):
        call_command("outbox", "retry", str(job_id))
