"""How urgent tasks are today: one calendar for a page, one predicate for a filter."""

from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.models import Task
from zhengtong.casework.cases.types import Card, CardDays, TaskState, Thresholds
from zhengtong.foundation.calendars import selectors as calendars


def thresholds() -> Thresholds:
    """Return when cards change here; ``settings.CARD_THRESHOLDS``, a tenant's own."""
    return Thresholds(**settings.CARD_THRESHOLDS)


def card_days_today() -> CardDays:
    """Return where the cards change today; no query while the calendar is remembered."""
    return rules.card_days(timezone.localdate(), thresholds(), calendars.recent_calendar())


def card_of(task: Task, days: CardDays) -> Card:
    """Return the card of a task that was read already."""
    if task.state == TaskState.DONE and task.done_at is not None:
        is_late = rules.beijing_date(task.done_at) > task.due_on
        return Card.RED if is_late else Card.NORMAL
    if task.is_paused or task.state == TaskState.CANCELLED:
        return Card.NORMAL
    return rules.card_on(task.due_on, days)


def of_card(card: Card, days: CardDays) -> Q:
    """Return the predicate of the open tasks with a card: a range of the queue's own index."""
    if card == Card.NORMAL:
        return Q(due_on__gt=days.warning_until) | Q(is_paused=True)
    ranges: dict[Card, tuple[date, date]] = {
        Card.RED: (date.min, days.red_until),
        Card.YELLOW: (days.red_until, days.yellow_until),
        Card.WARNING: (days.yellow_until, days.warning_until),
    }
    after, until = ranges[card]
    return Q(due_on__gt=after, due_on__lte=until, is_paused=False)
