"""Warning before, yellow at, red beyond; the queue is filtered by the same dates."""

from datetime import date

import pytest

from zhengtong.casework.cases import selectors
from zhengtong.casework.cases.models import Task
from zhengtong.casework.cases.rules import card, card_days, card_on
from zhengtong.casework.cases.testing import AT, make_case, make_version, officer_actor
from zhengtong.casework.cases.tests.announced import CALENDAR, day
from zhengtong.casework.cases.types import Card, QueueFilter, Thresholds
from zhengtong.foundation.organisations.types import PostCode

USUAL = Thresholds()
LENIENT = Thresholds(warning_days_left=3, yellow_days_left=1, red_days_overdue=2)


@pytest.mark.parametrize(
    ("due", "today", "thresholds", "shown"),
    [
        pytest.param("2025-10-13", "2025-10-09", USUAL, Card.NORMAL, id="three days left"),
        pytest.param(
            "2025-10-13", "2025-10-11", USUAL, Card.WARNING, id="the last but one is worked"
        ),
        pytest.param("2025-10-09", "2025-09-30", USUAL, Card.WARNING, id="one day left over 国庆"),
        pytest.param(
            "2025-10-09", "2025-10-03", USUAL, Card.WARNING, id="still one in the holiday"
        ),
        pytest.param("2025-10-09", "2025-10-09", USUAL, Card.YELLOW, id="on the due day"),
        pytest.param(
            "2025-09-30", "2025-10-01", USUAL, Card.RED, id="beyond, though it is a holiday"
        ),
        pytest.param(
            "2025-10-15", "2025-10-11", LENIENT, Card.WARNING, id="a tenant warns earlier"
        ),
        pytest.param(
            "2025-10-13", "2025-10-11", LENIENT, Card.YELLOW, id="and is yellow a day before"
        ),
        pytest.param(
            "2025-09-30", "2025-10-09", LENIENT, Card.YELLOW, id="one working day overdue"
        ),
        pytest.param("2025-09-30", "2025-10-10", LENIENT, Card.RED, id="two are too many there"),
    ],
)
def test_a_card_says_how_urgent_it_is(due, today, thresholds, shown):
    remaining = CALENDAR.count_working_days(day(today), day(due))

    assert card(day(due), day(today), remaining, thresholds) == shown
    assert card_on(day(due), card_days(day(today), thresholds, CALENDAR)) == shown


def test_the_codes_are_those_that_supervision_exchanges():
    assert [(one.code, one.label) for one in Card] == [
        ("0", "正常"),
        ("1", "预警"),
        ("2", "黄牌"),
        ("5", "红牌"),
    ]


def test_in_a_year_not_announced_what_is_past_due_is_red_and_nothing_is_guessed():
    days = card_days(date(2027, 1, 4), USUAL, CALENDAR)

    assert card_on(date(2026, 12, 31), days) == Card.RED


def test_on_the_last_day_announced_the_day_itself_is_yellow():
    days = card_days(date(2026, 12, 31), USUAL, CALENDAR)

    assert card_on(date(2026, 12, 31), days) == Card.YELLOW


DUE = {
    Card.RED: date(2026, 9, 25),
    Card.YELLOW: date(2026, 9, 28),
    Card.WARNING: date(2026, 9, 29),
    Card.NORMAL: date(2026, 9, 30),
}


@pytest.fixture
def _queue(monkeypatch):
    """Four cases, one of each card on 28 September 2026, and a late one that stands still."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    version = make_version()
    tasks = [make_case(version).task("accept") for _ in DUE]
    for task_id, due_on in zip(tasks, DUE.values(), strict=True):
        Task.objects.filter(pk=task_id).update(due_on=due_on)
    paused = make_case(version).task("accept")
    Task.objects.filter(pk=paused).update(due_on=DUE[Card.RED], is_paused=True)


@pytest.mark.django_db
@pytest.mark.usefixtures("_calendars", "_queue")
def test_the_queue_shows_cards_and_is_filtered_by_them(django_assert_max_num_queries):
    officer = officer_actor(PostCode.COUNTER).account_id

    with django_assert_max_num_queries(1):
        shown = selectors.list_queue(officer).tasks
    kept = {
        one: [
            (task.due_on, task.card)
            for task in selectors.list_queue(officer, narrow=QueueFilter(card=one)).tasks
        ]
        for one in Card
    }

    assert [(task.due_on, task.card, task.is_paused) for task in shown] == [
        (DUE[Card.RED], Card.RED, False),
        (DUE[Card.RED], Card.NORMAL, True),
        (DUE[Card.YELLOW], Card.YELLOW, False),
        (DUE[Card.WARNING], Card.WARNING, False),
        (DUE[Card.NORMAL], Card.NORMAL, False),
    ]
    assert kept == {
        Card.NORMAL: [(DUE[Card.RED], Card.NORMAL), (DUE[Card.NORMAL], Card.NORMAL)],
        Card.WARNING: [(DUE[Card.WARNING], Card.WARNING)],
        Card.YELLOW: [(DUE[Card.YELLOW], Card.YELLOW)],
        Card.RED: [(DUE[Card.RED], Card.RED)],
    }
