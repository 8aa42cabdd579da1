"""An order becomes one sealed licence, once, and only when the right one orders it."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from zhengtong.core.actors import SYSTEM, Actor, ActorKind
from zhengtong.core.codes import LicenceIdentifier
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.identity.selectors import actor_of
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import emitted
from zhengtong.registries.licences.errors import (
    LicenceFactsMissingError,
    LicenceIssuerNotEntitledError,
    LicenceKeyReusedError,
    LicenceTermUnreadableError,
    LicenceTypeNotFoundError,
    NotLicenceOfficerError,
)
from zhengtong.registries.licences.events import LicenceIssued
from zhengtong.registries.licences.models import LicenceRecord
from zhengtong.registries.licences.selectors import get_licence
from zhengtong.registries.licences.services import issue_licence
from zhengtong.registries.licences.testing import FACTS, ISSUED_AT, make_order
from zhengtong.registries.licences.types import LicenceStatus

pytestmark = pytest.mark.django_db


def officer_of(body, post=PostCode.LICENCE_OFFICER):
    officer = make_officer(post=post, body=body, name="周敏")
    return Actor(kind=ActorKind.OFFICER, name="周敏", account_id=officer.account_id)


def assert_nothing_was_issued(lines):
    assert LicenceRecord.objects.count() == 0
    assert ledger_lines() == lines
    assert emitted() == []


def test_an_order_becomes_a_licence_and_leaves_a_trace():
    person = make_person(name="陈晓明")
    order = make_order(key="case-1", account_id=person.account_id, valid="3 years")
    before = ledger_lines()

    identifier = issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)

    assert LicenceIdentifier.parse(identifier) == identifier
    assert identifier.type_code == "114400000069401674901"
    assert identifier.issuer == PROVINCE_JUSTICE
    assert (len(identifier.serial), identifier.version) == (20, 1)
    licence = get_licence(identifier, at=ISSUED_AT)
    assert licence.number.startswith("粤司律样证〔2026〕")
    assert licence.holder == order.holder
    assert licence.facts == FACTS
    assert licence.valid_until == date(2029, 11, 20)
    assert licence.status == LicenceStatus.VALID
    assert ledger_lines() == [*before, ("licences.issued", identifier, "政通平台")]
    assert emitted()[-1] == LicenceIssued(
        identifier=identifier,
        type_code="law-firm-practice",
        issuer=PROVINCE_JUSTICE,
        case_no=order.case_no,
        key="case-1",
        account_id=person.account_id,
    )


def test_the_issuing_bodys_licence_officer_may_issue():
    order = make_order()

    identifier = issue_licence(order=order, actor=officer_of(PROVINCE_JUSTICE), at=ISSUED_AT)

    assert ledger_lines()[-1] == ("licences.issued", identifier, "周敏")


def test_issuing_takes_a_fixed_number_of_statements(django_assert_num_queries):
    order = make_order()
    issue_licence(order=make_order(), actor=SYSTEM, at=ISSUED_AT)
    with django_assert_num_queries(12):
        issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)


def test_the_same_key_is_the_same_licence():
    order = make_order(key="case-1")
    first = issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)
    before = ledger_lines()

    again = issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)

    assert again == first
    assert LicenceRecord.objects.count() == 1
    assert ledger_lines() == before


def test_a_key_that_means_another_licence_is_refused():
    order = make_order(key="case-1")
    issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)
    other = replace(order, holder=replace(order.holder, id_number="440106197001011019"))

    with pytest.raises(LicenceKeyReusedError):
        issue_licence(order=other, actor=SYSTEM, at=ISSUED_AT)

    assert LicenceRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "post"),
    [
        pytest.param(CITY_JUSTICE, PostCode.LICENCE_OFFICER, id="an officer of another body"),
        pytest.param(PROVINCE_JUSTICE, PostCode.DECIDER, id="another post of the same body"),
    ],
)
def test_anybody_elses_order_is_refused_and_changes_nothing(body, post):
    order, stranger = make_order(), officer_of(body, post)
    before = ledger_lines()

    with pytest.raises(NotLicenceOfficerError):
        issue_licence(order=order, actor=stranger, at=ISSUED_AT)

    assert_nothing_was_issued(before)


def test_a_citizen_cannot_issue():
    order, citizen = make_order(), actor_of(make_person().account_id)
    before = ledger_lines()

    with pytest.raises(NotLicenceOfficerError):
        issue_licence(order=order, actor=citizen, at=ISSUED_AT)

    assert_nothing_was_issued(before)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"type_code": "no-such-type"}, LicenceTypeNotFoundError, id="unknown type"),
        pytest.param({"type_code": "../secrets"}, LicenceTypeNotFoundError, id="a path as type"),
        pytest.param({"type_code": "resident-id"}, LicenceIssuerNotEntitledError, id="not its own"),
        pytest.param({"valid": "for ever"}, LicenceTermUnreadableError, id="unreadable term"),
    ],
)
def test_an_order_that_cannot_be_right_is_refused(change, refusal):
    order = replace(make_order(), **change)
    before = ledger_lines()

    with pytest.raises(refusal):
        issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)

    assert_nothing_was_issued(before)


def test_every_missing_fact_is_named_at_once():
    order = make_order(facts={"firm_name": "广东示例律师事务所"})
    before = ledger_lines()

    with pytest.raises(LicenceFactsMissingError) as refused:
        issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)

    assert [problem.where for problem in refused.value.problems] == [
        "address",
        "partners",
        "assets_yuan",
    ]
    assert str(refused.value.problems[0]) == "缺少“住所” 请在办件信息中补齐"
    assert_nothing_was_issued(before)


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_one_key_make_one_licence():
    order = make_order(key="case-1")
    made, begun = [], threading.Event()

    def second():
        begun.set()
        made.append(issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT))
        connection.close()

    with transaction.atomic():
        first = issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)
        worker = threading.Thread(target=second)
        worker.start()
        begun.wait(5)
        worker.join(0.5)
        assert made == []
    worker.join(10)

    assert made == [first]
    assert LicenceRecord.objects.count() == 1


def test_a_fact_that_cannot_be_read_is_named():
    order = make_order(facts={**FACTS, "assets_yuan": "四十万"})

    with pytest.raises(LicenceFactsMissingError) as refused:
        issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)

    assert [str(one) for one in refused.value.problems] == [
        "“设立资产”不是人民币金额 请在办件信息中补齐"
    ]


def test_a_moment_with_a_fraction_of_a_second_is_no_obstacle():
    at = ISSUED_AT.replace(microsecond=123456)
    assert get_licence(issue_licence(order=make_order(), actor=SYSTEM, at=at)).issued_at == at
