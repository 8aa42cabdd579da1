"""How urgent tasks are today: one calendar for a page, one predicate for a filter."""

from datetime import date, datetime
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.types import Card, CardDays, TaskState, Thresholds
from zhengtong.foundation.calendars import selectors as calendars


class Timed(Protocol):
    """What a card is judged by: a task's state and dates."""

    @property
    def state(self) -> str:
        """What has become of the task."""

    @property
    def due_on(self) -> date:
        """Until when it is in time."""

    @property
    def done_at(self) -> datetime | None:
        """When it was done."""

    @property
    def is_paused(self) -> bool:
        """Whether its time is not counted now."""


def thresholds() -> Thresholds:
    """Return when cards change here; ``settings.CARD_THRESHOLDS``, a tenant's own."""
    return Thresholds(**settings.CARD_THRESHOLDS)


def card_days_today() -> CardDays:
    """Return where the cards change today; no query while the calendar is remembered."""
    return rules.card_days(timezone.localdate(), thresholds(), calendars.recent_calendar())


def card_of(task: Timed, days: CardDays) -> Card:
    """Return the card of a task that was read already."""
    if task.state == TaskState.DONE and task.done_at is not None:
        is_late = rules.beijing_date(task.done_at) > task.due_on
        return Card.RED if is_late else Card.NORMAL
    if task.is_paused or task.state == TaskState.CANCELLED:
        return Card.NORMAL
    return rules.card_on(task.due_on, days)


def of_card(card: Card, days: CardDays) -> tuple[str, list[date]]:
    """Return the condition of the open tasks with a card: a range of the queue's own index."""
    if card == Card.NORMAL:
        return "(task.due_on > %s OR task.is_paused)", [days.warning_until]
    ranges: dict[Card, tuple[date, date]] = {
        Card.RED: (date.min, days.red_until),
        Card.YELLOW: (days.red_until, days.yellow_until),
        Card.WARNING: (days.yellow_until, days.warning_until),
    }
    return "task.due_on > %s AND task.due_on <= %s AND NOT task.is_paused", [*ranges[card]]
