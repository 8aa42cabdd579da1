"""Commands of the ledger: write an act down; seal what was written."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from zhengtong.core.actors import Actor
from zhengtong.foundation.ledger import selectors
from zhengtong.foundation.ledger.models import Seal
from zhengtong.foundation.ledger.rules import GENESIS, chain, head_of
from zhengtong.foundation.ledger.types import JsonValue

SEALER_LOCK = 0x6C656467  # "ledg": one number of its own among the advisory locks

# Written out, not through the model: of an act's own time this line is spent on every one, and a
# third of the price buys the same row.
INSERT = """
INSERT INTO ledger_entry ("at", action, subject, actor_kind, actor_name, actor_account_id,
                          actor_body, actor_post, power, detail)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
MARK = """
UPDATE ledger_entry AS entry
SET seal_no = %s, position = sealed.position,
    leaf = substring(%s::bytea FROM 32 * (sealed.position - 1)::integer + 1 FOR 32),
    link = substring(%s::bytea FROM 32 * (sealed.position - 1)::integer + 1 FOR 32)
FROM unnest(%s::bigint[]) WITH ORDINALITY AS sealed (id, position)
WHERE entry.id = sealed.id
"""


def record(
    *,
    action: str,
    subject: str,
    actor: Actor,
    at: datetime,
    power: str = "",
    detail: Mapping[str, JsonValue] | None = None,
) -> None:
    """Write down an act, in the transaction of the act itself: one insert, no lock.

    ``action`` is dotted (``cases.accepted``), ``subject`` the number or code of what was acted on,
    ``power`` the code of the power used, ``detail`` a few small values; never a person's data.

    Raises: ``TransactionManagementError`` outside a transaction, where act and entry could part.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs in the act's transaction")
    who = (actor.kind.value, actor.name, actor.account_id, actor.body, actor.post)
    said = json.dumps(dict(detail)) if detail else "{}"
    with connection.cursor() as cursor:
        cursor.execute(INSERT, (at, action, subject, *who, power, said))


@transaction.atomic
def seal_entries(*, at: datetime, limit: int = 1000) -> int:
    """Seal the oldest committed entries into the next link of the chain; return how many.

    The order is that of sealing: an entry that commits late with a low number is sealed late. A
    second sealer finds the first at work and leaves at once.

    Guarantee: each entry is sealed exactly once; none is ever waited for by those who write.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALER_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        rows = selectors.list_unsealed_rows(limit=limit)
        if not rows:
            return 0
        last = Seal.objects.order_by("-number").first()
        number, previous = (last.number + 1, bytes(last.head)) if last else (1, GENESIS)
        leaves, links = chain(previous, rows)
        ids = [row.entry_id for row in rows]
        Seal.objects.create(
            number=number,
            entry_ids=ids,
            previous_head=previous,
            head=head_of(links[-1], number, len(rows), at),
            sealed_at=at,
        )
        cursor.execute(MARK, [number, b"".join(leaves), b"".join(links), ids])
    return len(rows)
