"""A case shows its applicant each step, who holds it and when it is due; others see nothing."""

from datetime import date

import pytest

from zhengtong.casework.cases import selectors, services
from zhengtong.casework.cases.errors import CaseNotFoundError
from zhengtong.casework.cases.models import Case
from zhengtong.casework.cases.testing import (
    AT,
    EVE,
    make_case,
    make_version,
    officer_actor,
)
from zhengtong.casework.cases.types import CaseStatus, MaterialWay, StepState
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.service_items.types import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

PREMISES = {"id": "premises", "name": {"zh": "住所证明"}, "commitment_allowed": True}
INSPECTED = [
    {"step": "accept", "by": {"body": "implementing", "post": "counter"}},
    {
        "step": "visit",
        "by": {"body": "implementing", "post": "inspector"},
        "when": "!materials.premises.committed",
    },
    {
        "step": "decide",
        "by": {"body": "implementing", "post": "decider"},
        "outcomes": ["grant", "refuse"],
    },
]


def test_the_applicant_sees_who_holds_each_step_and_when_it_is_due(django_assert_num_queries):
    case = make_case(status=CaseStatus.ACCEPTED, at=EVE)

    # case, tasks, materials, bodies, notices, stops
    with django_assert_num_queries(6):
        view = selectors.get_case_for_applicant(case.case_no, case.account_id)

    assert [
        (one.step, one.state, one.body_name.zh, one.post, one.due_on) for one in view.steps
    ] == [
        ("accept", StepState.DONE, "广州市司法局", "counter", date(2026, 10, 8)),
        ("review", StepState.CURRENT, "广州市司法局", "reviewer", date(2026, 10, 9)),
        ("decide", StepState.TO_COME, "广东省司法厅", "decider", None),
    ]
    assert (view.due_on, view.may_withdraw, view.must_correct) == (date(2026, 10, 14), True, False)


def test_the_applicants_number_is_masked():
    case = make_case()
    number = case.stored().applicant_id_number

    view = selectors.get_case_for_applicant(case.case_no, case.account_id)

    assert view.applicant_id_masked == f"{number[:6]}********{number[-4:]}"


def test_a_step_that_a_commitment_spares_is_shown_as_not_needed():
    version = make_version(process=INSPECTED, materials=[PREMISES])
    case = make_case(version, materials={"premises": MaterialWay.COMMITMENT})

    services.accept_case(task_id=case.task("accept"), actor=officer_actor(PostCode.COUNTER), at=AT)

    view = selectors.get_case_for_applicant(case.case_no, case.account_id)
    assert [(one.step, one.state) for one in view.steps] == [
        ("accept", StepState.DONE),
        ("visit", StepState.NOT_NEEDED),
        ("decide", StepState.CURRENT),
    ]


def test_another_persons_case_does_not_exist():
    case, stranger = make_case(), make_person()

    with pytest.raises(CaseNotFoundError):
        selectors.get_case_for_applicant(case.case_no, stranger.account_id)
    with pytest.raises(CaseNotFoundError):
        selectors.get_material_file(case.case_no, "premises", stranger.account_id)

    assert selectors.list_my_cases(stranger.account_id).cases == ()


def test_my_cases_are_listed_newest_first_in_one_query(django_assert_num_queries):
    version, person = make_version(), make_person()
    first, second, third = (make_case(version, account_id=person.account_id) for _ in range(3))

    with django_assert_num_queries(1):
        page = selectors.list_my_cases(person.account_id, limit=2)
    rest = selectors.list_my_cases(person.account_id, limit=2, after=page.next_after)

    assert [one.case_no for one in page.cases] == [third.case_no, second.case_no]
    assert ([one.case_no for one in rest.cases], rest.next_after) == ([first.case_no], None)


def test_progress_needs_the_number_and_four_digits():
    case = make_case(status=CaseStatus.ACCEPTED)
    tail = case.stored().applicant_id_number[-4:]
    wrong = f"{(int(tail[0]) + 1) % 10}{tail[1:]}"

    found = selectors.find_progress(case.case_no, tail.lower())

    assert (found.status, found.due_on) == (CaseStatus.ACCEPTED, date(2026, 10, 12))
    assert selectors.find_progress(case.case_no, wrong) is None
    assert selectors.find_progress(case.case_no, "") is None
    assert selectors.find_progress("x" * 43, tail) is None
    assert selectors.find_progress("x" * 43, "----") is None


def test_officers_see_names_and_opinions_that_applicants_do_not():
    case = make_case(status=CaseStatus.ACCEPTED)
    reviewer = officer_actor(PostCode.REVIEWER)
    services.complete_review(
        task_id=case.task("review"), outcome=Outcome.PASS, opinion="属实", actor=reviewer, at=AT
    )

    view = selectors.get_case_for_officer(case.case_no, reviewer.account_id)

    assert [(one.step, one.claimed_by_name, one.opinion) for one in view.tasks] == [
        ("accept", "李春梅", ""),
        ("review", "李春梅", "属实"),
        ("decide", "", ""),
    ]
    assert view.applicant_id_number == Case.objects.get().applicant_id_number


def test_a_closed_case_shows_its_decision():
    case = make_case(status=CaseStatus.CLOSED)

    view = selectors.get_case_for_applicant(case.case_no, case.account_id)

    assert (view.status, view.decision, view.decided_at, view.may_withdraw) == (
        "closed",
        "granted",
        AT,
        False,
    )
