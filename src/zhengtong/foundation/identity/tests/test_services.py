"""An account says once which person it is."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.identity import services
from zhengtong.foundation.identity.errors import (
    AssuranceNotRaisedError,
    EmailTakenError,
    IdentityInvalidError,
    PersonDeclaredError,
    ResidentIdTakenError,
)
from zhengtong.foundation.identity.models import Account, NaturalPersonRecord
from zhengtong.foundation.identity.selectors import (
    find_person,
    get_person,
)
from zhengtong.foundation.identity.testing import (
    PASSWORD,
    make_person,
    make_resident_id,
)
from zhengtong.foundation.identity.types import (
    AssuranceLevel,
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
