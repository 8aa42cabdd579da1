"""Commands of the ledger."""

from collections.abc import Mapping
from datetime import datetime

from zhengtong.core.actors import Actor
from zhengtong.foundation.ledger.models import Entry
from zhengtong.foundation.ledger.types import JsonValue


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
    """
    Entry.objects.create(
        at=at,
        action=action,
        subject=subject,
        actor_kind=actor.kind.value,
        actor_name=actor.name,
        actor_account_id=actor.account_id,
        actor_body=actor.body,
        actor_post=actor.post,
        power=power,
        detail=dict(detail or {}),
    )
