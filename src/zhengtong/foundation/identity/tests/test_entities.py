"""An entity is registered once, and only its representative lets others act for it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from zhengtong.foundation.identity import services
from zhengtong.foundation.identity.errors import (
    EntityNotFoundError,
    EntityRegisteredError,
    IdentityInvalidError,
    NotLegalRepresentativeError,
)
from zhengtong.foundation.identity.models import EntityMemberRecord
from zhengtong.foundation.identity.selectors import (
    actor_of,
    get_applicant,
    list_entities_of,
)
from zhengtong.foundation.identity.testing import (
    make_entity,
    make_person,
    make_uscc,
)
from zhengtong.foundation.identity.types import (
    Applicant,
    ApplicantKind,
    LegalEntity,
)
from zhengtong.foundation.ledger.testing import ledger_lines

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_who_registers_an_entity_represents_it_and_may_file_for_it(django_assert_num_queries):
    person = make_person(name="林国强", phone="13912345678")
    uscc = make_uscc()
    services.register_entity(
        account_id=person.account_id,
        uscc=f" {uscc.lower()} ",
        name="广州示例科技有限公司 ",
        actor=actor_of(person.account_id),
        at=AT,
    )

    with django_assert_num_queries(1):
        entities = list_entities_of(person.account_id)
    assert entities == (
        LegalEntity(uscc=uscc, name="广州示例科技有限公司", legal_representative="林国强"),
    )
    with django_assert_num_queries(1):
        applicant = get_applicant(person.account_id, uscc)
    assert applicant == Applicant(
        kind=ApplicantKind.LEGAL_ENTITY,
        account_id=person.account_id,
        name="广州示例科技有限公司",
        id_number=uscc,
        phone="13912345678",
    )
    assert ledger_lines()[-1] == ("identity.entity_registered", uscc, "林国强")


def test_an_entity_with_a_wrong_code_and_no_name_is_told_both():
    person = make_person()

    with pytest.raises(IdentityInvalidError) as refusal:
        services.register_entity(
            account_id=person.account_id,
            uscc="91440101MA0000003X",
            name=" ",
            actor=actor_of(person.account_id),
            at=AT,
        )

    assert [problem.where for problem in refusal.value.problems] == ["uscc", "name"]
    assert list_entities_of(person.account_id) == ()


def test_an_entity_is_registered_once():
    entity = make_entity(make_person().account_id)
    other = make_person()

    with pytest.raises(EntityRegisteredError):
        services.register_entity(
            account_id=other.account_id,
            uscc=entity.uscc,
            name="冒名公司",
            actor=actor_of(other.account_id),
            at=AT,
        )

    assert list_entities_of(other.account_id) == ()


def test_the_representative_lets_another_act_for_the_entity_and_takes_it_back():
    boss, clerk = make_person(), make_person(name="黄小燕")
    entity = make_entity(boss.account_id)
    actor = actor_of(boss.account_id)

    services.add_entity_member(uscc=entity.uscc, account_id=clerk.account_id, actor=actor, at=AT)
    services.add_entity_member(uscc=entity.uscc, account_id=clerk.account_id, actor=actor, at=AT)
    assert get_applicant(clerk.account_id, entity.uscc).name == entity.name

    services.remove_entity_member(uscc=entity.uscc, account_id=clerk.account_id, actor=actor, at=AT)
    with pytest.raises(EntityNotFoundError):
        get_applicant(clerk.account_id, entity.uscc)
    assert [action for action, _, _ in ledger_lines()][-2:] == [
        "identity.entity_member_added",
        "identity.entity_member_removed",
    ]


def test_a_member_who_is_not_the_representative_lets_nobody_in():
    boss, clerk, third = make_person(), make_person(), make_person()
    entity = make_entity(boss.account_id)
    services.add_entity_member(
        uscc=entity.uscc, account_id=clerk.account_id, actor=actor_of(boss.account_id), at=AT
    )

    with pytest.raises(NotLegalRepresentativeError):
        services.add_entity_member(
            uscc=entity.uscc, account_id=third.account_id, actor=actor_of(clerk.account_id), at=AT
        )

    assert EntityMemberRecord.objects.count() == 2


def test_a_stranger_does_not_even_see_the_entity():
    entity = make_entity(make_person().account_id)
    stranger = make_person()

    with pytest.raises(EntityNotFoundError):
        services.add_entity_member(
            uscc=entity.uscc,
            account_id=stranger.account_id,
            actor=actor_of(stranger.account_id),
            at=AT,
        )
    with pytest.raises(EntityNotFoundError):
        get_applicant(stranger.account_id, entity.uscc)

    assert EntityMemberRecord.objects.count() == 1


def test_the_representative_cannot_be_removed():
    boss = make_person()
    entity = make_entity(boss.account_id)

    with pytest.raises(NotLegalRepresentativeError):
        services.remove_entity_member(
            uscc=entity.uscc,
            account_id=boss.account_id,
            actor=actor_of(boss.account_id),
            at=AT,
        )

    assert get_applicant(boss.account_id, entity.uscc).name == entity.name
