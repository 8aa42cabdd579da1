"""Reads: what an officer may do, as one predicate, one answer or one list."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Now

from zhengtong.core.actors import AccountId
from zhengtong.core.codes import Uscc
from zhengtong.foundation.access.errors import OfficerNotFoundError
from zhengtong.foundation.access.models import GrantQuerySet, GrantRecord, IsCovered, OfficerRecord
from zhengtong.foundation.access.types import Grant, GrantId, Officer, OfficerPage
from zhengtong.foundation.organisations.types import PostCode


def within_grants(
    account_id: AccountId,
    *,
    post: str | PostCode = "post",
    body: str = "body",
    division: str = "division_code",
    at: datetime | None = None,
) -> Q:
    """Return the predicate of the rows that an officer's posts cover: one ``EXISTS``.

    The three names are columns of the filtered table; a ``PostCode`` instead of a column asks for
    that post on every row.

    Guarantee: a row is seen if and only if ``may`` says yes to its post, body and division.
    """
    moment = Now() if at is None else Value(at)
    wanted = Value(post.value) if isinstance(post, PostCode) else F(post)
    return Q(IsCovered(Value(account_id), moment, wanted, F(body), F(division)))


def desks(account_id: AccountId) -> tuple[str, list[int]]:
    """Return an officer's desks as SQL and its values, for a list that is written out.

    A desk is a ``body``, a ``post`` and the ``prefixes`` of its divisions; none comes twice. A row
    of a desk's body and post is seen if its division starts with one of the prefixes.

    Guarantee: as ``within_grants``.
    """
    return GrantRecord.DESKS, [account_id]


def may(
    account_id: AccountId,
    post: PostCode,
    body: str,
    division_code: str,
    at: datetime | None = None,
) -> bool:
    """Whether an officer holds a post in a body for a division."""
    return GrantRecord.is_held(account_id, post.value, body, division_code, at)


def holds_post(account_id: AccountId, post: PostCode) -> bool:
    """Whether an officer holds a post in any body."""
    return GrantRecord.objects.of(account_id).in_force().filter(post=post).exists()


def is_administrator(account_id: AccountId) -> bool:
    """Whether an officer administers anything; ``settings.ADMINISTRATOR_TEST`` names this."""
    return holds_post(account_id, PostCode.ADMINISTRATOR)


def list_grants(account_id: AccountId) -> tuple[Grant, ...]:
    """Return the grants of an account in force now, by body and post."""
    return _grants(GrantRecord.objects.of(account_id)).get(account_id, ())


def get_officer(account_id: AccountId) -> Officer:
    """Return an officer with the posts held now.

    Raises: ``OfficerNotFoundError``.
    """
    record = OfficerRecord.objects.select_related("account").filter(pk=account_id).first()
    if record is None:
        raise OfficerNotFoundError
    return _officers([record])[0]


def list_officers(
    *, query: str = "", body: str = "", after: str = "", limit: int = 50
) -> OfficerPage:
    """Return officers by staff number, with the posts they hold now.

    ``query`` is a part of the name or the start of the staff number; ``body`` keeps those who hold
    a post in it.
    """
    matching = OfficerRecord.objects.select_related("account").filter(staff_no__gt=after)
    if query.strip():
        word = query.strip()
        matching = matching.filter(Q(account__name__contains=word) | Q(staff_no__startswith=word))
    if body:
        held = GrantRecord.objects.in_force().filter(body_id=body, account_id=OuterRef("pk"))
        matching = matching.filter(Exists(held))
    records = list(matching.order_by("staff_no")[: limit + 1])
    officers = _officers(records[:limit])
    return OfficerPage(
        officers=officers, after=officers[-1].staff_no if len(records) > limit else None
    )


def _officers(records: Iterable[OfficerRecord]) -> tuple[Officer, ...]:
    records = tuple(records)
    held = _grants(GrantRecord.objects.filter(account_id__in=[record.pk for record in records]))
    return tuple(
        Officer(
            account_id=AccountId(record.pk),
            name=record.account.name,
            email=record.account.email,
            staff_no=record.staff_no,
            is_active=record.account.is_active,
            grants=held.get(AccountId(record.pk), ()),
        )
        for record in records
    )


def _grants(chosen: GrantQuerySet) -> dict[AccountId, tuple[Grant, ...]]:
    held: dict[AccountId, list[Grant]] = defaultdict(list)
    for record in chosen.in_force().order_by("body_id", "post", "division_prefix"):
        held[AccountId(record.account_id)].append(grant_of(record))
    return {account_id: tuple(grants) for account_id, grants in held.items()}


def grant_of(record: GrantRecord) -> Grant:
    """Return what a row says."""
    return Grant(
        grant_id=GrantId(record.pk),
        account_id=AccountId(record.account_id),
        post=PostCode(record.post),
        body=Uscc(record.body_id),
        division_prefix=record.division_prefix,
        valid_from=record.valid_from,
        valid_until=record.valid_until,
        granted_by=AccountId(record.granted_by_id) if record.granted_by_id else None,
    )
