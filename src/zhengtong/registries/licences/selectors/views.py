"""From a row of the register to what holders, officers and the public may see of it."""

from datetime import datetime

from django.utils.timezone import localdate

from zhengtong.core.actors import AccountId
from zhengtong.core.codes import LicenceIdentifier
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.licences import rules
from zhengtong.registries.licences.models import LicenceRecord
from zhengtong.registries.licences.types import (
    Holder,
    HolderKind,
    Licence,
    LicenceStatus,
    Verification,
)


def status_of(record: LicenceRecord, at: datetime | None) -> LicenceStatus:
    """Return the state at a moment, ``None`` meaning now."""
    return rules.status_on(LicenceStatus(record.status), record.valid_until, localdate(at))


def as_licence(record: LicenceRecord, at: datetime | None) -> Licence:
    """Return the whole licence, for its holder and for officers."""
    account = record.account_id
    return Licence(
        identifier=LicenceIdentifier(record.identifier),
        type_code=record.type_code,
        name=LocalisedText(record.name, record.name_en),
        number=record.number,
        holder=Holder(
            kind=HolderKind(record.holder_kind),
            name=record.holder_name,
            id_number=record.holder_id_number,
            account_id=None if account is None else AccountId(account),
        ),
        issuer=record.issuer,
        issuer_name=LocalisedText(record.issuer_name, record.issuer_name_en),
        case_no=record.case_no,
        facts=record.facts,
        issued_at=record.issued_at,
        valid_until=record.valid_until,
        status=status_of(record, at),
        reason=record.reason,
        legal_basis=record.legal_basis,
        digest=record.digest,
    )


def as_verification(record: LicenceRecord, at: datetime | None) -> Verification:
    """Return what a public page may show."""
    ended = record.status_at
    return Verification(
        identifier=LicenceIdentifier(record.identifier),
        name=LocalisedText(record.name, record.name_en),
        number=record.number,
        holder=rules.masked_name(HolderKind(record.holder_kind), record.holder_name),
        issuer_name=LocalisedText(record.issuer_name, record.issuer_name_en),
        issued_on=localdate(record.issued_at),
        valid_until=record.valid_until,
        status=status_of(record, at),
        ended_on=None if ended is None else localdate(ended),
        reason=record.reason,
        legal_basis=record.legal_basis,
        digest=record.digest,
    )
