"""The limit is extended once, before the due day, with approval, and the applicant is told why."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from zhengtong.casework.cases import events, selectors, services
from zhengtong.casework.cases.errors import (
    CaseNotFoundError,
    ExtensionNotApprovedError,
    ExtensionReasonsMissingError,
    ExtensionTooLateError,
    ExtensionTooLongError,
    LimitAlreadyExtendedError,
    LimitNotRunningError,
)
from zhengtong.casework.cases.models import Case, Task
from zhengtong.casework.cases.testing import AT, EVE, acting, make_case, make_version
from zhengtong.casework.cases.tests.announced import at
from zhengtong.casework.cases.tests.test_clock import SITE_INSPECTION, complete
from zhengtong.casework.cases.types import Approver, CaseStatus, ExtensionOffer, ExtensionRule
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.notices.testing import notice_titles
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import deliver_all, emitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

CITY = "11440100DEM0000012"
JOINT = [
    {"step": "accept", "by": {"body": "implementing", "post": "counter"}},
    {
        "parallel": [
            {
                "step": "city_review",
                "kind": "review",
                "by": {"body": "implementing", "post": "reviewer"},
                "within": "3 working days",
            },
            {
                "step": "province_review",
                "kind": "review",
                "by": {"body": PROVINCE_JUSTICE, "post": "reviewer"},
            },
        ]
    },
    {
        "step": "decide",
        "by": {"body": "implementing", "post": "decider"},
        "outcomes": ["grant", "refuse"],
    },
]


def head_of(body, post=PostCode.DECIDER):
    return replace(acting(make_officer(post=post, body=body)), body=body, post=post.value)


def extend(case, *, days=10, reasons="案情复杂，需要进一步核实", by=None, when=AT):
    return services.extend_limit(
        case_no=case.case_no,
        days=days,
        reasons=reasons,
        approved_by=by or head_of(PROVINCE_JUSTICE),
        at=when,
    )


def offered_to(officer, case):
    view = selectors.get_case_for_applicant(case.case_no, case.account_id)
    return selectors.find_extension(view, officer.account_id)


def everything(case):
    stored = Case.objects.values().get(case_no=case.case_no)
    return (stored, list(Task.objects.order_by("id").values()), ledger_lines(), emitted())


def test_an_extension_moves_the_due_date_and_is_told_with_its_reasons():
    case = make_case(status=CaseStatus.ACCEPTED, at=EVE)

    due_on = extend(case, days=10, when=EVE)

    # due 14 Oct; 15, 16 (2), 19–23 (7), 26–28 (10)
    assert due_on == date(2026, 10, 28)
    stored = case.stored()
    assert (stored.due_on, stored.extended_days, stored.extended_at) == (due_on, 10, EVE)
    assert ledger_lines()[-1][:2] == ("cases.limit-extended", case.case_no)
    assert emitted()[-1] == events.LimitExtended(
        case.case_no, case.account_id, 10, "2026-10-28", EVE.isoformat()
    )
    deliver_all()
    assert notice_titles(case.account_id)[-1] == "办理时限延长"
    told = selectors.get_case_for_applicant(case.case_no, case.account_id).extension
    assert told is not None
    assert (told.days, told.reasons) == (10, "案情复杂，需要进一步核实")


def test_a_step_without_a_limit_of_its_own_moves_with_the_case():
    case = make_case(make_version(process=JOINT), status=CaseStatus.ACCEPTED, at=EVE)

    extend(case, days=15, by=government(), when=EVE)

    # fifteen after 14 Oct: 15, 16 (2), 19–23 (7), 26–30 (12), 2–4 Nov (15)
    assert list(Task.objects.order_by("id").values_list("step", "due_on")[1:]) == [
        ("city_review", date(2026, 10, 10)),
        ("province_review", date(2026, 11, 4)),
    ]


def test_while_the_clock_stands_still_the_day_of_the_stop_is_judged():
    case = make_case(make_version(process=SITE_INSPECTION), status=CaseStatus.ACCEPTED, at=EVE)
    long_after = at("2026-11-02")
    assert case.stored().due_on == date(2026, 10, 14)

    extend(case, days=1, by=head_of(CITY_JUSTICE), when=long_after)
    complete(case, "visit", PostCode.INSPECTOR, long_after)

    # all seven days are left after 2 Nov: 3–6 (4), 9–11 (7)
    assert case.stored().due_on == date(2026, 11, 11)


def government():
    """Return the head of 广州市人民政府, which a test makes up."""
    make_body(CITY, name="广州市人民政府", division="440100", department="人民政府")
    return head_of(CITY)


def test_what_is_handled_jointly_takes_the_government_of_that_level():
    case = make_case(make_version(process=JOINT), status=CaseStatus.ACCEPTED, at=EVE)
    before = everything(case)

    with pytest.raises(ExtensionNotApprovedError, match="本级人民政府负责人"):
        extend(case, by=head_of(CITY_JUSTICE), when=EVE)

    assert everything(case)[:1] == before[:1]
    assert extend(case, days=15, by=government(), when=EVE) == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("post", "body"),
    [
        pytest.param(PostCode.REVIEWER, PROVINCE_JUSTICE, id="who does not decide"),
        pytest.param(PostCode.DECIDER, CITY_JUSTICE, id="who decides in the lower body"),
    ],
)
def test_nobody_else_approves(post, body):
    case, stranger = make_case(status=CaseStatus.ACCEPTED), head_of(body, post)
    before = everything(case)

    with pytest.raises(ExtensionNotApprovedError, match="本行政机关负责人"):
        extend(case, by=stranger)

    assert everything(case) == before
    assert offered_to(stranger, case) is None


def test_who_may_approve_is_offered_it_and_only_once():
    case, head = make_case(status=CaseStatus.ACCEPTED), head_of(PROVINCE_JUSTICE)

    offered = offered_to(head, case)
    extend(case, days=1, by=head)

    assert offered == ExtensionOffer(PROVINCE_JUSTICE, ExtensionRule(10, Approver.HEAD))
    assert offered_to(head, case) is None


@pytest.mark.parametrize(
    ("days", "reasons", "when", "refusal"),
    [
        pytest.param(11, "需要核实", AT, ExtensionTooLongError, id="more than ten days"),
        pytest.param(0, "需要核实", AT, ExtensionTooLongError, id="no days"),
        pytest.param(5, " ", AT, ExtensionReasonsMissingError, id="no reasons"),
        pytest.param(5, "需要核实", at("2026-10-12"), ExtensionTooLateError, id="on the due day"),
        pytest.param(5, "需要核实", at("2026-10-13"), ExtensionTooLateError, id="after it"),
    ],
)
def test_an_unlawful_extension_is_refused_and_changes_nothing(days, reasons, when, refusal):
    case, head = make_case(status=CaseStatus.ACCEPTED), head_of(PROVINCE_JUSTICE)
    assert case.stored().due_on == date(2026, 10, 12)
    before = everything(case)

    with pytest.raises(refusal):
        extend(case, days=days, reasons=reasons, by=head, when=when)

    assert everything(case) == before


def test_a_second_extension_is_refused_and_changes_nothing():
    case, head = make_case(status=CaseStatus.ACCEPTED), head_of(PROVINCE_JUSTICE)
    extend(case, days=1, by=head)
    before = everything(case)

    with pytest.raises(LimitAlreadyExtendedError):
        extend(case, days=1, by=head)

    assert everything(case) == before


@pytest.mark.parametrize("status", [CaseStatus.SUBMITTED, CaseStatus.CLOSED, CaseStatus.WITHDRAWN])
def test_only_a_running_limit_is_extended(status):
    case = make_case(status=status)

    with pytest.raises(LimitNotRunningError, match=status.label[:2]):
        extend(case)


def test_an_unknown_case_is_not_found():
    case = make_case()

    with pytest.raises(CaseNotFoundError):
        services.extend_limit(
            case_no=f"{case.case_no}0",
            days=1,
            reasons="需要核实",
            approved_by=head_of(PROVINCE_JUSTICE),
            at=AT,
        )


def test_the_database_knows_no_extension_without_reasons():
    make_case(status=CaseStatus.ACCEPTED)

    with pytest.raises(IntegrityError, match="case_extended_has_reasons"), transaction.atomic():
        Case.objects.update(extended_days=5)
