"""How an entry becomes a digest, digests become a chain, and where a chain is broken.

The three kinds of digest start with different bytes, so that none can pass for another.

Source: GB/T 32905—2016 信息安全技术 SM3密码杂凑算法 (the digest); the chain is our own,
written down in ``docs/rules/ledger.md``.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from json import JSONEncoder
from typing import NamedTuple

from zhengtong.core.digests import sm3
from zhengtong.foundation.ledger.types import EntryId, Fault, FaultKind, SealNo

GENESIS = bytes(32)
ENTRY, LINK, SEAL = b"\x00", b"\x01", b"\x02"
SAID = 11  # the first fields of a row: what the entry says
encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Row(NamedTuple):
    """An entry exactly as it stands in the table; ``detail`` in PostgreSQL's own words.

    Units: ``at`` is UTC to the microsecond, ``2026-11-21T01:02:03.000004``.
    """

    entry_id: int
    at: str
    action: str
    subject: str
    actor_kind: str
    actor_name: str
    actor_account_id: int | None
    actor_body: str
    actor_post: str
    power: str
    detail: str
    position: int | None = None
    leaf: bytes | None = None
    link: bytes | None = None


class SealRow(NamedTuple):
    """A seal exactly as it stands in the table."""

    number: int
    entry_ids: Sequence[int]
    previous_head: bytes
    head: bytes
    sealed_at: datetime


def leaf_of(row: Row) -> bytes:
    """Return the digest of one entry: of everything it says, of its number and of nothing else."""
    return sm3(ENTRY + encode(row[:SAID]).encode())


def link_of(previous: bytes, leaf: bytes) -> bytes:
    """Return the chain's value after ``leaf``: it depends on everything that came before."""
    return sm3(LINK + previous + leaf)


def head_of(last_link: bytes, number: int, count: int, sealed_at: datetime) -> bytes:
    """Return the chain's value after a batch, its number, size and time of sealing included."""
    at = sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    return link_of(last_link, sm3(SEAL + encode((number, count, at)).encode()))


def chain(previous: bytes, rows: Iterable[Row]) -> tuple[list[bytes], list[bytes]]:
    """Return the leaves of ``rows`` and the chain's value after each."""
    leaves, links = [], []
    for row in rows:
        leaf = leaf_of(row)
        previous = link_of(previous, leaf)
        leaves.append(leaf)
        links.append(previous)
    return leaves, links


def first_fault(seal: SealRow, rows: Sequence[Row], previous_head: bytes) -> Fault | None:
    """Return the first difference between a batch as it stands and as it was sealed.

    ``rows`` are those that claim to be of this seal, in order of position.

    Guarantee: an entry altered, added, removed or moved is named itself, also when its stored leaf
    was recomputed with it; when its link was recomputed too, the entry after it is named, and when
    all links up to the end were, the seal is.
    """
    if bytes(seal.previous_head) != previous_head:
        return Fault(FaultKind.SEAL_ALTERED, SealNo(seal.number))
    link = previous_head
    for position, entry_id in enumerate(seal.entry_ids, start=1):
        row = rows[position - 1] if position <= len(rows) else None
        kind = _judge(row, position, entry_id, link)
        if kind is not None:
            return _fault(kind, seal, position, row, entry_id)
        link = bytes(row.link) if row and row.link else b""
    if len(rows) > len(seal.entry_ids):
        row = rows[len(seal.entry_ids)]
        return _fault(FaultKind.EXTRA, seal, len(rows), row, row.entry_id)
    if head_of(link, seal.number, len(seal.entry_ids), seal.sealed_at) != bytes(seal.head):
        return Fault(FaultKind.SEAL_ALTERED, SealNo(seal.number))
    return None


def _judge(row: Row | None, position: int, entry_id: int, link: bytes) -> FaultKind | None:
    """Say what is wrong with the row that stands at ``position``, if anything."""
    if row is None or row.position is None or row.position > position:
        return FaultKind.MISSING
    if row.position < position:
        return FaultKind.EXTRA
    if row.entry_id != entry_id:
        return FaultKind.DISPLACED
    leaf = leaf_of(row)
    is_as_sealed = row.leaf == leaf and row.link == link_of(link, leaf)
    return None if is_as_sealed else FaultKind.ALTERED


def _fault(kind: FaultKind, seal: SealRow, position: int, row: Row | None, entry_id: int) -> Fault:
    """Name the entry; of one that is gone, only its number is left to tell."""
    number = SealNo(seal.number)
    if kind is FaultKind.MISSING or row is None:
        return Fault(kind, number, position, EntryId(entry_id))
    return Fault(kind, number, row.position, EntryId(row.entry_id), row.action, row.subject)
