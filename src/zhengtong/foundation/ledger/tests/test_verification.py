"""Whoever changes the ledger behind its back is found, at the entry that was changed."""

import pytest

from zhengtong.foundation.ledger.models import Entry
from zhengtong.foundation.ledger.rules import Row, leaf_of, link_of
from zhengtong.foundation.ledger.selectors import find_head, list_unsealed_rows, verify
from zhengtong.foundation.ledger.services import seal_entries
from zhengtong.foundation.ledger.tests.forgery import NINE, forge
from zhengtong.foundation.ledger.types import Fault, FaultKind

pytestmark = pytest.mark.django_db
REWRITE = "UPDATE ledger_entry SET {} WHERE id = %s"
SLIP_IN = """
INSERT INTO ledger_entry
SELECT 999999, "at", action, subject, actor_kind, actor_name, actor_account_id, actor_body,
       actor_post, power, detail, %s, %s, leaf, link
FROM ledger_entry WHERE id = %s
"""


def fault(kind, seal_no, position, entry_id, number):
    return Fault(kind, seal_no, position, entry_id, "cases.accepted", f"办件{number}")


def test_an_untouched_ledger_passes(ids):
    heard = []

    found = verify(told=heard.append)

    assert (found.ok, found.entries, found.seals, found.unsealed) == (True, 9, 3, 0)
    assert found.head == find_head()
    assert heard == [3, 3, 3]


def test_an_empty_ledger_passes():
    assert verify().ok
    assert verify().head is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param('"at" = "at" + interval \'1 microsecond\'', id="when"),
        pytest.param("action = 'cases.accepteD'", id="what was done"),
        pytest.param("actor_name = '别人'", id="by whom"),
        pytest.param("actor_account_id = 5", id="from which account"),
        pytest.param("actor_body = '11440000MB2C928306'", id="for which body"),
        pytest.param("actor_post = 'decider'", id="in which post"),
        pytest.param("power = '1'", id="under which power"),
        pytest.param("detail = '{\"days\": 4.0}'", id="a number that is equal yet not the same"),
        pytest.param('detail = \'{"days": "4"}\'', id="a number made a text"),
        pytest.param("leaf = '\\x00'", id="its digest"),
    ],
)
def test_any_change_of_an_entry_is_found_at_that_entry(ids, change):
    forge((REWRITE.format(change), [ids[4]]))

    found = verify().first_bad

    assert (found.kind, found.entry_id, found.subject) == (FaultKind.ALTERED, ids[4], "办件4")


def test_a_changed_subject_is_named_as_it_stands_now(ids):
    forge(("UPDATE ledger_entry SET subject = '办件8' WHERE id = %s", [ids[4]]))

    assert verify().first_bad == fault(FaultKind.ALTERED, 2, 2, ids[4], 8)


def test_of_several_changes_the_first_is_named(ids):
    forge(("UPDATE ledger_entry SET power = '1' WHERE id IN (%s, %s)", [ids[7], ids[2]]))

    assert verify().first_bad == fault(FaultKind.ALTERED, 1, 3, ids[2], 2)


def test_a_deleted_entry_is_named_by_its_number(ids):
    forge(("DELETE FROM ledger_entry WHERE id = %s", [ids[4]]))

    assert verify().first_bad == Fault(FaultKind.MISSING, 2, 2, ids[4])


def test_a_deleted_last_entry_is_missed_too(ids):
    forge(("DELETE FROM ledger_entry WHERE id = %s", [ids[8]]))

    assert verify().first_bad == Fault(FaultKind.MISSING, 3, 3, ids[8])


def test_two_entries_that_changed_places_are_found(ids):
    forge(
        ("UPDATE ledger_entry SET position = 9 WHERE id = %s", [ids[3]]),
        ("UPDATE ledger_entry SET position = 1 WHERE id = %s", [ids[5]]),
        ("UPDATE ledger_entry SET position = 3 WHERE id = %s", [ids[3]]),
    )

    assert verify().first_bad == fault(FaultKind.DISPLACED, 2, 1, ids[5], 5)


def test_two_entries_that_swapped_what_they_say_are_found(ids):
    forge(
        ("UPDATE ledger_entry SET subject = '办件5' WHERE id = %s", [ids[3]]),
        ("UPDATE ledger_entry SET subject = '办件3' WHERE id = %s", [ids[5]]),
    )

    assert verify().first_bad == fault(FaultKind.ALTERED, 2, 1, ids[3], 5)


@pytest.mark.parametrize(
    ("seal_no", "position"),
    [
        pytest.param(2, 4, id="after the last of a batch"),
        pytest.param(2, 0, id="before the first of a batch"),
        pytest.param(7, 1, id="under a seal that does not exist"),
    ],
)
def test_an_entry_slipped_in_is_named(ids, seal_no, position):
    forge((SLIP_IN, [seal_no, position, ids[1]]))

    assert verify().first_bad == fault(FaultKind.EXTRA, seal_no, position, 999999, 1)


def test_an_entry_changed_together_with_its_digest_is_named(ids):
    row = altered_row(ids[4])
    forge(
        (
            "UPDATE ledger_entry SET subject = %s, leaf = %s WHERE id = %s",
            [row.subject, leaf_of(row), row.entry_id],
        )
    )

    assert verify().first_bad == fault(FaultKind.ALTERED, 2, 2, ids[4], 99)


def test_an_entry_changed_with_digest_and_link_gives_itself_away_at_the_next(ids):
    row = altered_row(ids[4])
    previous = bytes(Entry.objects.get(id=ids[3]).link)
    forge(
        (
            "UPDATE ledger_entry SET subject = %s, leaf = %s, link = %s WHERE id = %s",
            [row.subject, leaf_of(row), link_of(previous, leaf_of(row)), row.entry_id],
        )
    )

    assert verify().first_bad == fault(FaultKind.ALTERED, 2, 3, ids[5], 5)


def test_a_last_entry_changed_with_digest_and_link_gives_its_seal_away(ids):
    row = altered_row(ids[8])
    previous = bytes(Entry.objects.get(id=ids[7]).link)
    forge(
        (
            "UPDATE ledger_entry SET subject = %s, leaf = %s, link = %s WHERE id = %s",
            [row.subject, leaf_of(row), link_of(previous, leaf_of(row)), row.entry_id],
        )
    )

    assert verify().first_bad == Fault(FaultKind.SEAL_ALTERED, 3)


def altered_row(entry_id):
    """Read an entry as the sealer does, and change its subject."""
    forge(("UPDATE ledger_entry SET seal_no = NULL WHERE id = %s", [entry_id]))
    (row,) = list_unsealed_rows(limit=1)
    seal_no = 1 + (entry_id - Entry.objects.order_by("id").first().id) // 3
    forge(("UPDATE ledger_entry SET seal_no = %s WHERE id = %s", [seal_no, entry_id]))
    return Row(*row)._replace(subject="办件99")


@pytest.mark.parametrize(
    ("change", "kind", "seal_no"),
    [
        pytest.param(
            "UPDATE ledger_seal SET sealed_at = sealed_at - interval '1 day' WHERE number = 2",
            FaultKind.SEAL_ALTERED,
            2,
            id="a seal dated back",
        ),
        pytest.param(
            "UPDATE ledger_seal SET head = previous_head WHERE number = 1",
            FaultKind.SEAL_ALTERED,
            1,
            id="another head",
        ),
        pytest.param(
            "UPDATE ledger_seal SET previous_head = head WHERE number = 2",
            FaultKind.SEAL_ALTERED,
            2,
            id="another previous head",
        ),
        pytest.param(
            "DELETE FROM ledger_seal WHERE number = 2",
            FaultKind.SEAL_MISSING,
            2,
            id="a seal gone from the middle",
        ),
    ],
)
def test_a_changed_seal_is_named(ids, change, kind, seal_no):
    forge((change, []))

    assert verify().first_bad == Fault(kind, seal_no)


def test_a_chain_cut_off_with_its_entries_is_found_by_a_head_kept_elsewhere(ids):
    anchor = find_head()
    forge(
        ("DELETE FROM ledger_entry WHERE seal_no = 3", []),
        ("DELETE FROM ledger_seal WHERE number = 3", []),
    )

    assert verify().ok
    assert verify(anchor=anchor).first_bad == Fault(FaultKind.SEAL_MISSING, 3)


def test_a_ledger_sealed_anew_from_the_start_is_found_by_a_head_kept_elsewhere(ids):
    anchor = find_head()
    forge(
        ("DELETE FROM ledger_seal", []),
        ("UPDATE ledger_entry SET seal_no = NULL, position = NULL, leaf = NULL, link = NULL", []),
        ("UPDATE ledger_entry SET subject = '办件99' WHERE id = %s", [ids[4]]),
    )
    for _ in range(3):
        seal_entries(at=NINE, limit=3)

    assert verify().ok
    assert verify(anchor=anchor).first_bad == Fault(FaultKind.ANCHOR, 3)
