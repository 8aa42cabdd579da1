"""The clock of a case at work: when a step is due, stopping, going on, counting anew."""

from collections.abc import Sequence
from datetime import date, datetime

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.events import ClockResumed, ClockSuspended
from zhengtong.casework.cases.models import OPEN, ClockStop, Task
from zhengtong.casework.cases.services.desk import Handling
from zhengtong.casework.cases.types import Clock, Pause
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items.types import Limit, Step


def case_clock(handling: Handling, limit: Limit, pauses: Sequence[Pause]) -> Clock | None:
    """Return the clock of an accepted case under a limit; none runs before acceptance."""
    case = handling.case
    if case.accepted_at is None:
        return None
    return Clock(case.accepted_at, limit, case.extended_days, tuple(pauses))


def due_of_step(
    handling: Handling, step: Step, since: datetime, pauses: Sequence[Pause] = ()
) -> date:
    """Return when a step is due that runs since a moment.

    Before acceptance that is the counter's limit, after a decision the delivery's. The time of a
    special procedure is its own, not the case's; every other step stands still with the case.

    Raises: ``CalendarNotPublishedError``.
    """
    case, calendar = handling.case, handling.calendar
    if case.due_on is None:
        return rules.acceptance_due(since, step.within, calendar)
    if case.decided_at is not None:
        last = case.deliver_by or rules.due_after(case.decided_at, rules.DELIVERY_LIMIT, calendar)
        return rules.step_due(since, step.within, last, calendar)
    if step.special and step.within:
        return rules.due_after(since, step.within, calendar)
    own = Clock(since, step.within, 0, tuple(pauses)) if step.within else None
    lower = _lower_level_clock(handling, step, pauses)
    clocks = [clock for clock in (own, lower) if clock]
    return min([rules.capped(one, case.due_on, calendar) for one in clocks], default=case.due_on)


def _lower_level_clock(handling: Handling, step: Step, pauses: Sequence[Pause]) -> Clock | None:
    """Return the clock of a lower body's examination. Source: 行政许可法 第四十三条."""
    case, definition = handling.case, handling.version.definition
    if case.accepted_at is None or not rules.is_lower_level_review(definition, step):
        return None
    return Clock(case.accepted_at, rules.LOWER_LEVEL_LIMIT, 0, tuple(pauses))


def is_paused_by(step: Step, *, stops: bool) -> bool:
    """Return whether a step stands still while the clock does: all do but the procedure itself."""
    return stops and step.special is None


def pauses_of(stops: Sequence[ClockStop]) -> tuple[Pause, ...]:
    """Return what the stops of a case take from its time."""
    return tuple(Pause(stop.started_at, stop.ended_at) for stop in stops)


def stop_clock(handling: Handling, task: Task, special: str) -> None:
    """Suspend the clock while a special procedure runs, and tell the applicant how long.

    Source: 行政许可法 第四十五条 (应当将所需时间书面告知申请人).
    """
    case = handling.case
    ClockStop.objects.create(
        case=case,
        step=task.step,
        round=task.round,
        special=special,
        reason=str(handling.step_of(task).title),
        expected_until=task.due_on,
        started_at=handling.at,
    )
    if case.clock_stopped_at is None:
        handling.change(clock_stopped_at=handling.at)
    handling.trace("cases.clock-suspended", step=task.step, special=special)
    outbox.emit(
        ClockSuspended(
            case_no=case.case_no,
            account_id=case.account_id,
            special=special,
            expected_until=task.due_on.isoformat(),
            at=handling.at.isoformat(),
        )
    )


def resume_clock(handling: Handling, task: Task) -> None:
    """End a special procedure; when no other runs, the clock goes on with the days it had left."""
    case = handling.case
    stops = list(ClockStop.objects.select_for_update().filter(case=case).order_by("id"))
    ended = [stop for stop in stops if (stop.step, stop.round) == (task.step, task.round)]
    for stop in ended:
        stop.ended_at = handling.at
        stop.save(update_fields=["ended_at"])
    stopped_at, due_on = case.clock_stopped_at, case.due_on
    if stopped_at is None or due_on is None or any(stop.ended_at is None for stop in stops):
        return
    due_on = rules.due_after_stop(
        due_on,
        rules.beijing_date(stopped_at),
        rules.beijing_date(handling.at),
        handling.calendar,
    )
    handling.change(clock_stopped_at=None, due_on=due_on)
    retime_tasks(handling, pauses_of(stops))
    handling.trace("cases.clock-resumed", step=task.step, due_on=due_on.isoformat())
    outbox.emit(
        ClockResumed(
            case_no=case.case_no,
            account_id=case.account_id,
            due_on=due_on.isoformat(),
            at=handling.at.isoformat(),
        )
    )


def retime_tasks(handling: Handling, pauses: Sequence[Pause]) -> bool:
    """Count anew when the open tasks are due; save those that moved and say whether any did."""
    is_stopped = handling.case.clock_stopped_at is not None
    moved = []
    for task in handling.tasks:
        if task.state not in OPEN:
            continue
        step = handling.step_of(task)
        before = (task.due_on, task.is_paused)
        task.due_on = due_of_step(handling, step, handling.since(task), pauses)
        task.is_paused = is_paused_by(step, stops=is_stopped)
        if (task.due_on, task.is_paused) != before:
            moved.append(task)
    if moved:
        Task.objects.bulk_update(moved, ["due_on", "is_paused"])
    return bool(moved)
