"""Any order of acts on a real case: the stored day is the walked one, a refusal changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from zhengtong.casework.cases import services
from zhengtong.casework.cases.models import Case, ClockStop, Task
from zhengtong.casework.cases.testing import (
    PROVINCE_JUSTICE,
    acting,
    make_case,
    make_version,
)
from zhengtong.casework.cases.tests.announced import CALENDAR, at, day
from zhengtong.casework.cases.tests.test_clock_laws import walk
from zhengtong.casework.cases.types import CaseStatus
from zhengtong.core.errors import DomainError
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import emitted
from zhengtong.registries.service_items.types import Outcome

PROMISED = 6
PROCESS = [
    {"step": "accept", "by": {"body": "implementing", "post": "counter"}},
    {
        "parallel": [
            {
                "step": "visit",
                "by": {"body": "implementing", "post": "inspector"},
                "special": "site_inspection",
                "within": "4 working days",
            },
            {
                "step": "test",
                "by": {"body": "implementing", "post": "inspector"},
                "special": "testing",
                "within": "3 working days",
            },
            {"step": "review", "by": {"body": "implementing", "post": "reviewer"}},
        ]
    },
    {
        "step": "hearing",
        "by": {"body": "implementing", "post": "reviewer"},
        "special": "hearing",
        "within": "8 working days",
    },
    {
        "step": "decide",
        "by": {"body": PROVINCE_JUSTICE, "post": "decider"},
        "outcomes": ["grant", "refuse"],
    },
]
POSTS = {"visit": "inspector", "test": "inspector", "review": "reviewer", "hearing": "reviewer"}


def snapshot():
    return (
        list(Case.objects.values()),
        list(Task.objects.order_by("id").values()),
        list(ClockStop.objects.order_by("id").values()),
        ledger_lines(),
        emitted(),
    )


class OneCase(RuleBasedStateMachine):
    """A case at work beside what a person with a calendar would note of it."""

    version, officers = None, {}

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    @initialize(start=st.dates(day("2025-09-01"), day("2025-12-15")))
    def receive(self, start):
        self.now = at(str(start))
        self.received, self.accepted, self.extended = self.now, None, 0
        self.taken, self.stopped_on = [], None
        self.case = make_case(self.version, at=self.now)

    @rule(days=st.integers(1, 9))
    def let_days_pass(self, days):
        assume(self.now.date() + timedelta(days=days) < day("2026-10-01"))
        self.now += timedelta(days=days)

    @rule()
    def accept(self):
        if self.is_done(lambda: services.accept_case(**self.on("accept", "counter"))):
            self.accepted = self.now.date()
            self.stopped_on = self.accepted

    @rule()
    def keep_silent(self):
        if services.deem_acceptances(at=self.now):
            self.accepted = self.received.date()
            self.stopped_on = self.now.date()
            left = CALENDAR.count_working_days(self.accepted, self.now.date())
            assert left > 5 or not CALENDAR.is_working_day(self.now.date())

    @rule(step=st.sampled_from(sorted(POSTS)))
    def complete(self, step):
        act = {"outcome": Outcome.PASS, "opinion": "", **self.on(step, POSTS[step])}
        if not self.is_done(lambda: services.complete_review(**act)):
            return
        running = Task.objects.filter(step__in=["visit", "test"], state="open").exists()
        if step != "review" and not running:
            self.taken.append((self.stopped_on, self.now.date()))
            self.stopped_on = None
        if Task.objects.filter(step="hearing", state="open").exists():
            self.stopped_on = self.now.date()

    @rule(days=st.integers(0, 12), post=st.sampled_from(["decider", "reviewer"]))
    def extend(self, days, post):
        head = replace(self.officers[post], body=PROVINCE_JUSTICE, post=PostCode.DECIDER.value)
        act = {
            "case_no": self.case.case_no,
            "days": days,
            "reasons": "需要核实",
            "approved_by": head,
            "at": self.now,
        }
        before = self.case.stored().due_on
        if self.is_done(lambda: services.extend_limit(**act)):
            assert (self.extended, post) == (0, "decider")
            assert 1 <= days <= 10
            assert (self.stopped_on or self.now.date()) < before
            self.extended = days

    @rule()
    def decide(self):
        act = {"outcome": Outcome.GRANT, "reasons": "", **self.on("decide", "decider")}
        self.is_done(lambda: services.decide_case(**act))

    @rule()
    def count_anew(self):
        key = services.begin_recount(year=2025, at=self.now)
        services.recount_batch(recount_id=key, at=self.now)

    def on(self, step, post):
        task = Task.objects.filter(step=step).first()
        return {
            "task_id": task.pk if task else 0,
            "actor": self.officers[post],
            "at": self.now,
        }

    def is_done(self, act):
        """Do it; if it is refused, see that nothing changed."""
        before = snapshot()
        try:
            with transaction.atomic():
                act()
        except DomainError:
            assert snapshot() == before
            return False
        return True

    @invariant()
    def the_stored_day_is_the_walked_one(self):
        stored = Case.objects.filter(status__in=["accepted", "decided", "closed"]).first()
        assert (stored is None) == (self.accepted is None)
        if stored is None:
            return
        assert stored.due_on == walk(self.accepted, PROMISED + self.extended, self.taken)
        assert (stored.clock_stopped_at is None) == (self.stopped_on is None)

    @invariant()
    def no_counted_step_is_due_after_its_case(self):
        case = Case.objects.filter(status=CaseStatus.ACCEPTED).first()
        counted = Task.objects.filter(state="open", step__in=["review", "decide"])
        assert case is None or all(task.due_on == case.due_on for task in counted)
        standing = set(counted.values_list("is_paused", flat=True))
        assert standing <= {self.stopped_on is not None}


@pytest.mark.django_db
@pytest.mark.usefixtures("_calendars")
def test_no_order_of_commands_breaks_the_clock():
    OneCase.version = make_version(process=PROCESS)
    OneCase.officers = {
        "counter": acting(make_officer(post=PostCode.COUNTER)),
        "inspector": acting(make_officer(post=PostCode.INSPECTOR)),
        "reviewer": acting(make_officer(post=PostCode.REVIEWER)),
        "decider": acting(make_officer(post=PostCode.DECIDER, body=PROVINCE_JUSTICE)),
    }

    run_state_machine_as_test(
        OneCase,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
