"""One predicate says what an officer sees; it agrees with the answer for every single row."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from zhengtong.core.actors import SYSTEM, AccountId
from zhengtong.foundation.access import services
from zhengtong.foundation.access.errors import OfficerNotFoundError
from zhengtong.foundation.access.models import GrantRecord
from zhengtong.foundation.access.selectors import (
    get_officer,
    holds_post,
    list_grants,
    list_officers,
    may,
    within_grants,
)
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.identity.testing import PASSWORD, make_person
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.foundation.organisations.types import PostCode

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def make_rows():
    """Rows with a post, a body and a full division code: grants of others will do."""
    make_body(CITY_JUSTICE)
    make_body(PROVINCE_JUSTICE)
    owner = make_officer(post=None)
    return GrantRecord.objects.bulk_create(
        GrantRecord(
            account_id=owner.account_id,
            post=post.value,
            body_id=body,
            division_prefix=division,
            valid_from=AT,
        )
        for post in (PostCode.COUNTER, PostCode.REVIEWER)
        for body in (CITY_JUSTICE, PROVINCE_JUSTICE)
        for division in ("440000", "440100", "440106", "440300", "350128")
    )


def seen_by(account_id, **columns):
    rows = GrantRecord.objects.filter(valid_from=AT).filter(
        within_grants(account_id, body="body_id", division="division_prefix", **columns)
    )
    return {(row.post, row.body_id, row.division_prefix) for row in rows}


@pytest.mark.parametrize(
    ("division", "seen"),
    [
        pytest.param("440106", {"440106"}, id="a district sees itself only"),
        pytest.param("440100", {"440100", "440106"}, id="a city sees its districts"),
        pytest.param(
            "440000", {"440000", "440100", "440106", "440300"}, id="a province sees its cities"
        ),
        pytest.param(
            "", {"440000", "440100", "440106", "440300", "350128"}, id="the country sees all"
        ),
        pytest.param("440300", {"440300"}, id="another city"),
        pytest.param("510000", set(), id="another province"),
    ],
)
def test_an_officer_sees_the_own_post_body_and_division_only(division, seen):
    make_rows()
    officer = make_officer(post=PostCode.COUNTER, body=CITY_JUSTICE, division=division)

    expected = {("counter", CITY_JUSTICE, code) for code in seen}
    assert seen_by(officer.account_id) == expected


def test_the_predicate_agrees_with_the_answer_for_every_row():
    rows = make_rows()
    officer = make_officer(post=PostCode.REVIEWER, body=PROVINCE_JUSTICE, division="440100")
    services.grant_post(
        account_id=officer.account_id,
        post=PostCode.COUNTER,
        body=CITY_JUSTICE,
        division_code="350128",
        actor=SYSTEM,
        at=AT,
    )

    allowed = {
        (row.post, row.body_id, row.division_prefix)
        for row in rows
        if may(officer.account_id, PostCode(row.post), row.body_id, row.division_prefix)
    }

    assert len(allowed) == 3
    assert seen_by(officer.account_id) == allowed


@pytest.mark.parametrize(
    "make_nobody",
    [
        pytest.param(lambda: make_officer(post=None).account_id, id="an officer without a post"),
        pytest.param(
            lambda: make_officer(post=PostCode.DECIDER, division="").account_id, id="another post"
        ),
        pytest.param(lambda: make_person().account_id, id="a citizen"),
        pytest.param(lambda: AccountId(0), id="nobody"),
    ],
)
def test_whoever_does_not_hold_the_post_sees_nothing(make_nobody):
    make_rows()

    account_id = make_nobody()

    assert seen_by(account_id) == set()
    assert not may(account_id, PostCode.COUNTER, CITY_JUSTICE, "440100")


def test_a_post_taken_away_hides_what_it_showed():
    make_rows()
    officer = make_officer(division="")
    assert len(seen_by(officer.account_id)) == 5

    services.revoke_post(grant_id=officer.grants[0].grant_id, actor=SYSTEM, at=AT)

    assert seen_by(officer.account_id) == set()


def test_a_list_costs_one_query_and_shows_a_row_once_however_many_posts_cover_it(
    django_assert_num_queries,
):
    make_rows()
    officer = make_officer(division="440100")
    services.grant_post(
        account_id=officer.account_id,
        post=PostCode.COUNTER,
        body=CITY_JUSTICE,
        division_code="",
        actor=SYSTEM,
        at=AT,
    )

    with django_assert_num_queries(1):
        rows = list(
            GrantRecord.objects.filter(valid_from=AT, division_prefix="440106").filter(
                within_grants(officer.account_id, body="body_id", division="division_prefix")
            )
        )

    assert len(rows) == 1


def test_a_table_without_posts_asks_for_one_post_on_every_row():
    make_rows()
    officer = make_officer(post=PostCode.LICENCE_OFFICER, body=CITY_JUSTICE, division="440106")

    assert seen_by(officer.account_id, post=PostCode.LICENCE_OFFICER) == {
        ("counter", CITY_JUSTICE, "440106"),
        ("reviewer", CITY_JUSTICE, "440106"),
    }
    assert seen_by(officer.account_id, post=PostCode.DECIDER) == set()


def test_one_question_costs_one_query(django_assert_num_queries):
    account_id = make_officer().account_id

    with django_assert_num_queries(1):
        assert may(account_id, PostCode.COUNTER, CITY_JUSTICE, "440106")
    with django_assert_num_queries(1):
        assert holds_post(account_id, PostCode.COUNTER)
    with django_assert_num_queries(1):
        assert len(list_grants(account_id)) == 1


def test_a_dismissed_officer_acts_in_no_post_and_signs_in_no_more(client):
    officer = make_officer(email="officer@example.cn")
    assert client.login(email="officer@example.cn", password=PASSWORD)

    services.dismiss_officer(account_id=officer.account_id, actor=SYSTEM, at=AT)

    assert list_grants(officer.account_id) == ()
    assert not get_officer(officer.account_id).is_active
    assert not client.login(email="officer@example.cn", password=PASSWORD)
    assert [action for action, _, _ in ledger_lines()][-2:] == [
        "access.post_ended",
        "identity.account_closed",
    ]


def test_officers_are_listed_page_by_page_with_their_posts(django_assert_num_queries):
    first = make_officer(name="李春梅")
    second = make_officer(name="黄志强", body=PROVINCE_JUSTICE)
    third = make_officer(name="李国华", post=None)

    with django_assert_num_queries(2):
        page = list_officers(limit=2)
    assert (page.officers, page.after) == ((first, second), second.staff_no)
    rest = list_officers(after=second.staff_no, limit=2)
    assert (rest.officers, rest.after) == ((third,), None)
    assert list_officers(query="李").officers == (first, third)
    assert list_officers(query=second.staff_no).officers == (second,)
    assert list_officers(body=PROVINCE_JUSTICE).officers == (second,)
    assert list_officers(query="王").officers == ()


def test_a_citizen_is_no_officer():
    with pytest.raises(OfficerNotFoundError):
        get_officer(make_person().account_id)
