"""Warning, yellow and red: how urgent a due date is on a day.

Source: 行政许可法 第四十二条, 第四十四条 (the limits); 电子监察 预警、黄牌、红牌.
"""

from datetime import date, timedelta

from zhengtong.casework.cases.types import Card, CardDays, Thresholds
from zhengtong.foundation.calendars.errors import CalendarNotPublishedError
from zhengtong.foundation.calendars.types import WorkingCalendar

DAY = timedelta(days=1)
LOOK_BACK = timedelta(days=366)


def card(due_on: date, today: date, remaining: int, thresholds: Thresholds) -> Card:
    """Return how urgent something due on a day is.

    Units: ``remaining`` is ``count_working_days(today, due_on)``, negative when overdue. It is 0 on
    the due day and also on a day of rest right after it, which is beyond.
    """
    if due_on < today and -remaining >= thresholds.red_days_overdue:
        return Card.RED
    if due_on < today or remaining <= thresholds.yellow_days_left:
        return Card.YELLOW
    if remaining <= thresholds.warning_days_left:
        return Card.WARNING
    return Card.NORMAL


def card_days(today: date, thresholds: Thresholds, calendar: WorkingCalendar) -> CardDays:
    """Return the due dates at which one card ends and the next begins, so that rows are compared.

    Guarantee: ``card_on(due_on, card_days(…))`` is ``card(due_on, …)`` for every due date of a year
    that is announced; in a year that is not, whatever is past due is red and nothing is guessed.
    """
    yesterday = today - DAY
    return CardDays(
        red_until=_last_late(today, thresholds.red_days_overdue, calendar),
        yellow_until=max(yesterday, _last_left(today, thresholds.yellow_days_left, calendar)),
        warning_until=max(yesterday, _last_left(today, thresholds.warning_days_left, calendar)),
    )


def card_on(due_on: date, days: CardDays) -> Card:
    """Return the card of a due date by where the cards change today."""
    if due_on <= days.red_until:
        return Card.RED
    if due_on <= days.yellow_until:
        return Card.YELLOW
    return Card.WARNING if due_on <= days.warning_until else Card.NORMAL


def _last_left(today: date, days: int, calendar: WorkingCalendar) -> date:
    """Return the last due date to which at most so many working days are left."""
    try:
        return calendar.add_working_days(today, days + 1) - DAY
    except CalendarNotPublishedError as unknown:
        # No due date can lie in the unknown year: it could not have been counted.
        return date(unknown.year, 1, 1) - DAY


def _last_late(today: date, days: int, calendar: WorkingCalendar) -> date:
    """Return the last due date after which so many working days have passed by today."""
    late = today - DAY
    try:
        while calendar.count_working_days(late, today) < days and today - late < LOOK_BACK:
            late -= DAY
    except CalendarNotPublishedError as unknown:
        # Where today itself is unknown nothing is counted; before the first year nothing is due.
        return today - DAY if unknown.year == today.year else late
    return late
