"""Posts are given by administrators, to others, once, and can be ended."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from zhengtong.core.actors import SYSTEM, Actor, ActorKind
from zhengtong.foundation.access import services
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
from zhengtong.foundation.access.selectors import get_officer, list_grants, may
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.identity.errors import EmailTakenError
from zhengtong.foundation.identity.selectors import find_account_id
from zhengtong.foundation.identity.testing import PASSWORD, make_person
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.errors import BodyNotFoundError
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.foundation.organisations.types import PostCode

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def register(**changed):
    values = {
        "email": "officer@example.cn",
        "password": PASSWORD,
        "name": "李春梅",
        "staff_no": "GZ0001",
        "actor": SYSTEM,
        "at": AT,
    }
    return services.register_officer(**(values | changed))


def grant(account_id, **changed):
    values = {
        "post": PostCode.REVIEWER,
        "body": CITY_JUSTICE,
        "division_code": "440100",
        "actor": SYSTEM,
        "at": AT,
    }
    return services.grant_post(account_id=account_id, **(values | changed))


def acting(officer):
    return Actor(kind=ActorKind.OFFICER, name=officer.name, account_id=officer.account_id)


def make_administrator(division):
    officer = make_officer(post=PostCode.ADMINISTRATOR, division=division)
    return acting(officer)


def test_a_registered_officer_holds_no_post_and_leaves_a_trace():
    account_id = register(name=" 李春梅 ")

    officer = get_officer(account_id)
    assert (officer.name, officer.staff_no, officer.grants) == ("李春梅", "GZ0001", ())
    assert ledger_lines() == [("identity.officer_registered", f"account:{account_id}", SYSTEM.name)]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        pytest.param({"name": "", "staff_no": " "}, OfficerInvalidError, id="no name, no number"),
        pytest.param({"email": "new@example.cn"}, StaffNoTakenError, id="a known staff number"),
        pytest.param({"staff_no": "GZ0002"}, EmailTakenError, id="a known address"),
    ],
)
def test_an_officer_who_cannot_be_registered_leaves_nothing_behind(changed, error):
    register()
    before = ledger_lines()

    with pytest.raises(error):
        register(**changed)

    assert OfficerRecord.objects.count() == 1
    assert find_account_id("new@example.cn") is None
    assert ledger_lines() == before


def test_a_given_post_can_be_acted_in_and_leaves_a_trace():
    make_body()
    account_id = register()

    given = grant(account_id)

    assert list_grants(account_id) == (given,)
    assert given.division_prefix == "4401"
    assert may(account_id, PostCode.REVIEWER, CITY_JUSTICE, "440100")
    assert ledger_lines()[-1] == ("access.post_granted", f"account:{account_id}", SYSTEM.name)


def test_giving_the_same_post_twice_gives_it_once():
    make_body()
    account_id = register()

    assert grant(account_id) == grant(account_id)

    assert GrantRecord.objects.count() == 1
    assert [action for action, _, _ in ledger_lines()].count("access.post_granted") == 1


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        pytest.param({"body": PROVINCE_JUSTICE}, BodyNotFoundError, id="an unknown body"),
        pytest.param({"division_code": "44"}, OfficerInvalidError, id="no division"),
    ],
)
def test_a_post_that_cannot_be_is_refused(changed, error):
    make_body()
    account_id = register()

    with pytest.raises(error):
        grant(account_id, **changed)

    assert not GrantRecord.objects.exists()


def test_a_citizen_is_given_no_post():
    make_body()

    with pytest.raises(OfficerNotFoundError):
        grant(make_person().account_id)

    assert not GrantRecord.objects.exists()


def test_an_administrator_gives_posts_in_the_own_division_and_below():
    administrator = make_administrator("440100")
    account_id = register(actor=administrator)

    given = grant(account_id, division_code="440106", actor=administrator)

    assert given.granted_by == administrator.account_id
    assert may(account_id, PostCode.REVIEWER, CITY_JUSTICE, "440106")


@pytest.mark.parametrize("division", ["440000", "440300", ""])
def test_an_administrator_gives_no_posts_elsewhere(division):
    administrator = make_administrator("440100")
    account_id = register()
    before = ledger_lines()

    with pytest.raises(NotAdministratorError):
        grant(account_id, division_code=division, actor=administrator)

    assert list_grants(account_id) == ()
    assert ledger_lines() == before


def test_an_administrator_gives_no_posts_in_a_body_of_a_higher_division():
    administrator = make_administrator("440106")
    make_body(PROVINCE_JUSTICE)
    account_id = register()
    before = ledger_lines()

    with pytest.raises(NotAdministratorError):
        grant(account_id, body=PROVINCE_JUSTICE, division_code="440106", actor=administrator)

    assert list_grants(account_id) == ()
    assert ledger_lines() == before


def test_an_officer_who_is_no_administrator_neither_registers_nor_gives():
    officer = make_officer(post=PostCode.DECIDER)
    actor = acting(officer)
    other = register()

    with pytest.raises(NotAdministratorError):
        register(email="new@example.cn", staff_no="GZ0002", actor=actor)
    with pytest.raises(NotAdministratorError):
        grant(other, actor=actor)

    assert list_grants(other) == ()
    assert OfficerRecord.objects.count() == 2


def test_nobody_gives_or_takes_their_own_post():
    administrator = make_administrator("440100")
    own = list_grants(administrator.account_id)

    with pytest.raises(OwnPostError):
        grant(administrator.account_id, actor=administrator)
    with pytest.raises(OwnPostError):
        services.revoke_post(grant_id=own[0].grant_id, actor=administrator, at=AT)

    assert list_grants(administrator.account_id) == own


def test_a_post_taken_away_is_gone_at_once_and_can_be_given_again():
    make_body()
    account_id = register()
    given = grant(account_id)

    services.revoke_post(grant_id=given.grant_id, actor=SYSTEM, at=AT)

    assert list_grants(account_id) == ()
    assert not may(account_id, PostCode.REVIEWER, CITY_JUSTICE, "440100")
    assert grant(account_id).grant_id != given.grant_id
    assert [action for action, _, _ in ledger_lines()][-2:] == [
        "access.post_ended",
        "access.post_granted",
    ]


def test_a_post_ends_at_the_time_it_was_given_until():
    make_body()
    account_id = register()
    given = grant(account_id)
    until = AT + timedelta(days=30)
    services.end_grant(grant_id=given.grant_id, until=until, actor=SYSTEM, at=AT)

    asked = (account_id, PostCode.REVIEWER, CITY_JUSTICE, "440100")
    assert not may(*asked, at=AT - timedelta(seconds=1))
    assert may(*asked, at=AT)
    assert may(*asked, at=until - timedelta(seconds=1))
    assert not may(*asked, at=until)


def test_a_post_is_taken_once():
    make_body()
    given = grant(register())
    services.revoke_post(grant_id=given.grant_id, actor=SYSTEM, at=AT)
    before = ledger_lines()

    with pytest.raises(GrantEndedError):
        services.revoke_post(grant_id=given.grant_id, actor=SYSTEM, at=AT)
    with pytest.raises(GrantNotFoundError):
        services.revoke_post(grant_id=given.grant_id + 1, actor=SYSTEM, at=AT)

    assert ledger_lines() == before
