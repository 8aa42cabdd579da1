"""Ending a licence: revocation (吊销)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zhengtong.core.actors import Actor
from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.licences import rules
from zhengtong.registries.licences.errors import (
    LicenceGroundsMissingError,
    LicenceNotInForceError,
)
from zhengtong.registries.licences.events import LicenceRevoked
from zhengtong.registries.licences.models import LicenceRecord
from zhengtong.registries.licences.services.permission import as_licence_officer
from zhengtong.registries.licences.types import LicenceStatus


@transaction.atomic
def revoke_licence(
    *, identifier: str, reason: str, legal_basis: str, actor: Actor, at: datetime
) -> None:
    """Revoke a licence (吊销) that is in force or suspended; its page says so at once.

    Raises: ``LicenceNotFoundError``, ``NotLicenceOfficerError``, ``LicenceGroundsMissingError``,
        ``LicenceNotInForceError``.
    Source: 行政处罚法 第九条第三项, 第四十四条 (告知事实、理由、依据).
    """
    record = LicenceRecord.objects.select_for_update().by_identifier(identifier)
    actor = as_licence_officer(actor, record.issuer, record.division_code, at)
    if not reason.strip() or not legal_basis.strip():
        raise LicenceGroundsMissingError
    status = rules.status_on(LicenceStatus(record.status), record.valid_until, localdate(at))
    if status not in rules.REVOCABLE:
        raise LicenceNotInForceError(identifier=identifier, status=status.label)

    record.status, record.status_at = LicenceStatus.REVOKED, at
    record.reason, record.legal_basis = reason.strip(), legal_basis.strip()
    record.save(update_fields=["status", "status_at", "reason", "legal_basis"])

    ledger.record(
        action="licences.revoked",
        subject=record.identifier,
        actor=actor,
        at=at,
        power=record.legal_basis,
        detail={"case_no": record.case_no},
    )
    outbox.emit(
        LicenceRevoked(
            identifier=record.identifier,
            title=record.name,
            title_en=record.name_en,
            case_no=record.case_no,
            reason=record.reason,
            legal_basis=record.legal_basis,
            account_id=record.account_id,
        )
    )
