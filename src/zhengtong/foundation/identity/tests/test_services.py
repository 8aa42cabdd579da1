"""Accounts say who they are once, and act for entities only when let."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from zhengtong.core.actors import SYSTEM, ActorKind
from zhengtong.foundation.identity import services
from zhengtong.foundation.identity.errors import (
    AccountNotFoundError,
    AssuranceNotRaisedError,
    EmailTakenError,
    EntityNotFoundError,
    EntityRegisteredError,
    IdentityInvalidError,
    NotLegalRepresentativeError,
    PersonDeclaredError,
    PersonNotFoundError,
    ResidentIdTakenError,
)
from zhengtong.foundation.identity.models import Account, EntityMemberRecord, NaturalPersonRecord
from zhengtong.foundation.identity.selectors import (
    actor_of,
    find_account_id,
    find_person,
    get_applicant,
    get_person,
    list_entities_of,
    names_of,
)
from zhengtong.foundation.identity.testing import (
    PASSWORD,
    make_entity,
    make_person,
    make_resident_id,
    make_uscc,
)
from zhengtong.foundation.identity.types import (
    Applicant,
    ApplicantKind,
    AssuranceLevel,
    LegalEntity,
    NaturalPerson,
)
from zhengtong.foundation.ledger.testing import ledger_lines

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def register(**changed):
    values = {
        "email": "Chen@Example.CN",
        "password": PASSWORD,
        "name": "陈晓明",
        "resident_id": "11010519491231002x",
        "phone": "138 0013 8000",
        "at": AT,
    }
    return services.register_person(**(values | changed))


def test_a_registered_person_reaches_level_two_and_leaves_a_trace():
    account_id = register()

    assert get_person(account_id) == NaturalPerson(
        account_id=account_id,
        name="陈晓明",
        resident_id="11010519491231002X",
        email="chen@example.cn",
        phone="13800138000",
        level=AssuranceLevel.DECLARED,
    )
    assert ledger_lines() == [("identity.person_declared", f"account:{account_id}", "陈晓明")]


def test_registering_costs_six_statements_besides_its_savepoints(django_assert_num_queries):
    # account, lock, has a person, person, name and level, ledger; two savepoints of two each
    with django_assert_num_queries(10):
        register()


def test_every_wrong_value_is_told_at_once_and_nothing_is_kept():
    with pytest.raises(IdentityInvalidError) as refusal:
        register(name="3", resident_id="110105194912310021", phone="12")

    assert [problem.where for problem in refusal.value.problems] == ["name", "resident_id", "phone"]
    assert str(refusal.value.problems[1]) == "身份证号码校验不通过，请对照身份证逐位核对"
    assert not Account.objects.exists()
    assert ledger_lines() == []


def test_a_resident_id_is_registered_once_and_the_refusal_names_nobody():
    register()

    with pytest.raises(ResidentIdTakenError) as refusal:
        register(email="other@example.cn", name="李四光")

    assert "陈" not in str(refusal.value)
    assert "@" not in str(refusal.value)
    assert Account.objects.count() == NaturalPersonRecord.objects.count() == 1


def test_an_address_is_registered_once_whatever_its_case():
    register()

    with pytest.raises(EmailTakenError):
        register(email="CHEN@example.cn", resident_id=make_resident_id())

    assert Account.objects.count() == 1


def test_an_account_is_one_person_for_good():
    person = make_person()

    with pytest.raises(PersonDeclaredError):
        services.declare_person(
            account_id=person.account_id, name="李四光", resident_id=make_resident_id(), at=AT
        )

    assert get_person(person.account_id) == person


def test_a_check_raises_the_level_and_never_lowers_it():
    person = make_person()
    services.raise_assurance(
        account_id=person.account_id, level=AssuranceLevel.STRONG, actor=SYSTEM, at=AT
    )

    with pytest.raises(AssuranceNotRaisedError, match="已是5级"):
        services.raise_assurance(
            account_id=person.account_id, level=AssuranceLevel.PRESENT, actor=SYSTEM, at=AT
        )

    assert get_person(person.account_id).level is AssuranceLevel.STRONG


def test_every_account_has_a_level_an_officer_the_highest():
    account_id = services.register_officer_account(
        email="officer@example.cn", password=PASSWORD, name="李春梅", actor=SYSTEM, at=AT
    )

    stored = Account.objects.values_list("is_officer", "assurance_level").get(pk=account_id)
    assert stored == (True, AssuranceLevel.STRONG)
    assert find_person(account_id) is None


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


def test_a_person_files_in_their_own_name(django_assert_num_queries):
    person = make_person(name="陈晓明", phone="13800138000")

    with django_assert_num_queries(1):
        applicant = get_applicant(person.account_id)

    assert applicant == Applicant(
        kind=ApplicantKind.NATURAL_PERSON,
        account_id=person.account_id,
        name="陈晓明",
        id_number=person.resident_id,
        phone="13800138000",
    )


def test_reads_of_accounts_by_identifier_and_address():
    person = make_person(email="chen@example.cn")
    account_id = person.account_id

    assert actor_of(account_id).kind is ActorKind.CITIZEN
    assert actor_of(account_id).name == "陈晓明"
    assert names_of({account_id}) == {account_id: "陈晓明"}
    assert find_account_id(" Chen@example.cn") == account_id
    assert find_account_id("nobody@example.cn") is None


def test_an_unknown_account_is_not_found():
    with pytest.raises(AccountNotFoundError):
        actor_of(0)
    with pytest.raises(PersonNotFoundError):
        get_applicant(0)
