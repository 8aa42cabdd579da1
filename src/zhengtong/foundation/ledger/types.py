"""What the ledger takes and tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType, TypeAlias

EntryId = NewType("EntryId", int)

# Without floats on purpose: they do not read back digit for digit from every database.
JsonValue: TypeAlias = "str | int | bool | None | Sequence[JsonValue] | Mapping[str, JsonValue]"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One act, as a person reads it; ``seal_no`` is empty for the second before it is sealed."""

    entry_id: EntryId
    at: datetime
    action: str
    subject: str
    actor_kind: str
    actor_name: str
    actor_account_id: int | None
    actor_body: str
    actor_post: str
    power: str
    detail: Mapping[str, JsonValue]
    seal_no: int | None
