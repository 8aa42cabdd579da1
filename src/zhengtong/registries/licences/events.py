"""Door: what happened to a licence."""

from dataclasses import dataclass

from zhengtong.core.events import Event


@dataclass(frozen=True, slots=True)
class LicenceIssued(Event):
    """A licence was made, sealed and entered in the register; ``key`` is the one of the order."""

    identifier: str
    type_code: str
    issuer: str
    case_no: str
    key: str
    account_id: int | None


@dataclass(frozen=True, slots=True)
class LicenceRevoked(Event):
    """A licence was revoked (吊销) by its issuing body."""

    identifier: str
    title: str
    title_en: str
    case_no: str
    reason: str
    legal_basis: str
    account_id: int | None
