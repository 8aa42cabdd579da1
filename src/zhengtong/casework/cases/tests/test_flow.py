"""A case goes from its submission to its end, and every act leaves its trace and its event."""

from datetime import date

import pytest

from zhengtong.casework.cases import events, services
from zhengtong.casework.cases.errors import (
    OutcomeNotOfferedError,
    ReasonsMissingError,
    TaskNotOpenError,
    WrongStepError,
)
from zhengtong.casework.cases.models import Case, Task
from zhengtong.casework.cases.testing import (
    AT,
    EVE,
    grant,
    make_case,
    make_version,
    officer_actor,
    pass_review,
)
from zhengtong.casework.cases.types import CaseStatus, Decision
from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.testing import PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import emitted
from zhengtong.registries.service_items.types import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

REMEDIES = (
    "如不服本决定，可以自知道本决定之日起六十日内向广东省人民政府申请行政复议，"
    "或者自知道本决定之日起六个月内向广州铁路运输法院提起行政诉讼。"
)


def tasks_of(case):
    columns = ("step", "state", "outcome", "body", "post", "due_on")
    return list(
        Task.objects.filter(case__case_no=case.case_no).order_by("id").values_list(*columns)
    )


def traces(case):
    return [action for action, subject, _ in ledger_lines() if subject == case.case_no]


def told(case):
    return [fact for fact in emitted() if getattr(fact, "case_no", "") == case.case_no]


def test_accepting_starts_the_clock_and_opens_the_review():
    case = make_case(at=EVE)
    officer = officer_actor(PostCode.COUNTER)

    due = services.accept_case(task_id=case.task("accept"), actor=officer, at=EVE)

    assert due == date(2026, 10, 14)
    stored = Case.objects.values_list("status", "accepted_at", "due_on").get()
    assert stored == ("accepted", EVE, date(2026, 10, 14))
    city = "11440100007483180K"
    assert tasks_of(case) == [
        ("accept", "done", "accept", city, "counter", date(2026, 10, 8)),
        ("review", "open", "", city, "reviewer", date(2026, 10, 9)),
    ]
    assert traces(case) == ["cases.submitted", "cases.accepted"]
    assert told(case)[1:] == [
        events.CaseAccepted(case.case_no, case.account_id, "2026-10-14", EVE.isoformat())
    ]


def test_accepting_twice_is_refused_and_changes_nothing():
    case = make_case(status=CaseStatus.ACCEPTED)
    before = (tasks_of(case), traces(case), told(case), case.stored().due_on)

    with pytest.raises(TaskNotOpenError, match="已办"):
        services.accept_case(
            task_id=case.task("accept"), actor=officer_actor(PostCode.COUNTER), at=EVE
        )

    assert (tasks_of(case), traces(case), told(case), case.stored().due_on) == before


def test_a_review_opens_the_decision_of_the_other_body_due_with_the_case():
    case = make_case(status=CaseStatus.ACCEPTED, at=EVE)

    pass_review(case, at=EVE)

    assert tasks_of(case)[1:] == [
        ("review", "done", "pass", "11440100007483180K", "reviewer", date(2026, 10, 9)),
        ("decide", "open", "", PROVINCE_JUSTICE, "decider", date(2026, 10, 14)),
    ]
    assert traces(case)[2:] == ["cases.step-completed"]


def test_a_failed_review_says_why_and_leaves_the_decision_to_the_decider():
    case = make_case(status=CaseStatus.ACCEPTED)
    reviewer = officer_actor(PostCode.REVIEWER)

    with pytest.raises(ReasonsMissingError):
        services.complete_review(
            task_id=case.task("review"), outcome=Outcome.FAIL, opinion=" ", actor=reviewer, at=AT
        )
    services.complete_review(
        task_id=case.task("review"), outcome=Outcome.FAIL, opinion="场所不符", actor=reviewer, at=AT
    )

    assert [line[:3] for line in tasks_of(case)] == [
        ("accept", "done", "accept"),
        ("review", "done", "fail"),
        ("decide", "open", ""),
    ]


def test_a_grant_decides_and_where_nothing_follows_closes():
    case = make_case(status=CaseStatus.ACCEPTED)
    pass_review(case)

    grant(case)

    stored = case.stored()
    assert (stored.status, stored.decision, stored.decided_at, stored.closed_at) == (
        "closed",
        "granted",
        AT,
        AT,
    )
    assert traces(case)[3:] == ["cases.decided", "cases.closed"]
    at = AT.isoformat()
    assert told(case)[2:] == [
        events.CaseDecided(case.case_no, case.account_id, "granted", at),
        events.CaseClosed(case.case_no, case.account_id, "granted", "", at),
    ]


def test_a_refusal_needs_reasons_and_names_the_remedies():
    case = make_case(status=CaseStatus.ACCEPTED)
    pass_review(case)
    decider = officer_actor(PostCode.DECIDER, PROVINCE_JUSTICE)
    task_id = case.task("decide")

    with pytest.raises(ReasonsMissingError):
        services.decide_case(
            task_id=task_id, outcome=Outcome.REFUSE, reasons="", actor=decider, at=AT
        )
    assert case.stored().status == CaseStatus.ACCEPTED
    services.decide_case(
        task_id=task_id, outcome=Outcome.REFUSE, reasons="资产不足", actor=decider, at=AT
    )

    stored = case.stored()
    assert (stored.status, stored.decision) == (CaseStatus.CLOSED, Decision.REFUSED)
    assert (stored.reasons, stored.remedies) == ("资产不足", REMEDIES)


def test_refusing_acceptance_ends_the_case_with_reasons_and_remedies():
    case = make_case()

    services.refuse_acceptance(
        task_id=case.task("accept"),
        reasons="不属于本机关职权范围",
        actor=officer_actor(PostCode.COUNTER),
        at=AT,
    )

    stored = case.stored()
    assert (stored.status, stored.reasons, stored.remedies, stored.due_on) == (
        "acceptance_refused",
        "不属于本机关职权范围",
        REMEDIES,
        None,
    )
    assert [line[:3] for line in tasks_of(case)] == [("accept", "done", "refuse_acceptance")]
    assert traces(case)[1:] == ["cases.acceptance-refused"]
    assert told(case)[1:] == [
        events.CaseAcceptanceRefused(case.case_no, case.account_id, AT.isoformat())
    ]


def test_an_act_of_another_step_is_refused():
    case = make_case()
    counter = officer_actor(PostCode.COUNTER)

    with pytest.raises(WrongStepError, match="受理"):
        services.decide_case(
            task_id=case.task("accept"), outcome=Outcome.GRANT, reasons="", actor=counter, at=AT
        )


def test_an_outcome_the_step_does_not_have_is_refused():
    case = make_case(status=CaseStatus.ACCEPTED)

    with pytest.raises(OutcomeNotOfferedError, match="准予"):
        services.complete_review(
            task_id=case.task("review"),
            outcome=Outcome.GRANT,
            opinion="",
            actor=officer_actor(PostCode.REVIEWER),
            at=AT,
        )


def test_an_immediate_case_is_accepted_and_decided_on_one_day():
    version = make_version(
        promised="immediate",
        process=[
            {"step": "accept", "by": {"body": "implementing", "post": "counter"}},
            {
                "step": "decide",
                "by": {"body": "implementing", "post": "counter"},
                "outcomes": ["grant", "refuse"],
            },
        ],
    )
    case = make_case(version, at=EVE)
    counter = officer_actor(PostCode.COUNTER)

    due = services.accept_case(task_id=case.task("accept"), actor=counter, at=EVE)
    services.decide_case(
        task_id=case.task("decide"), outcome=Outcome.GRANT, reasons="", actor=counter, at=EVE
    )

    assert due == date(2026, 9, 30)
    assert case.stored().status == CaseStatus.CLOSED


def test_the_ledger_names_the_officer_with_body_and_post():
    case = make_case(status=CaseStatus.ACCEPTED)

    from_system = [name for _, subject, name in ledger_lines() if subject == case.case_no]

    assert from_system == ["陈晓明", "李春梅"]
    assert SYSTEM.name not in from_system
