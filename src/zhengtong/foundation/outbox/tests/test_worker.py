"""The worker on a real database: it delivers, seals, notes, rescues, outlives and stops."""

import os
import signal
import threading
import time
from contextlib import contextmanager

import psycopg
import psycopg.sql
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import connector_params
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from zhengtong.foundation.ledger.selectors import verify
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.outbox.models import Message
from zhengtong.foundation.outbox.selectors import list_failures
from zhengtong.foundation.outbox.services import emit, relay_messages
from zhengtong.foundation.outbox.tests.wiring import NOON, BellRung, DoorOpened
from zhengtong.foundation.outbox.worker.keeper import keep_working

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"started": "started", "lost": "lost", "back": "back", "stopped": "stopped"}
HEARD_DOOR, HEARD_BELL = "tests.heard-door", "tests.heard-bell"
PATIENCE_SECONDS = 15


@pytest.fixture(autouse=True)
def wiring(settings):
    settings.OUTBOX_WIRING = "zhengtong.foundation.outbox.tests.wiring.REACTIONS"


def tell(fact):
    with transaction.atomic():
        emit(fact)


def wait_until(is_so):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert is_so()


def heard():
    return sorted(line[:2] for line in ledger_lines())


def work_while(act):
    """Run the worker in this thread until ``act``, in another, is done; return what it said."""
    said, faults = [], []

    def watch():
        try:
            wait_until(lambda: "started" in said)
            act(said)
        except BaseException as fault:  # noqa: BLE001 - told to the test below
            faults.append(fault)
        finally:
            connection.close()
            os.kill(os.getpid(), signal.SIGTERM)

    watcher = threading.Thread(target=watch)
    watcher.start()
    keep_working(concurrency=2, say=said.append, words=WORDS)
    watcher.join()
    assert faults == []
    return said


def test_it_delivers_what_is_told_and_what_follows_seals_it_all_and_stops_when_told():
    def act(_said):
        tell(DoorOpened(door="南门", width_mm=3, is_front=True))
        wait_until(lambda: heard() == [(HEARD_BELL, "3"), (HEARD_DOOR, "南门")])
        wait_until(lambda: verify().entries == 2)

    assert work_while(act) == ["started", "stopped"]

    assert verify().ok
    assert ProcrastinateJob.objects.count() == 0
    assert ProcrastinateWorker.objects.count() == 0


@contextmanager
def database_gone():
    """Cut every connection to the test database, and let nobody in until the end."""
    name = connection.settings_dict["NAME"]
    connection.close()
    elsewhere = {**connector_params(), "dbname": "postgres"}
    with psycopg.connect(**elsewhere, autocommit=True) as other:
        shut, open_again = (
            psycopg.sql.SQL(f"ALTER DATABASE {{}} ALLOW_CONNECTIONS {word}").format(
                psycopg.sql.Identifier(name)
            )
            for word in ("false", "true")
        )
        other.execute(shut)
        try:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
            yield
        finally:
            other.execute(open_again)


def test_it_outlives_the_loss_of_the_database_and_says_so_once():
    def act(said):
        wait_until(ProcrastinateWorker.objects.exists)  # else there is no connection to lose yet
        with database_gone():
            wait_until(lambda: "lost" in said)
        wait_until(lambda: "back" in said)
        tell(BellRung(times=1))
        wait_until(lambda: heard() == [(HEARD_BELL, "1")])

    connection.close()  # or this thread would have lost it, too
    assert work_while(act) == ["started", "lost", "back", "stopped"]


def test_a_handler_that_fails_is_noted_and_waits_for_another_try_while_others_go_on():
    def act(_said):
        tell(BellRung(times=13))
        tell(BellRung(times=2))
        wait_until(lambda: heard() == [(HEARD_BELL, "2")])
        wait_until(
            lambda: [failure.error for failure in list_failures()] == ["ValueError: thirteen"]
        )

    work_while(act)

    (failure,) = list_failures()
    assert failure.attempts == 1
    assert failure.retry_at > NOON
    assert heard() == [(HEARD_BELL, "2")]


def test_it_takes_up_again_what_a_killed_worker_had_begun():
    tell(BellRung(times=1))
    relay_messages(at=NOON)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '1 minute') RETURNING id)"
            " UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM dead)"
        )

    work_while(lambda _said: wait_until(lambda: heard() == [(HEARD_BELL, "1")]))

    assert ProcrastinateJob.objects.count() == 0


def test_a_job_in_hand_when_the_worker_is_told_to_stop_is_ended_first():
    tell(BellRung(times=13))

    work_while(
        lambda _said: wait_until(lambda: Message.objects.filter(relayed_at=None).count() == 0)
    )

    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) == {"todo"}
