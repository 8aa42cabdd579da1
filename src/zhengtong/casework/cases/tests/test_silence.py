"""Five working days of silence are acceptance, as of the day of receipt, and done once."""

from datetime import date

import pytest

from zhengtong.casework.cases import events, services
from zhengtong.casework.cases.models import Task
from zhengtong.casework.cases.tasks import deem_acceptances
from zhengtong.casework.cases.testing import (
    EVE,
    grant,
    make_case,
    make_version,
    officer_actor,
    pass_review,
)
from zhengtong.casework.cases.tests.announced import at
from zhengtong.casework.cases.types import CaseStatus, CorrectionItem, CorrectionKind
from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.notices.testing import notice_titles
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import deliver_all, emitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

# Received on the eve of National Day 2026: 8, 9 Oct (2), Sat 10 (3), 12, 13 (5).
LAST_DAY = at("2026-10-13", 23)
TOO_LATE = at("2026-10-14", 0)


def test_on_the_fifth_day_the_office_may_still_speak():
    case = make_case(at=EVE)

    assert services.deem_acceptances(at=LAST_DAY) == 0
    assert case.stored().status == CaseStatus.SUBMITTED


def test_on_the_sixth_day_the_case_is_accepted_as_of_the_day_of_receipt():
    case = make_case(at=EVE)

    assert services.deem_acceptances(at=TOO_LATE) == 1

    stored = case.stored()
    # six days from receipt: 8, 9, Sat 10, 12, 13, 14
    assert (stored.status, stored.accepted_at, stored.due_on) == (
        CaseStatus.ACCEPTED,
        EVE,
        date(2026, 10, 14),
    )
    assert list(Task.objects.order_by("id").values_list("step", "state", "outcome", "due_on")) == [
        ("accept", "done", "accept", date(2026, 10, 8)),
        ("review", "open", "", date(2026, 10, 14)),
    ]
    assert ledger_lines()[-1] == ("cases.accepted", case.case_no, SYSTEM.name)
    assert emitted()[-1] == events.CaseAccepted(
        case.case_no, case.account_id, "2026-10-14", TOO_LATE.isoformat(), is_deemed=True
    )
    deliver_all()
    assert notice_titles(case.account_id)[-1] == "申请视为已受理"


def test_doing_it_again_accepts_nothing_twice():
    case = make_case(at=EVE)
    services.deem_acceptances(at=TOO_LATE)
    before = (case.stored().due_on, ledger_lines(), emitted())

    assert services.deem_acceptances(at=TOO_LATE) == 0
    assert not services.accept_by_silence(task_id=case.task("accept"), at=TOO_LATE)

    assert (case.stored().due_on, ledger_lines(), emitted()) == before


def test_a_case_accepted_by_silence_goes_on_as_any_other():
    case = make_case(at=EVE)
    services.deem_acceptances(at=TOO_LATE)

    pass_review(case, at=TOO_LATE)
    grant(case, at=TOO_LATE)

    assert case.stored().status == CaseStatus.CLOSED


def ask(case, when):
    services.request_correction(
        task_id=case.task("accept"),
        items=[CorrectionItem(CorrectionKind.FIELD, "purpose", "请写明用途")],
        actor=officer_actor(PostCode.COUNTER),
        at=when,
    )


def test_who_asked_for_a_correction_was_not_silent():
    case = make_case(at=EVE)
    ask(case, LAST_DAY)

    assert services.deem_acceptances(at=at("2026-12-01")) == 0
    assert case.stored().status == CaseStatus.CORRECTING


def test_after_the_answer_the_five_days_and_the_limit_run_from_the_answer():
    case = make_case(at=EVE)
    ask(case, EVE)
    answered = at("2026-10-09")
    services.answer_correction(
        case_no=case.case_no,
        values={"purpose": "开办一家书店和茶馆"},
        materials={},
        actor=case.applicant,
        at=answered,
    )

    # Sat 10 (1), 12–15 (5)
    assert services.deem_acceptances(at=at("2026-10-15", 23)) == 0
    assert services.deem_acceptances(at=at("2026-10-16")) == 1
    stored = case.stored()
    # six from 9 Oct: Sat 10 (1), 12–16 (6)
    assert (stored.accepted_at, stored.due_on) == (answered, date(2026, 10, 16))


def test_a_task_that_somebody_holds_is_no_answer():
    case = make_case(at=EVE)
    services.claim_task(task_id=case.task("accept"), actor=officer_actor(PostCode.COUNTER), at=EVE)

    assert services.deem_acceptances(at=TOO_LATE) == 1


def test_one_that_cannot_be_counted_holds_up_none_of_the_others(caplog):
    long = make_version(promised="20 working days")
    waiting = make_case(long, at=at("2026-12-14"))
    other = make_case(at=at("2026-12-14"))

    assert services.deem_acceptances(at=at("2026-12-30")) == 1

    assert (waiting.stored().status, other.stored().status) == ("submitted", "accepted")
    assert "2027年的节假日安排尚未公布" in caplog.text


def test_the_hourly_job_does_it():
    case = make_case(at=EVE)

    deem_acceptances(timestamp=0)

    assert case.stored().status == CaseStatus.ACCEPTED


def test_a_quiet_hour_costs_one_query(django_assert_num_queries):
    make_case(at=EVE)

    with django_assert_num_queries(1):
        services.deem_acceptances(at=EVE)
