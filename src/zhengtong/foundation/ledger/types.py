"""What the ledger takes and tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType, TypeAlias

from zhengtong.core.labels import LabelledEnum

EntryId = NewType("EntryId", int)
SealNo = NewType("SealNo", int)

# Without floats on purpose: an entry says how many fen, days or bytes, never about how many.
JsonValue: TypeAlias = "str | int | bool | Sequence[JsonValue] | Mapping[str, JsonValue] | None"


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
    seal_no: SealNo | None


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stands: published elsewhere, it fixes everything sealed before it.

    Units: ``digest`` is 64 hexadecimal digits of SM3.
    """

    seal_no: SealNo
    digest: str


class FaultKind(LabelledEnum):
    """In which way the ledger is not what was sealed."""

    ALTERED = "altered", "内容与封存时不一致", "differs from what was sealed"
    MISSING = "missing", "已封存的条目不见了", "was sealed and is gone"
    EXTRA = "extra", "不在封存名单之内", "was never part of this seal"
    DISPLACED = "displaced", "不在封存时的位置", "does not stand where it was sealed"
    SEAL_ALTERED = "seal-altered", "封存记录被改动", "is a seal that was altered"
    SEAL_MISSING = "seal-missing", "封存记录不见了", "is a seal that is gone"
    ANCHOR = "anchor", "与外部公布的链头不一致", "differs from the head published elsewhere"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the ledger is not what was sealed.

    ``action`` and ``subject`` are what the entry says now; empty when it is gone or is a seal.
    """

    kind: FaultKind
    seal_no: SealNo
    position: int | None = None
    entry_id: EntryId | None = None
    action: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What re-reading the whole ledger found; ``first_bad`` is empty when all is as sealed."""

    entries: int
    seals: int
    unsealed: int
    head: Head | None
    first_bad: Fault | None

    @property
    def ok(self) -> bool:
        """Tell whether every sealed entry is as it was sealed."""
        return self.first_bad is None
