"""Reads: who an account is, and in whose name it may act."""

from zhengtong.core.actors import AccountId, Actor, ActorKind
from zhengtong.core.codes import ResidentId, Uscc
from zhengtong.foundation.identity.errors import (
    AccountNotFoundError,
    EntityNotFoundError,
    PersonNotFoundError,
)
from zhengtong.foundation.identity.models import (
    Account,
    EntityMemberRecord,
    LegalEntityRecord,
    NaturalPersonRecord,
)
from zhengtong.foundation.identity.types import (
    Applicant,
    ApplicantKind,
    AssuranceLevel,
    LegalEntity,
    NaturalPerson,
)


def find_person(account_id: AccountId) -> NaturalPerson | None:
    """Return the person behind an account, if the account has declared one."""
    row = NaturalPersonRecord.find_declared(account_id)
    if row is None:
        return None
    name, resident_id, email, phone, level = row
    return NaturalPerson(
        account_id=account_id,
        name=name,
        resident_id=ResidentId(resident_id),
        email=email,
        phone=phone,
        level=AssuranceLevel(level),
    )


def get_person(account_id: AccountId) -> NaturalPerson:
    """Return the person behind an account.

    Raises: ``PersonNotFoundError``.
    """
    person = find_person(account_id)
    if person is None:
        raise PersonNotFoundError
    return person


def has_resident_id(resident_id: ResidentId) -> bool:
    """Whether some account has declared this person."""
    return NaturalPersonRecord.objects.filter(resident_id=resident_id).exists()


def find_account_id(email: str) -> AccountId | None:
    """Return the account that signs in with an address, if there is one."""
    found = Account.objects.filter(email=email.strip().lower()).values_list("pk", flat=True)
    account_id = found.first()
    return None if account_id is None else AccountId(account_id)


def names_of(account_ids: set[AccountId]) -> dict[AccountId, str]:
    """Return the names of accounts by their identifiers."""
    rows = Account.objects.filter(pk__in=account_ids).values_list("pk", "name")
    return {AccountId(account_id): name for account_id, name in rows}


def emails_of(account_ids: set[AccountId]) -> dict[AccountId, str]:
    """Return the e-mail addresses of accounts by their identifiers."""
    rows = Account.objects.filter(pk__in=account_ids).values_list("pk", "email")
    return {AccountId(account_id): email for account_id, email in rows}


def actor_of(account_id: AccountId) -> Actor:
    """Return the account as a citizen who acts.

    Raises: ``AccountNotFoundError``.
    """
    name = Account.objects.filter(pk=account_id).values_list("name", flat=True).first()
    if name is None:
        raise AccountNotFoundError
    return Actor(kind=ActorKind.CITIZEN, name=name, account_id=account_id)


def list_entities_of(account_id: AccountId) -> tuple[LegalEntity, ...]:
    """Return the entities that an account may act for, by name."""
    records = (
        LegalEntityRecord.objects.filter(members__account_id=account_id)
        .select_related("legal_representative")
        .order_by("name", "uscc")
    )
    return tuple(
        LegalEntity(
            uscc=Uscc(record.uscc),
            name=record.name,
            legal_representative=record.legal_representative.name,
        )
        for record in records
    )


def get_applicant(account_id: AccountId, on_behalf_of: str = "") -> Applicant:
    """Return in whose name an account files: its own, or that of the entity ``on_behalf_of``.

    Raises: ``PersonNotFoundError``, ``EntityNotFoundError`` when it may not act for the entity.
    """
    if on_behalf_of:
        return _entity_applicant(account_id, on_behalf_of)
    person = get_person(account_id)
    return Applicant(
        kind=ApplicantKind.NATURAL_PERSON,
        account_id=account_id,
        name=person.name,
        id_number=person.resident_id,
        phone=person.phone,
    )


def _entity_applicant(account_id: AccountId, uscc: str) -> Applicant:
    found = (
        EntityMemberRecord.objects.filter(account_id=account_id, entity__uscc=uscc)
        .values_list("entity__name", "account__person__phone")
        .first()
    )
    if found is None:
        raise EntityNotFoundError
    name, phone = found
    return Applicant(
        kind=ApplicantKind.LEGAL_ENTITY,
        account_id=account_id,
        name=name,
        id_number=uscc,
        phone=phone or "",
    )
