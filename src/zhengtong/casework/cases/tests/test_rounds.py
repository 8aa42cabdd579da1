"""A loop is carried out: round after round, each a task of its own, until it may be left."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from zhengtong.casework.cases import events, selectors, services
from zhengtong.casework.cases.errors import TaskNotOpenError
from zhengtong.casework.cases.models import ClockStop, Task
from zhengtong.casework.cases.testing import (
    APPROVER,
    AT,
    AUTHOR,
    document_of,
    make_case,
    make_version,
    officer_actor,
)
from zhengtong.casework.cases.types import CaseStatus, TaskId
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import emitted
from zhengtong.registries.service_items.errors import DefinitionFaultyError
from zhengtong.registries.service_items.services import publish_item
from zhengtong.registries.service_items.testing import ends_of, processes
from zhengtong.registries.service_items.types import (
    Expression,
    Judge,
    Outcome,
    StepKind,
    StepRecord,
    Truth,
    all_steps,
    due_steps,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

OWN = {"body": "implementing", "post": "reviewer"}
TESTED = [
    {"step": "accept", "by": {"body": "implementing", "post": "counter"}},
    {
        "repeat": [
            {"step": "test", "by": OWN, "within": "1 working day"},
            {"step": "mend", "by": OWN, "when": 'form.purpose == "改造"'},
        ],
        "until": 'outcomes.test == "pass"',
        "rounds": 3,
        "otherwise": [{"step": "expert", "by": OWN}],
    },
    {
        "step": "decide",
        "by": {"body": PROVINCE_JUSTICE, "post": "decider"},
        "outcomes": ["grant", "refuse"],
    },
]


def a_case(process=TESTED, at=AT):
    return make_case(make_version(process=process), status=CaseStatus.ACCEPTED, at=at)


def end(case, step, outcome, at=AT):
    opinion = "" if outcome == Outcome.PASS else "不合格"
    services.complete_review(
        task_id=case.task(step),
        outcome=outcome,
        opinion=opinion,
        actor=officer_actor(PostCode.REVIEWER),
        at=at,
    )


def opened(case):
    columns = ("step", "round", "state", "outcome")
    return list(
        Task.objects.filter(case__case_no=case.case_no).order_by("id").values_list(*columns)
    )


def test_a_failed_test_opens_another_round_with_its_own_task_and_due_date():
    case = a_case()
    next_day = AT + timedelta(days=1)

    end(case, "test", Outcome.FAIL, at=next_day)

    assert opened(case)[1:] == [("test", 1, "done", "fail"), ("test", 2, "open", "")]
    second = Task.objects.get(case__case_no=case.case_no, step="test", round=2)
    assert (second.opened_at, second.due_on) == (next_day, date(2026, 9, 30))


def test_a_test_that_is_passed_leaves_the_loop():
    case = a_case()
    end(case, "test", Outcome.FAIL)

    end(case, "test", Outcome.PASS)

    assert opened(case)[2:] == [("test", 2, "done", "pass"), ("decide", 1, "open", "")]


def test_the_last_round_goes_on_to_what_is_otherwise():
    case = a_case()

    end(case, "test", Outcome.FAIL)
    end(case, "test", Outcome.FAIL)
    end(case, "test", Outcome.FAIL)

    assert opened(case)[3:] == [("test", 3, "done", "fail"), ("expert", 1, "open", "")]


def test_a_round_that_is_over_cannot_be_done_again_and_nothing_changes():
    case = a_case()
    first = case.task("test")
    end(case, "test", Outcome.FAIL)
    reviewer = officer_actor(PostCode.REVIEWER)
    before = (opened(case), ledger_lines(), emitted())

    with pytest.raises(TaskNotOpenError, match="已办"):
        services.complete_review(
            task_id=first, outcome=Outcome.PASS, opinion="", actor=reviewer, at=AT
        )

    assert (opened(case), ledger_lines(), emitted()) == before


def test_every_round_is_shown_to_the_applicant_in_the_order_in_which_it_went():
    case = a_case()
    end(case, "test", Outcome.FAIL)

    view = selectors.get_case_for_applicant(case.case_no, case.account_id)

    assert [(one.step, one.round, one.state.value) for one in view.steps] == [
        ("accept", 1, "done"),
        ("test", 1, "done"),
        ("test", 2, "current"),
        ("mend", 1, "not_needed"),
        ("expert", 1, "to_come"),
        ("decide", 1, "to_come"),
    ]
    assert [one.title.zh for one in view.steps if one.step == "test"] == ["核查", "核查（第2轮）"]


def test_the_officers_see_which_round_a_task_is():
    case = a_case()
    end(case, "test", Outcome.FAIL)
    reviewer = officer_actor(PostCode.REVIEWER)

    (line,) = selectors.list_queue(reviewer.account_id).tasks

    assert (line.round, line.title) == (2, LocalisedText("核查（第2轮）", "Check (round 2)"))


def test_a_special_procedure_stops_the_clock_in_every_round():
    testing = {"step": "testing", "by": OWN, "within": "5 working days", "special": "testing"}
    until = 'outcomes.testing == "pass"'
    case = a_case([TESTED[0], {"repeat": [testing], "until": until, "rounds": 2}, TESTED[2]])
    week = timedelta(days=1)

    end(case, "testing", Outcome.FAIL, at=AT + week)
    end(case, "testing", Outcome.PASS, at=AT + 2 * week)

    stops = ClockStop.objects.filter(case__case_no=case.case_no).order_by("id")
    assert list(stops.values_list("step", "round", "started_at", "ended_at")) == [
        ("testing", 1, AT, AT + week),
        ("testing", 2, AT + week, AT + 2 * week),
    ]
    told = [type(fact) for fact in emitted() if getattr(fact, "case_no", "") == case.case_no]
    assert told.count(events.ClockSuspended) == 2
    assert told.count(events.ClockResumed) == 2
    # Six working days from 28 September end on 12 October; two days were not counted.
    assert case.stored().due_on == date(2026, 10, 14)


def holds(source, form, outcomes):
    return Expression(source).judge({"form": form, "outcomes": outcomes}) is Truth.MET


def judge_for(form):
    return Judge(
        lambda step: not step.when or holds(step.when, form, {}),
        lambda source, ended: holds(source, form, {k: v.value for k, v in ended.items()}),
    )


def written(node):
    if isinstance(node, tuple):
        return [written(one) for one in node]
    return node.model_dump(mode="json", exclude_defaults=True, by_alias=True)


def published(process):
    """Publish a random process; what the checker refuses is no process."""
    document = document_of(process=written(process))
    document["form"][0]["fields"] += [
        {"id": "a", "type": "boolean", "label": {"zh": "甲"}},
        {"id": "b", "type": "boolean", "label": {"zh": "乙"}},
    ]
    document["examples"] = []
    try:
        return publish_item(
            source=json.dumps(document, ensure_ascii=False),
            actor=AUTHOR,
            approver=APPROVER,
            effective_from=date(2026, 1, 4),
            at=datetime(2026, 1, 4, 1, 0, tzinfo=UTC),
        )
    except DefinitionFaultyError:
        return None


def act(task_id, kind, outcome, actor):
    if kind == StepKind.ACCEPT and outcome == Outcome.ACCEPT:
        services.accept_case(task_id=task_id, actor=actor, at=AT)
    elif kind == StepKind.ACCEPT:
        services.refuse_acceptance(task_id=task_id, reasons="不属于", actor=actor, at=AT)
    elif kind == StepKind.DECIDE:
        services.decide_case(task_id=task_id, outcome=outcome, reasons="不符合", actor=actor, at=AT)
    else:
        services.complete_review(
            task_id=task_id, outcome=outcome, opinion="见附件", actor=actor, at=AT
        )


def outcomes_of(step):
    return (Outcome.DONE,) if step.kind == StepKind.ISSUE else ends_of(step)


def open_tasks(case):
    rows = Task.objects.filter(case__case_no=case.case_no, state="open").order_by("id")
    return {(row.step, row.round): TaskId(row.pk) for row in rows}


@settings(
    derandomize=True,
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(processes(), st.booleans(), st.booleans(), st.data())
def test_casework_opens_the_tasks_that_the_engine_has_due_after_every_act(process, a, b, data):
    make_body(CITY_JUSTICE)
    make_body(PROVINCE_JUSTICE)
    version = published(process)
    assume(version is not None)
    actor = officer_actor(PostCode.REVIEWER)
    form = {"a": a, "b": b}
    case = make_case(version, answers={"purpose": "开办一家书店", **form})
    judge, records = judge_for(form), []

    while due := due_steps(process, records, judge):
        tasks = open_tasks(case)
        assert sorted(tasks) == sorted((one.step.step, one.round) for one in due)
        chosen = data.draw(st.sampled_from(due))
        outcome = data.draw(st.sampled_from(outcomes_of(chosen.step)))
        act(tasks[chosen.step.step, chosen.round], chosen.step.kind, outcome, actor)
        records.append(StepRecord(chosen.step.step, outcome, chosen.round))

    assert open_tasks(case) == {}
    assert case.stored().closed_at == AT
    done = Task.objects.filter(case__case_no=case.case_no, state="done").order_by("done_at", "id")
    assert {(task.step, task.round, task.outcome) for task in done} == {
        (one.step, one.round, one.outcome.value) for one in records
    }
    shown = selectors.get_case_for_applicant(case.case_no, case.account_id).steps
    assert {one.step for one in shown} == {step.step for step in all_steps(process)}
