"""What an officer sees of the clock: cards in the queue, a longer limit on the case's page."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from zhengtong.casework.cases.testing import make_case, make_version
from zhengtong.casework.cases.types import CaseStatus
from zhengtong.foundation.organisations.testing import CITY_JUSTICE
from zhengtong.foundation.organisations.types import PostCode


@pytest.fixture
def case(calendars):
    return make_case(make_version(), status=CaseStatus.ACCEPTED, at=now())


def extend(desk, case, **sent):
    return desk.post(f"/work/case/{case.case_no}/extend/", sent)


def shown(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "is_there"), [("red", True), ("yellow", False), ("normal", False)]
)
def test_the_queue_shows_a_red_card_and_can_be_narrowed_to_it(desk, calendars, wanted, is_there):
    late = make_case(make_version(), at=now() - timedelta(days=30))

    assert "红牌：已逾期" in shown(desk.get("/work/"))
    assert (late.case_no[-13:] in shown(desk.get(f"/work/?card={wanted}"))) is is_there


STANDING = [
    {"step": "accept", "by": {"body": "implementing", "post": "counter"}},
    {
        "parallel": [
            {
                "step": "visit",
                "by": {"body": "implementing", "post": "inspector"},
                "special": "site_inspection",
                "within": "5 working days",
            },
            {"step": "review", "by": {"body": "implementing", "post": "reviewer"}},
        ]
    },
    {
        "step": "decide",
        "by": {"body": "implementing", "post": "decider"},
        "outcomes": ["grant", "refuse"],
    },
]


def test_what_stands_still_carries_no_card(desk_of, calendars):
    version = make_version(process=STANDING)
    case = make_case(version, status=CaseStatus.ACCEPTED, at=now() - timedelta(days=30))

    page = shown(desk_of(PostCode.REVIEWER, CITY_JUSTICE).get("/work/"))

    assert case.case_no[-13:] in page

    assert "计时已中止" in page
    assert "红牌：" not in page


def test_the_head_extends_the_limit_before_any_task_is_theirs(desk_of, case):
    desk = desk_of(PostCode.DECIDER)
    assert "最多 10 个工作日" in shown(desk.get(f"/work/case/{case.case_no}/"))

    answer = extend(desk, case, days="3", reasons="需要核实住所")

    page = shown(desk.get(answer["Location"]))
    assert "经批准延长 3 个工作日" in page
    assert "需要核实住所" in page
    assert "批准延长</button>" not in page
    assert case.stored().extended_days == 3


@pytest.mark.parametrize(
    ("days", "reasons", "field"),
    [
        pytest.param("11", "需要核实", "days", id="too many days"),
        pytest.param("many", "需要核实", "days", id="no number"),
        pytest.param("9" * 5000, "需要核实", "days", id="a number nobody can read"),
        pytest.param("3", " ", "reasons", id="no reasons"),
    ],
)
def test_a_refused_extension_says_why_at_its_field(desk_of, case, days, reasons, field):
    page = shown(extend(desk_of(PostCode.DECIDER), case, days=days, reasons=reasons), 422)

    assert f'href="#{field}"' in page
    assert case.stored().extended_days == 0


def test_who_decides_elsewhere_finds_no_case(desk_of, case):
    desk = desk_of(PostCode.DECIDER, CITY_JUSTICE)

    assert desk.get(f"/work/case/{case.case_no}/").status_code == 404
    assert extend(desk, case, days="3", reasons="需要核实").status_code == 404
    assert case.stored().extended_days == 0


def test_a_procedure_that_takes_longer_than_was_told_is_marked(desk_of, calendars):
    version = make_version(process=STANDING)
    case = make_case(version, status=CaseStatus.ACCEPTED, at=now() - timedelta(days=30))
    desk = desk_of(PostCode.INSPECTOR, CITY_JUSTICE)

    assert "红牌：已逾期" in shown(desk.get("/work/"))
    assert "特别程序超时" in shown(desk.get(f"/work/case/{case.case_no}/"))
