"""Who sees which licence, and how much of it."""

from datetime import timedelta

import pytest

from zhengtong.core.actors import SYSTEM
from zhengtong.core.codes import LicenceIdentifier
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.identity.testing import make_entity, make_person
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.licences import selectors
from zhengtong.registries.licences.errors import (
    LicenceIdentifierFaultyError,
    LicenceNotFoundError,
)
from zhengtong.registries.licences.services import issue_licence
from zhengtong.registries.licences.testing import ISSUED_AT, make_licence, make_order
from zhengtong.registries.licences.types import Holder, HolderKind, LicenceOrder, LicenceStatus

pytestmark = pytest.mark.django_db

HOLDER_ID = "440106197001011000"
UNKNOWN = LicenceIdentifier.build("114400000069401674901", PROVINCE_JUSTICE, "0")


def test_the_public_learns_no_personal_data(django_assert_num_queries):
    identifier = make_licence()
    with django_assert_num_queries(1):
        shown = selectors.verify(identifier.removeprefix("1.2.156.3005.2.").lower(), at=ISSUED_AT)
    assert shown.status == LicenceStatus.VALID
    assert shown.holder == "**明"
    assert shown.issuer_name.zh == "广东省司法厅"
    assert HOLDER_ID not in str(shown)
    assert "陈晓明" not in str(shown)


def test_a_wrong_check_character_is_told_without_a_look_up(django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(LicenceIdentifierFaultyError) as refused:
        selectors.verify(UNKNOWN[:-1] + "*")
    assert [problem.where for problem in refused.value.problems] == ["identifier"]


def test_a_licence_that_was_never_issued_is_not_found():
    with pytest.raises(LicenceNotFoundError):
        selectors.verify(UNKNOWN)


def test_a_term_that_ran_out_shows_as_expired():
    identifier = make_licence(valid="10 days")
    at = ISSUED_AT + timedelta(days=11)
    assert selectors.verify(identifier, at=at).status == LicenceStatus.EXPIRED
    assert selectors.find_held(HOLDER_ID, "law-firm-practice", at=at) is None


def test_the_newest_licence_in_force_is_held(django_assert_num_queries):
    make_licence()
    newest = make_licence(at=ISSUED_AT + timedelta(days=1))
    with django_assert_num_queries(1):
        held = selectors.find_held(HOLDER_ID, "law-firm-practice", at=ISSUED_AT)
    assert held.identifier == newest
    assert selectors.find_held(HOLDER_ID, "resident-id") is None
    assert selectors.find_held("440106197001011019", "law-firm-practice") is None
    assert selectors.list_held(HOLDER_ID)[0].identifier == newest


def test_only_the_holders_account_opens_the_file():
    owner, stranger = make_person(), make_person()
    identifier = make_licence(account_id=owner.account_id)

    with selectors.open_pdf(identifier, for_account=owner.account_id).content as file:
        assert file.read(5) == b"%PDF-"
    with pytest.raises(LicenceNotFoundError):
        selectors.open_pdf(identifier, for_account=stranger.account_id)


def test_whoever_may_act_for_an_entity_opens_its_licence():
    owner = make_person()
    entity = make_entity(owner.account_id)
    ordered = make_order()
    order = LicenceOrder(
        type_code=ordered.type_code,
        holder=Holder(HolderKind.LEGAL_ENTITY, entity.name, entity.uscc),
        issuer=ordered.issuer,
        key="entity",
        facts=ordered.facts,
    )
    identifier = issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)

    opened = selectors.open_pdf(identifier, for_account=owner.account_id)
    opened.content.close()

    number = selectors.get_licence(identifier).number
    assert (opened.name, opened.media_type) == (
        f"律师事务所执业许可证 {number}.pdf",
        "application/pdf",
    )
    assert [one.identifier for one in selectors.list_for_account(owner.account_id)] == [identifier]
    assert selectors.verify(identifier).holder == entity.name


@pytest.mark.parametrize(
    ("body", "post"),
    [(CITY_JUSTICE, PostCode.LICENCE_OFFICER), (PROVINCE_JUSTICE, PostCode.COUNTER)],
)
def test_an_officer_sees_only_what_the_own_body_issued(body, post, django_assert_num_queries):
    mine = make_officer(post=PostCode.LICENCE_OFFICER, body=PROVINCE_JUSTICE).account_id
    other = make_officer(post=post, body=body).account_id
    first = make_licence()
    second = make_licence(at=ISSUED_AT + timedelta(hours=1))

    with django_assert_num_queries(1):
        page = selectors.list_for_officer(mine, limit=1)
    rest = selectors.list_for_officer(mine, after=page.after, limit=1)

    assert [one.identifier for one in page.licences] == [second]
    assert ([one.identifier for one in rest.licences], rest.after) == ([first], "")
    assert selectors.list_for_officer(other).licences == ()
    selectors.open_pdf_for_officer(first, account_id=mine).content.close()
    with pytest.raises(LicenceNotFoundError):
        selectors.open_pdf_for_officer(first, account_id=other)


def test_every_type_of_the_house_is_faultless():
    assert selectors.check_types() == ()
    assert "law-firm-practice" in [kind.slug for kind in selectors.list_types()]
