"""Issuing: from an order to a sealed file in the register."""

import secrets
import string
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from zhengtong.core.actors import Actor
from zhengtong.core.codes import LicenceIdentifier
from zhengtong.foundation.files import services as files
from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.foundation.organisations.types import Body
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.licences import rules
from zhengtong.registries.licences.documents.loader import LicenceType, load_type
from zhengtong.registries.licences.errors import (
    LicenceIssuerNotEntitledError,
    LicenceKeyReusedError,
    LicenceTermUnreadableError,
)
from zhengtong.registries.licences.events import LicenceIssued
from zhengtong.registries.licences.models import LicenceRecord, lock_key, next_serial
from zhengtong.registries.licences.rendering.page import Entry, compose_page
from zhengtong.registries.licences.rendering.typeset import typeset
from zhengtong.registries.licences.sealing.configured import sealer
from zhengtong.registries.licences.services.permission import as_licence_officer
from zhengtong.registries.licences.types import LicenceOrder

SERIAL_CHARACTERS = string.digits + string.ascii_uppercase
SERIAL_LENGTH = 20
PDF = "application/pdf"


@transaction.atomic
def issue_licence(*, order: LicenceOrder, actor: Actor, at: datetime) -> LicenceIdentifier:
    """Make a licence, seal it in the name of its issuer and enter it in the register.

    The same key is the same licence: whoever orders it again gets its identifier, and of two who
    order at once the second waits for the first. The serial within the identifier is random, so
    that nobody finds other people's licences by counting; the printed number is counted.

    Units: ``at`` is timezone-aware; validity runs from its Beijing date.
    Raises: ``NotLicenceOfficerError`` unless the platform itself or the issuer's licence officer
        orders it, ``LicenceTypeNotFoundError``, ``LicenceTypeFaultyError``,
        ``LicenceIssuerNotEntitledError``, ``LicenceTermUnreadableError``,
        ``LicenceFactsMissingError``, ``LicenceKeyReusedError``.
    Source: 国务院关于在线政务服务的若干规定 第十条 (电子证照); GB/T 36904—2018.
    """
    lock_key(order.key)
    known = LicenceRecord.objects.filter(key=order.key).first()
    if known is not None:
        return _same_order(known, order)
    issuer = organisations.get_body(order.issuer)
    actor = as_licence_officer(actor, issuer.uscc, issuer.division_code, at)
    record = _enter(order, _entitled_type(order, issuer), issuer, actor, at)
    identifier = LicenceIdentifier(record.identifier)

    ledger.record(
        action="licences.issued",
        subject=identifier,
        actor=actor,
        at=at,
        detail={"case_no": order.case_no, "digest": record.digest},
    )
    outbox.emit(
        LicenceIssued(
            identifier=identifier,
            type_code=order.type_code,
            issuer=issuer.uscc,
            case_no=order.case_no,
            key=order.key,
            account_id=order.holder.account_id,
        )
    )
    return identifier


def _same_order(known: LicenceRecord, order: LicenceOrder) -> LicenceIdentifier:
    """Return the licence that the key already made; refuse a key that means another one."""
    made = (known.type_code, known.holder_id_number, known.issuer)
    if made != (order.type_code, order.holder.id_number, order.issuer):
        raise LicenceKeyReusedError
    return LicenceIdentifier(known.identifier)


def _entitled_type(order: LicenceOrder, issuer: Body) -> LicenceType:
    kind = load_type(settings.DEFINITIONS_DIR / "licences", order.type_code)
    if not kind.document.may_be_issued_by(issuer.uscc):
        raise LicenceIssuerNotEntitledError(issuer=issuer.name.zh, name=kind.document.name.zh)
    return kind


def _term_end(issued_on: date, term: str) -> date | None:
    try:
        return rules.valid_until(issued_on, term)
    except ValueError:
        raise LicenceTermUnreadableError(term=term) from None


def _enter(
    order: LicenceOrder, kind: LicenceType, issuer: Body, actor: Actor, at: datetime
) -> LicenceRecord:
    """Print, seal, keep and register the licence."""
    issued_on = localdate(at)
    serial = "".join(secrets.choice(SERIAL_CHARACTERS) for _ in range(SERIAL_LENGTH))
    identifier = LicenceIdentifier.build(kind.document.code, issuer.uscc, serial)
    entry = Entry(
        identifier=identifier,
        number=kind.document.number.format(year=issued_on.year, serial=next_serial()),
        issuer=issuer.name,
        issued_on=issued_on,
        valid_until=_term_end(issued_on, order.valid),
        verify_url=f"{settings.PUBLIC_URL}/verify/{identifier}/",
        is_specimen=settings.IS_DEMO,
    )
    file = files.store_generated(
        content=_sealed_pdf(order, kind, entry, at),
        name=f"{kind.document.name.zh} {entry.number}.pdf",
        media_type=PDF,
        actor=actor,
        at=at,
    )
    return LicenceRecord.objects.create(
        key=order.key,
        identifier=identifier,
        type_code=order.type_code,
        name=kind.document.name.zh,
        name_en=kind.document.name.en,
        number=entry.number,
        holder_kind=order.holder.kind,
        holder_name=order.holder.name,
        holder_id_number=order.holder.id_number,
        account_id=order.holder.account_id,
        issuer=issuer.uscc,
        issuer_name=issuer.name.zh,
        issuer_name_en=issuer.name.en,
        division_code=issuer.division_code,
        case_no=order.case_no,
        facts=dict(order.facts),
        issued_at=at,
        valid_until=entry.valid_until,
        file_id=file.file_id,
        digest=file.digest,
    )


def _sealed_pdf(order: LicenceOrder, kind: LicenceType, entry: Entry, at: datetime) -> bytes:
    pdf = typeset(
        template=kind.template,
        fonts=(settings.FONTS_DIR,),
        page=compose_page(kind.document, order.holder, order.facts, entry),
        qr=entry.verify_url,
        at=at,
    )
    issuer = entry.identifier.issuer
    return sealer().seal(pdf, uscc=issuer, name=entry.issuer.zh, at=at)
