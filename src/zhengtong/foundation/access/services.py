"""Commands: an administrator registers officers, gives posts and ends them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from zhengtong.core.actors import AccountId, Actor, ActorKind
from zhengtong.core.codes import CodeError
from zhengtong.core.errors import Problem
from zhengtong.foundation.access.errors import (
    GrantEndedError,
    GrantNotFoundError,
    NotAdministratorError,
    OfficerInvalidError,
    OfficerNotFoundError,
    OwnPostError,
    StaffNoTakenError,
)
from zhengtong.foundation.access.models import GrantRecord, OfficerRecord
from zhengtong.foundation.access.rules import covering_prefixes, grant_prefix
from zhengtong.foundation.access.selectors import grant_of
from zhengtong.foundation.access.types import Grant, GrantId
from zhengtong.foundation.identity import services as identity
from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.foundation.organisations.types import PostCode


@transaction.atomic
def register_officer(
    *, email: str, password: str, name: str, staff_no: str, actor: Actor, at: datetime
) -> AccountId:
    """Make the account of an officer, who holds no post yet.

    Raises: ``OfficerInvalidError``, ``StaffNoTakenError``, ``EmailTakenError``,
        ``NotAdministratorError``.
    """
    _require_administrator(actor, "", anywhere=True)
    problems = [
        Problem(where=field, text=text)
        for field, value, text in (
            ("name", name, "请填写工作人员姓名"),
            ("staff_no", staff_no, "请填写工号"),
        )
        if not value.strip()
    ]
    if problems:
        raise OfficerInvalidError(problems=tuple(problems))
    account_id = identity.register_officer_account(
        email=email, password=password, name=name.strip(), actor=actor, at=at
    )
    try:
        OfficerRecord.objects.create(
            account_id=account_id, staff_no=staff_no.strip(), registered_at=at
        )
    except IntegrityError as error:
        raise StaffNoTakenError(staff_no=staff_no.strip()) from error
    return account_id


@transaction.atomic
def grant_post(
    *,
    account_id: AccountId,
    post: PostCode,
    body: str,
    division_code: str,
    actor: Actor,
    at: datetime,
) -> Grant:
    """Give an officer a post in a body, for a division and all that lies in it.

    An empty ``division_code`` is the whole country. Giving the same twice gives it once. The
    administrator's division must cover both: a county gives no posts in the province's bodies.

    Raises: ``OfficerNotFoundError``, ``BodyNotFoundError``, ``OfficerInvalidError`` when the code
        is no division's, ``NotAdministratorError``, ``OwnPostError``.
    """
    try:
        prefix = grant_prefix(division_code)
    except CodeError as error:
        problem = Problem(where="division_code", text=error.text, values=error.values)
        raise OfficerInvalidError(problems=(problem,)) from error
    seat = organisations.get_body(body).division_code
    for covered in (prefix, grant_prefix(seat)):
        _require_administrator(actor, covered)
    _require_other(actor, account_id)
    # The officer's row serialises two administrators who give the same post at once.
    if not OfficerRecord.objects.select_for_update().filter(pk=account_id).exists():
        raise OfficerNotFoundError
    record, is_new = GrantRecord.objects.get_or_create(
        account_id=account_id,
        post=post.value,
        body_id=body,
        division_prefix=prefix,
        valid_until=None,
        defaults={"valid_from": at, "granted_by_id": actor.account_id},
    )
    if is_new:
        _record("access.post_granted", record, actor, at)
    return grant_of(record)


@transaction.atomic
def end_grant(*, grant_id: GrantId, until: datetime, actor: Actor, at: datetime) -> None:
    """Let a post end at a time to come, or now.

    Raises: ``GrantNotFoundError``, ``GrantEndedError``, ``NotAdministratorError``,
        ``OwnPostError``.
    """
    record = GrantRecord.objects.select_for_update().filter(pk=grant_id).first()
    if record is None:
        raise GrantNotFoundError
    _require_administrator(actor, record.division_prefix)
    _require_other(actor, AccountId(record.account_id))
    if record.valid_until is not None and record.valid_until <= at:
        raise GrantEndedError
    record.valid_until = max(until, record.valid_from)
    record.ended_by_id = actor.account_id
    record.save(update_fields=["valid_until", "ended_by"])
    _record("access.post_ended", record, actor, at)


def revoke_post(*, grant_id: GrantId, actor: Actor, at: datetime) -> None:
    """Take a post away at once.

    Raises: as ``end_grant``.
    """
    end_grant(grant_id=grant_id, until=at, actor=actor, at=at)


@transaction.atomic
def dismiss_officer(*, account_id: AccountId, actor: Actor, at: datetime) -> None:
    """End every post of an officer who leaves, and close the account.

    Raises: ``OfficerNotFoundError``, ``OwnPostError``, ``NotAdministratorError`` when a post lies
        outside the administrator's division.
    """
    if not OfficerRecord.objects.select_for_update().filter(pk=account_id).exists():
        raise OfficerNotFoundError
    _require_administrator(actor, "", anywhere=True)
    _require_other(actor, account_id)
    held = GrantRecord.objects.of(account_id).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=at)
    )
    for grant_id in held.order_by("pk").values_list("pk", flat=True):
        end_grant(grant_id=GrantId(grant_id), until=at, actor=actor, at=at)
    identity.close_account(account_id=account_id, actor=actor, at=at)


def _require_administrator(actor: Actor, prefix: str, *, anywhere: bool = False) -> None:
    """Refuse whoever does not administer the division; the platform itself sets up the first."""
    if actor.kind is ActorKind.SYSTEM:
        return
    held = GrantRecord.objects.of(actor.account_id or AccountId(0)).in_force()
    held = held.filter(post=PostCode.ADMINISTRATOR)
    if not anywhere:
        held = held.filter(division_prefix__in=covering_prefixes(prefix))
    if not held.exists():
        raise NotAdministratorError


def _require_other(actor: Actor, account_id: AccountId) -> None:
    if actor.account_id == account_id:
        raise OwnPostError


def _record(action: str, record: GrantRecord, actor: Actor, at: datetime) -> None:
    ledger.record(
        action=action,
        subject=f"account:{record.account_id}",
        actor=actor,
        at=at,
        detail={
            "post": record.post,
            "body": record.body_id,
            "division": record.division_prefix,
            "until": record.valid_until.isoformat() if record.valid_until else None,
        },
    )
