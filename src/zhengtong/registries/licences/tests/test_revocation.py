"""Revoking needs the right officer, a reason and a law; then the page says so at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from zhengtong.core.actors import Actor, ActorKind
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.identity.selectors import actor_of
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import emitted
from zhengtong.registries.licences.errors import (
    LicenceGroundsMissingError,
    LicenceNotFoundError,
    LicenceNotInForceError,
    NotLicenceOfficerError,
)
from zhengtong.registries.licences.events import LicenceRevoked
from zhengtong.registries.licences.models import LicenceRecord
from zhengtong.registries.licences.selectors import find_held, verify
from zhengtong.registries.licences.services import revoke_licence
from zhengtong.registries.licences.testing import ISSUED_AT, make_licence
from zhengtong.registries.licences.types import LicenceStatus

pytestmark = pytest.mark.django_db

LATER = ISSUED_AT + timedelta(days=30)
GROUNDS = {"reason": "以欺骗手段维持执业条件", "legal_basis": "律师法 第五十条"}
ENDED = {"status_at": ISSUED_AT, "reason": "整改", "legal_basis": "律师法 第五十条"}


@pytest.fixture
def officer():
    made = make_officer(post=PostCode.LICENCE_OFFICER, body=PROVINCE_JUSTICE, name="周敏")
    return Actor(kind=ActorKind.OFFICER, name="周敏", account_id=made.account_id)


def test_revoking_is_seen_at_once_and_leaves_a_trace(officer):
    person = make_person()
    identifier = make_licence(account_id=person.account_id)

    revoke_licence(identifier=identifier, **GROUNDS, actor=officer, at=LATER)

    shown = verify(identifier, at=LATER)
    assert shown.status == LicenceStatus.REVOKED
    assert (shown.reason, shown.legal_basis) == tuple(GROUNDS.values())
    assert shown.ended_on == LATER.date()
    assert find_held("440106197001011000", "law-firm-practice", at=LATER) is None
    assert ledger_lines()[-1] == ("licences.revoked", identifier, "周敏")
    assert emitted()[-1] == LicenceRevoked(
        identifier=identifier,
        title="律师事务所执业许可证",
        title_en="Law Firm Practice Licence",
        case_no="11440100007483180K3440109001001202611200001",
        **GROUNDS,
        account_id=person.account_id,
    )


def test_a_suspended_licence_can_be_revoked(officer):
    identifier = make_licence()
    LicenceRecord.objects.update(
        status="suspended", status_at=ISSUED_AT, reason="a", legal_basis="b"
    )

    revoke_licence(identifier=identifier, **GROUNDS, actor=officer, at=LATER)

    assert verify(identifier, at=LATER).status == LicenceStatus.REVOKED


def refuse(refusal, actor, at=LATER, **changes):
    """Expect a refusal, and that neither licence nor ledger nor outbox noticed."""
    identifier = LicenceRecord.objects.get().identifier
    row, lines, told = LicenceRecord.objects.values().get(), ledger_lines(), emitted()
    with pytest.raises(refusal):
        revoke_licence(identifier=identifier, **(GROUNDS | changes), actor=actor, at=at)
    assert LicenceRecord.objects.values().get() == row
    assert (ledger_lines(), emitted()) == (lines, told)


def test_revoking_twice_is_refused_and_changes_nothing(officer):
    revoke_licence(identifier=make_licence(), **GROUNDS, actor=officer, at=LATER)
    refuse(LicenceNotInForceError, officer, reason="另一个理由")


def test_an_expired_licence_cannot_be_revoked(officer):
    make_licence(valid="10 days")
    refuse(LicenceNotInForceError, officer)


@pytest.mark.parametrize("missing", ["reason", "legal_basis"])
def test_revoking_without_grounds_is_refused(officer, missing):
    make_licence()
    refuse(LicenceGroundsMissingError, officer, **{missing: "  "})


def test_another_bodys_officer_cannot_revoke():
    make_licence()
    other = make_officer(post=PostCode.LICENCE_OFFICER, body=CITY_JUSTICE)
    actor = Actor(kind=ActorKind.OFFICER, name=other.name, account_id=other.account_id)
    refuse(NotLicenceOfficerError, actor)


def test_a_claimed_post_is_not_believed():
    make_licence()
    other = make_officer(post=PostCode.COUNTER, body=PROVINCE_JUSTICE)
    actor = Actor(
        kind=ActorKind.OFFICER,
        name=other.name,
        account_id=other.account_id,
        body=PROVINCE_JUSTICE,
        post="licence_officer",
    )
    refuse(NotLicenceOfficerError, actor)


def test_the_holder_cannot_revoke():
    person = make_person()
    make_licence(account_id=person.account_id)
    refuse(NotLicenceOfficerError, actor_of(person.account_id))


def test_an_unknown_licence_cannot_be_revoked(officer):
    with pytest.raises(LicenceNotFoundError):
        revoke_licence(identifier="1.2.156.3005.2.x", **GROUNDS, actor=officer, at=LATER)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"status": "revoked"}, "licence_not_in_force_says_when_and_why"),
        ({"reason": "有理由却仍有效"}, "licence_not_in_force_says_when_and_why"),
        (ENDED | {"status": "expired"}, "licence_status_is_one_an_act_gives"),
        ({"valid_until": "2026-11-19"}, "licence_is_valid_for_a_day_at_least"),
        ({"holder_name": ""}, "licence_has_a_holder"),
    ],
)
def test_the_database_itself_refuses_a_half_ended_licence(columns, constraint):
    make_licence()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        LicenceRecord.objects.update(**columns)
