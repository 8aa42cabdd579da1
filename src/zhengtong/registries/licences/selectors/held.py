"""Licences by holder and by issuing body."""

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from zhengtong.core.actors import AccountId
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.identity import selectors as identity
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.licences.models import VALID, LicenceQuerySet, LicenceRecord
from zhengtong.registries.licences.selectors.views import as_licence
from zhengtong.registries.licences.types import Licence, LicencePage


def get_licence(identifier: str, *, at: datetime | None = None) -> Licence:
    """Return a licence with its personal data; the caller has checked who asks.

    Raises: ``LicenceNotFoundError``.
    """
    return as_licence(LicenceRecord.objects.by_identifier(identifier), at)


def find_held(id_number: str, type_slug: str, *, at: datetime | None = None) -> Licence | None:
    """Return the newest licence of a type in force for a holder, so that nobody is asked for it.

    Source: 优化营商环境条例 第三十七条 (能通过共享获取的不得要求提供).
    """
    held = LicenceRecord.objects.filter(holder_id_number=id_number, type_code=type_slug)
    record = _in_force(held, at).newest_first().first()
    return None if record is None else as_licence(record, at)


def list_held(id_number: str, *, at: datetime | None = None) -> tuple[Licence, ...]:
    """Return every licence of a holder, in force or not, the newest first."""
    records = LicenceRecord.objects.filter(holder_id_number=id_number).newest_first()
    return tuple(as_licence(record, at) for record in records)


def list_for_account(account_id: AccountId, *, at: datetime | None = None) -> tuple[Licence, ...]:
    """Return the licences that an account may download, the newest first."""
    records = LicenceRecord.objects.filter(held_by(account_id)).newest_first()
    return tuple(as_licence(record, at) for record in records)


def list_for_officer(
    account_id: AccountId, *, after: str = "", limit: int = 20, at: datetime | None = None
) -> LicencePage:
    """Return a page of the licences whose issuing body's licence officer the account is."""
    mine = of_officer(account_id, at)
    if after:
        last = mine.by_identifier(after)
        mine = mine.filter(
            Q(issued_at__lt=last.issued_at) | Q(issued_at=last.issued_at, pk__lt=last.pk)
        )
    records = list(mine.newest_first()[: limit + 1])
    licences = tuple(as_licence(record, at) for record in records[:limit])
    return LicencePage(licences, licences[-1].identifier if len(records) > limit else "")


def held_by(account_id: AccountId) -> Q:
    """Return the predicate: ordered for this account, or held by an entity it may act for."""
    entities = [entity.uscc for entity in identity.list_entities_of(account_id)]
    return Q(account_id=account_id) | Q(holder_id_number__in=entities)


def of_officer(account_id: AccountId, at: datetime | None = None) -> LicenceQuerySet:
    """Return the licences within the account's grants as licence officer: one subquery."""
    post = PostCode.LICENCE_OFFICER
    return LicenceRecord.objects.filter(
        access.within_grants(account_id, post=post, body="issuer", at=at)
    )


def _in_force(licences: LicenceQuerySet, at: datetime | None) -> LicenceQuerySet:
    today = localdate(at)
    return licences.filter(Q(valid_until=None) | Q(valid_until__gte=today), status=VALID)


def get_for_officer(
    identifier: str, account_id: AccountId, *, at: datetime | None = None
) -> Licence:
    """Return a licence that the account keeps as licence officer of its issuing body.

    Raises: ``LicenceNotFoundError`` also when it is another body's.
    """
    return as_licence(of_officer(account_id, at).by_identifier(identifier), at)
