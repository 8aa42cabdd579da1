"""An entry is one insert with the act; sealing takes each entry once, whatever the commit order."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from zhengtong.core.actors import SYSTEM, AccountId, Actor, ActorKind
from zhengtong.foundation.ledger.models import Entry, Seal
from zhengtong.foundation.ledger.selectors import find_head, list_entries, verify
from zhengtong.foundation.ledger.services import record, seal_entries
from zhengtong.foundation.ledger.testing import ledger_lines

NINE = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TEN = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
OFFICER = Actor(ActorKind.OFFICER, "林晓", AccountId(7), "11440000MB2C928306", "reviewer")


def accept(subject="办件1"):
    record(action="cases.accepted", subject=subject, actor=OFFICER, at=NINE)


@pytest.mark.django_db
def test_recording_is_one_insert_that_keeps_everything_said(django_assert_num_queries):
    with django_assert_num_queries(1):
        record(
            action="cases.accepted",
            subject="办件1",
            actor=OFFICER,
            at=NINE,
            power="440123014000",
            detail={"due_on": "2026-12-01", "days": 5, "parts": [True, None]},
        )

    (entry,) = list_entries("办件1")
    assert (entry.at, entry.action, entry.subject) == (NINE, "cases.accepted", "办件1")
    assert (entry.actor_kind, entry.actor_name, entry.actor_account_id) == ("officer", "林晓", 7)
    assert (entry.actor_body, entry.actor_post) == ("11440000MB2C928306", "reviewer")
    assert entry.power == "440123014000"
    assert entry.detail == {"due_on": "2026-12-01", "days": 5, "parts": [True, None]}
    assert entry.seal_no is None


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        accept()

    assert ledger_lines() == []


@pytest.mark.django_db(transaction=True)
def test_an_act_rolled_back_leaves_no_entry():
    @transaction.atomic
    def act():
        accept()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert ledger_lines() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forgery",
    [
        pytest.param("UPDATE ledger_entry SET action = 'cases.refused'", id="an entry is reworded"),
        pytest.param("UPDATE ledger_entry SET seal_no = NULL", id="a seal is taken off"),
        pytest.param("UPDATE ledger_entry SET position = 9", id="a place is changed"),
        pytest.param("DELETE FROM ledger_entry", id="an entry is deleted"),
        pytest.param("UPDATE ledger_seal SET sealed_at = now()", id="a seal is dated anew"),
        pytest.param("DELETE FROM ledger_seal", id="a seal is deleted"),
        pytest.param(
            'INSERT INTO ledger_entry SELECT id + 1, "at", action, subject, actor_kind, actor_name,'
            " actor_account_id, actor_body, actor_post, power, detail, seal_no, 2, leaf, link"
            " FROM ledger_entry",
            id="an entry is slipped under a seal",
        ),
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_ledger(forgery):
    accept()
    seal_entries(at=TEN)
    before = list(Entry.objects.values()), list(Seal.objects.values())

    with (
        pytest.raises(ProgrammingError, match="台账只能追加"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(forgery)

    assert (list(Entry.objects.values()), list(Seal.objects.values())) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["entry", "seal"])
def test_the_database_itself_refuses_to_empty_the_ledger(table):
    @transaction.atomic
    def empty():
        # A test database lets itself be emptied; within this transaction it is like any other.
        with connection.cursor() as cursor:
            trigger = f"ledger_{table}_is_not_truncated"
            cursor.execute(f"ALTER TABLE ledger_{table} ENABLE TRIGGER {trigger}")
            cursor.execute(f"TRUNCATE ledger_{table}")

    with pytest.raises(ProgrammingError, match="台账只能追加"):
        empty()


@pytest.mark.django_db
def test_sealing_chains_batches_one_after_the_other():
    for number in range(5):
        accept(f"办件{number}")

    assert [seal_entries(at=TEN, limit=2) for _ in range(4)] == [2, 2, 1, 0]

    first, second, third = Seal.objects.order_by("number")
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert bytes(first.previous_head) == bytes(32)
    assert (second.previous_head, third.previous_head) == (first.head, second.head)
    assert find_head().digest == bytes(third.head).hex()
    found = verify()
    assert (found.ok, found.entries, found.seals, found.unsealed) == (True, 5, 3, 0)


@pytest.mark.django_db
def test_a_batch_costs_the_same_number_of_statements_whatever_its_size(django_assert_num_queries):
    for number in range(50):
        accept(f"办件{number}")

    with django_assert_num_queries(7):  # savepoint, lock, read, last seal, new seal, mark, release
        seal_entries(at=TEN)


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_commits_late_with_a_low_number_is_sealed_all_the_same():
    early_has_written, may_commit = threading.Event(), threading.Event()

    def write_early_and_commit_late():
        with transaction.atomic():
            accept("先写后提交")
            early_has_written.set()
            may_commit.wait(10)
        connection.close()

    slow = threading.Thread(target=write_early_and_commit_late)
    slow.start()
    early_has_written.wait(10)
    with transaction.atomic():
        accept("后写先提交")
    first = seal_entries(at=TEN)
    may_commit.set()
    slow.join()
    second = seal_entries(at=TEN)

    assert (first, second) == (1, 1)
    sealed = Entry.objects.order_by("id").values_list("subject", "seal_no")
    assert list(sealed) == [("先写后提交", 2), ("后写先提交", 1)]
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_a_second_sealer_finds_the_first_at_work_and_leaves():
    with transaction.atomic():
        accept()
    first_has_sealed, may_commit = threading.Event(), threading.Event()

    def seal_and_wait():
        with transaction.atomic():
            seal_entries(at=TEN)
            first_has_sealed.set()
            may_commit.wait(10)
        connection.close()

    first = threading.Thread(target=seal_and_wait)
    first.start()
    first_has_sealed.wait(10)
    second = seal_entries(at=TEN)
    may_commit.set()
    first.join()

    assert second == 0
    assert Seal.objects.count() == 1
    assert verify().ok


@pytest.mark.django_db
def test_what_was_done_to_one_subject_is_read_page_by_page(django_assert_num_queries):
    for number in range(5):
        record(action=f"cases.step-{number}", subject="办件1", actor=SYSTEM, at=NINE)
    accept("办件2")

    with django_assert_num_queries(2):
        page = list_entries("办件1", limit=3)
        rest = list_entries("办件1", before=page[-1].entry_id, limit=3)

    assert [entry.action for entry in page] == ["cases.step-4", "cases.step-3", "cases.step-2"]
    assert [entry.action for entry in rest] == ["cases.step-1", "cases.step-0"]
