"""Reads of the ledger, and the re-reading of all of it."""

from collections.abc import Callable, Iterator
from itertools import groupby

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from zhengtong.foundation.ledger.models import Entry, Seal
from zhengtong.foundation.ledger.rules import GENESIS, Row, SealRow, first_fault
from zhengtong.foundation.ledger.types import (
    EntryId,
    Fault,
    FaultKind,
    Head,
    LedgerEntry,
    SealNo,
    Verification,
)

SEALS_A_READ = 50
COLUMNS = """
    id, to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), action, subject, actor_kind,
    actor_name, actor_account_id, actor_body, actor_post, power, detail::text
"""
UNSEALED = f"SELECT {COLUMNS} FROM ledger_entry WHERE seal_no IS NULL ORDER BY id LIMIT %s"  # noqa: S608 - constants only
SEALED = f"""
SELECT {COLUMNS}, position, leaf, link, seal_no FROM ledger_entry
WHERE seal_no BETWEEN %s AND %s ORDER BY seal_no, position
"""  # noqa: S608 - constants only


def list_entries(
    subject: str, *, before: EntryId | None = None, limit: int = 50
) -> tuple[LedgerEntry, ...]:
    """Return what was done to ``subject``, latest first, from ``before`` backwards."""
    entries = Entry.objects.filter(subject=subject).order_by("-id")
    if before is not None:
        entries = entries.filter(id__lt=before)
    return tuple(
        LedgerEntry(
            entry_id=EntryId(entry.id),
            at=entry.at,
            action=entry.action,
            subject=entry.subject,
            actor_kind=entry.actor_kind,
            actor_name=entry.actor_name,
            actor_account_id=entry.actor_account_id,
            actor_body=entry.actor_body,
            actor_post=entry.actor_post,
            power=entry.power,
            detail=entry.detail,
            seal_no=None if entry.seal_no is None else SealNo(entry.seal_no),
        )
        for entry in entries[:limit]
    )


def find_head() -> Head | None:
    """Return where the chain stands, or nothing before the first seal."""
    last = Seal.objects.order_by("-number").first()
    return Head(SealNo(last.number), bytes(last.head).hex()) if last else None


def list_unsealed_rows(*, limit: int) -> list[Row]:
    """Return the oldest committed entries that no seal holds yet, as they stand in the table."""
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, [limit])
        return [Row(*row) for row in cursor.fetchall()]


def count_sealed() -> int:
    """Return how many entries all the seals hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(cardinality(entry_ids)), 0) FROM ledger_seal")
        return int(cursor.fetchone()[0])


def verify(
    *, anchor: Head | None = None, told: Callable[[int], None] | None = None
) -> Verification:
    """Re-read every sealed entry in order, recompute the chain, and say where it first breaks.

    ``anchor`` is a head published elsewhere earlier; ``told`` hears how many entries were re-read.
    What is sealed while this runs is left for the next time.
    """
    fault, head, entries, seals = None, None, 0, 0
    for seal, rows in _batches():
        previous = bytes.fromhex(head.digest) if head else GENESIS
        fault = _gap(seal, seals + 1) or first_fault(seal, rows, previous)
        if fault:
            break
        entries, seals = entries + len(rows), seals + 1
        head = Head(SealNo(seal.number), bytes(seal.head).hex())
        if anchor and anchor.seal_no == head.seal_no and anchor.digest != head.digest:
            fault = Fault(FaultKind.ANCHOR, head.seal_no)
            break
        if told:
            told(len(rows))
    if fault is None:
        fault = _find_unheld(seals) or _missing_anchor(anchor, seals)
    unsealed = Entry.objects.filter(seal_no__isnull=True).count()
    return Verification(entries, seals, unsealed, head, fault)


def _batches() -> Iterator[tuple[SealRow, list[Row]]]:
    """Yield every seal with the rows that claim to be of it, a few thousand rows in memory."""
    last = Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0
    after = 0
    fields = ("number", "entry_ids", "previous_head", "head", "sealed_at")
    while after < last:
        numbered = Seal.objects.filter(number__gt=after, number__lte=last).order_by("number")
        seals = [SealRow(*values) for values in numbered.values_list(*fields)[:SEALS_A_READ]]
        with connection.cursor() as cursor:
            cursor.execute(SEALED, [after + 1, seals[-1].number])
            claimed = groupby(cursor.fetchall(), key=lambda row: row[-1])
            rows = {number: [Row(*row[:-1]) for row in group] for number, group in claimed}
        for seal in seals:
            yield seal, rows.get(seal.number, [])
        after = seals[-1].number


def _gap(seal: SealRow, expected: int) -> Fault | None:
    """Seals are numbered without a gap; the first that is gone is named."""
    return None if seal.number == expected else Fault(FaultKind.SEAL_MISSING, SealNo(expected))


def _find_unheld(seals: int) -> Fault | None:
    """Return the first entry that claims a seal which does not exist."""
    held = Exists(Seal.objects.filter(number=OuterRef("seal_no")))
    strays = Entry.objects.filter(Q(seal_no__gt=seals) | Q(seal_no__lt=1)).exclude(held)
    entry = strays.order_by("seal_no", "position").first()
    if entry is None or entry.seal_no is None:
        return None
    return Fault(
        FaultKind.EXTRA,
        SealNo(entry.seal_no),
        entry.position,
        EntryId(entry.id),
        entry.action,
        entry.subject,
    )


def _missing_anchor(anchor: Head | None, seals: int) -> Fault | None:
    """Tell that the end of the chain was cut off, when the anchor lies beyond it."""
    if anchor is None or anchor.seal_no <= seals:
        return None
    return Fault(FaultKind.SEAL_MISSING, SealNo(seals + 1))
