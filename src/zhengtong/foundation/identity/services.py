"""Commands: an account is made, says who it is, and registers whom it acts for."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from zhengtong.core.actors import AccountId, Actor, ActorKind
from zhengtong.core.codes import CodeError, ResidentId, Uscc
from zhengtong.core.errors import Problem
from zhengtong.foundation.identity.errors import (
    AccountNotFoundError,
    AssuranceNotRaisedError,
    EmailTakenError,
    EntityNotFoundError,
    EntityRegisteredError,
    IdentityInvalidError,
    NotLegalRepresentativeError,
    PersonDeclaredError,
    ResidentIdTakenError,
)
from zhengtong.foundation.identity.models import (
    Account,
    EntityMemberRecord,
    LegalEntityRecord,
    NaturalPersonRecord,
)
from zhengtong.foundation.identity.rules import parse_name, parse_phone
from zhengtong.foundation.identity.types import AssuranceLevel, LegalEntity
from zhengtong.foundation.ledger import services as ledger


@transaction.atomic
def register_person(
    *, email: str, password: str, name: str, resident_id: str, at: datetime, phone: str = ""
) -> AccountId:
    """Make an account and declare the person behind it in one go.

    Raises: ``IdentityInvalidError``, ``EmailTakenError``, ``ResidentIdTakenError``.
    """
    account = _create_account(email, password, name, is_officer=False)
    declare_person(account_id=account, name=name, resident_id=resident_id, phone=phone, at=at)
    return account


@transaction.atomic
def declare_person(
    *, account_id: AccountId, name: str, resident_id: str, at: datetime, phone: str = ""
) -> None:
    """Say which person an account is; the format is checked, so the account reaches level 2.

    Raises: ``IdentityInvalidError`` with every wrong value, ``ResidentIdTakenError``,
        ``PersonDeclaredError``, ``AccountNotFoundError``.
    """
    problems: list[Problem] = []
    values = {
        field: _read(field, text, parse, problems)
        for field, text, parse in (
            ("name", name, parse_name),
            ("resident_id", resident_id, ResidentId.parse),
            ("phone", phone, parse_phone),
        )
    }
    if problems:
        raise IdentityInvalidError(problems=tuple(problems))
    account = _lock_account(account_id)
    if NaturalPersonRecord.objects.filter(pk=account_id).exists():
        raise PersonDeclaredError
    try:
        NaturalPersonRecord.objects.create(
            account=account,
            resident_id=values["resident_id"],
            phone=values["phone"],
            declared_at=at,
        )
    except IntegrityError as error:
        raise ResidentIdTakenError from error
    account.name = values["name"]
    account.assurance_level = max(account.assurance_level, AssuranceLevel.DECLARED.value)
    account.save(update_fields=["name", "assurance_level"])
    ledger.record(
        action="identity.person_declared",
        subject=_subject(account_id),
        actor=Actor(kind=ActorKind.CITIZEN, name=account.name, account_id=account_id),
        at=at,
        detail={"level": account.assurance_level},
    )


@transaction.atomic
def register_officer_account(
    *, email: str, password: str, name: str, actor: Actor, at: datetime
) -> AccountId:
    """Make the account of an officer, whom the administrator has seen in person.

    Raises: ``EmailTakenError``.
    """
    account_id = _create_account(email, password, name, is_officer=True)
    ledger.record(
        action="identity.officer_registered", subject=_subject(account_id), actor=actor, at=at
    )
    return account_id


@transaction.atomic
def close_account(*, account_id: AccountId, actor: Actor, at: datetime) -> None:
    """Let an account sign in no longer; closing it again changes nothing.

    Raises: ``AccountNotFoundError``.
    """
    account = _lock_account(account_id)
    if not account.is_active:
        return
    account.is_active = False
    account.save(update_fields=["is_active"])
    ledger.record(
        action="identity.account_closed", subject=_subject(account_id), actor=actor, at=at
    )


@transaction.atomic
def raise_assurance(
    *, account_id: AccountId, level: AssuranceLevel, actor: Actor, at: datetime
) -> None:
    """Note that a check has made the platform surer of who somebody is.

    Raises: ``AccountNotFoundError``, ``AssuranceNotRaisedError``.
    """
    account = _lock_account(account_id)
    if level.value <= account.assurance_level:
        raise AssuranceNotRaisedError(level=account.assurance_level)
    account.assurance_level = level.value
    account.save(update_fields=["assurance_level"])
    ledger.record(
        action="identity.assurance_raised",
        subject=_subject(account_id),
        actor=actor,
        at=at,
        detail={"level": level.value},
    )


@transaction.atomic
def register_entity(
    *, account_id: AccountId, uscc: str, name: str, actor: Actor, at: datetime
) -> LegalEntity:
    """Register an entity whose legal representative the account is, and who may act for it.

    Raises: ``IdentityInvalidError``, ``EntityRegisteredError``, ``AccountNotFoundError``.
    """
    problems: list[Problem] = []
    code = _read("uscc", uscc, Uscc.parse, problems)
    if not name.strip():
        problems.append(Problem(where="name", text="请填写营业执照或证书上的单位名称"))
    if problems:
        raise IdentityInvalidError(problems=tuple(problems))
    representative = _lock_account(account_id)
    try:
        entity = LegalEntityRecord.objects.create(
            uscc=code,
            name=name.strip(),
            legal_representative=representative,
            registered_at=at,
        )
    except IntegrityError as error:
        raise EntityRegisteredError from error
    EntityMemberRecord.objects.create(entity=entity, account=representative, added_at=at)
    ledger.record(action="identity.entity_registered", subject=code, actor=actor, at=at)
    return LegalEntity(uscc=Uscc(code), name=entity.name, legal_representative=representative.name)


@transaction.atomic
def add_entity_member(*, uscc: str, account_id: AccountId, actor: Actor, at: datetime) -> None:
    """Let an account act for an entity; doing it twice changes nothing.

    Raises: ``EntityNotFoundError``, ``NotLegalRepresentativeError``, ``AccountNotFoundError``.
    """
    entity = _lock_entity(uscc, actor)
    member = _lock_account(account_id)
    _, is_new = EntityMemberRecord.objects.get_or_create(
        entity=entity, account=member, defaults={"added_at": at}
    )
    if is_new:
        _record_membership("identity.entity_member_added", uscc, account_id, actor, at)


@transaction.atomic
def remove_entity_member(*, uscc: str, account_id: AccountId, actor: Actor, at: datetime) -> None:
    """Let an account act for an entity no longer; the legal representative stays.

    Raises: ``EntityNotFoundError``, ``NotLegalRepresentativeError``.
    """
    entity = _lock_entity(uscc, actor)
    if account_id == entity.legal_representative_id:
        raise NotLegalRepresentativeError
    removed, _ = entity.members.filter(account_id=account_id).delete()
    if removed:
        _record_membership("identity.entity_member_removed", uscc, account_id, actor, at)


def _record_membership(
    action: str, uscc: str, account_id: AccountId, actor: Actor, at: datetime
) -> None:
    ledger.record(
        action=action, subject=uscc, actor=actor, at=at, detail={"account_id": int(account_id)}
    )


def _create_account(email: str, password: str, name: str, *, is_officer: bool) -> AccountId:
    try:
        account = Account.objects.create_user(email, password, name=name, is_officer=is_officer)
    except IntegrityError as error:
        raise EmailTakenError from error
    return account.account_id


def _lock_account(account_id: AccountId) -> Account:
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        raise AccountNotFoundError
    return account


def _lock_entity(uscc: str, actor: Actor) -> LegalEntityRecord:
    """Lock the entity for its representative; whoever may not act for it does not see it."""
    entity = LegalEntityRecord.objects.select_for_update().filter(uscc=uscc).first()
    if entity is None or not entity.members.filter(account_id=actor.account_id or 0).exists():
        raise EntityNotFoundError
    if entity.legal_representative_id != actor.account_id:
        raise NotLegalRepresentativeError
    return entity


def _read(field: str, text: str, parse: Callable[[str], str], problems: list[Problem]) -> str:
    try:
        return parse(text)
    except CodeError as error:
        problems.append(Problem(where=field, text=error.text, values=error.values))
        return ""


def _subject(account_id: AccountId) -> str:
    return f"account:{account_id}"
