"""Any order of stops, resumptions and extensions, against a walk through the days one by one."""

from datetime import timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from zhengtong.casework.cases.errors import (
    ExtensionTooLateError,
    ExtensionTooLongError,
    LimitAlreadyExtendedError,
)
from zhengtong.casework.cases.rules import (
    card,
    card_days,
    card_on,
    due_after_stop,
    due_of,
    extended_due,
)
from zhengtong.casework.cases.rules.limits import BY_THE_GOVERNMENT, BY_THE_HEAD
from zhengtong.casework.cases.tests.announced import CALENDAR, at, day, working
from zhengtong.casework.cases.types import Clock, ExtensionRule, Pause, Thresholds

DAY = timedelta(days=1)
LAST_DAY = day("2026-06-30")
STARTS = st.dates(day("2024-01-01"), day("2025-12-31"))


def walk(start, days, pauses):
    """Return the day on which so many days are counted, going through every day by itself.

    A day counts when it is worked, comes after the start, and lies in no pause; a pause takes the
    days after its first up to and including its last.
    """
    today = start
    while days:
        today += DAY
        is_taken = any(first < today <= last for first, last in pauses)
        days -= CALENDAR.is_working_day(today) and not is_taken
    return today


class OneClock(RuleBasedStateMachine):
    """A clock that runs by the increments that commands make, beside a walk that knows it all."""

    @initialize(
        start=STARTS,
        days=st.integers(0, 45),
        rule=st.sampled_from([BY_THE_HEAD, BY_THE_GOVERNMENT]),
    )
    def accept(self, start, days, rule):
        self.start, self.today, self.days, self.rule = start, start, days, rule
        self.due_on = CALENDAR.add_working_days(start, days)
        self.extended, self.running, self.ended, self.taken = 0, {}, [], []
        self.stopped_on, self.acts = None, 0

    def now(self):
        """Return the moment of the next act; no two acts are at one."""
        self.acts += 1
        return at(str(self.today)) + timedelta(seconds=self.acts)

    @rule(days=st.integers(1, 25))
    def let_days_pass(self, days):
        assume(self.today + days * DAY <= LAST_DAY)
        self.today += days * DAY

    @rule(procedure=st.sampled_from(["hearing", "testing", "expert_review"]))
    def begin(self, procedure):
        assume(procedure not in self.running)
        self.running[procedure] = self.now()
        self.stopped_on = self.stopped_on or self.today

    @precondition(lambda self: self.running)
    @rule(data=st.data())
    def end(self, data):
        procedure = data.draw(st.sampled_from(sorted(self.running)))
        self.ended.append(Pause(self.running.pop(procedure), self.now()))
        if self.running:
            return
        before = self.due_on
        self.due_on = due_after_stop(before, self.stopped_on, self.today, CALENDAR)
        assert self.due_on >= before
        self.taken.append((self.stopped_on, self.today))
        self.stopped_on = None

    @rule(days=st.integers(-1, 20))
    def extend(self, days):
        on, before = self.stopped_on or self.today, self.due_on
        is_lawful = not self.extended and 1 <= days <= self.rule.most_days and on < before
        if is_lawful:
            self.due_on = self.ask_for(days, on)
            self.extended = days
            assert CALENDAR.count_working_days(before, self.due_on) == days
            return
        with pytest.raises(
            (ExtensionTooLateError, ExtensionTooLongError, LimitAlreadyExtendedError)
        ):
            self.ask_for(days, on)

    def ask_for(self, days, on):
        return extended_due(
            self.due_on, days, on, already_days=self.extended, rule=self.rule, calendar=CALENDAR
        )

    @precondition(lambda self: self.stopped_on and self.stopped_on < self.today)
    @rule()
    def resume_before_it_stopped(self):
        with pytest.raises(ValueError, match="恢复计时"):
            due_after_stop(self.due_on, self.today, self.stopped_on, CALENDAR)

    @invariant()
    def no_working_day_is_lost_or_gained(self):
        assert self.due_on == walk(self.start, self.days + self.extended, self.taken)

    @invariant()
    def the_record_gives_the_same_day(self):
        pauses = (*self.ended, *map(Pause, self.running.values()))
        clock = Clock(at(str(self.start)), working(self.days), self.extended, pauses)
        assert due_of(clock, CALENDAR) == self.due_on

    @invariant()
    def it_is_never_due_earlier_than_the_law_allows(self):
        assert self.due_on >= CALENDAR.add_working_days(self.start, self.days)


def test_no_order_of_acts_loses_or_gains_a_day():
    run_state_machine_as_test(
        OneClock, settings=settings(max_examples=150, stateful_step_count=25, deadline=None)
    )


THRESHOLDS = st.builds(
    Thresholds,
    warning_days_left=st.integers(1, 6),
    yellow_days_left=st.integers(0, 1),
    red_days_overdue=st.integers(0, 6),
)


@example(day("2024-01-02"), -1, Thresholds(red_days_overdue=2))
@given(STARTS, st.integers(-60, 60), THRESHOLDS)
def test_the_dates_at_which_cards_change_are_those_of_the_rule(today, distance, thresholds):
    due_on = max(today + distance * DAY, day("2024-01-01"))
    days = card_days(today, thresholds, CALENDAR)

    remaining = CALENDAR.count_working_days(today, due_on)

    assert card_on(due_on, days) == card(due_on, today, remaining, thresholds)


@given(STARTS, st.integers(1, 45), st.integers(1, 15))
def test_an_extension_before_or_after_a_stop_is_the_same(start, days, more):
    due_on = CALENDAR.add_working_days(start, days)
    resumed = start + 30 * DAY
    anything = ExtensionRule(15, BY_THE_HEAD.approver)

    def extended(due):
        return extended_due(due, more, start, already_days=0, rule=anything, calendar=CALENDAR)

    first = due_after_stop(extended(due_on), start, resumed, CALENDAR)
    last = extended(due_after_stop(due_on, start, resumed, CALENDAR))

    assume(due_on > start)
    assert first == last
