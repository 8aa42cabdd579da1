"""The bench repeats what was recorded with values of its own, and admits what it does not know."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from psycopg.types.json import Jsonb

from tools.bench.chain import parts_of, perform
from tools.bench.recipes import Act, Sent, derive

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def file_case(item, serial, case_id):
    """Return an act that takes a serial and files a case under it, as recorded."""
    number = f"{item}20261120{serial:04d}"
    sent = [
        Sent("TAKE %s", (item,), [[str(serial)]], is_atomic=True),
        Sent('SAVEPOINT "s1_x2"', (), [], is_atomic=True),
        Sent(
            "INSERT %s %s %s",
            (number, "same", NOON + timedelta(minutes=serial)),
            [[str(case_id)]],
            is_atomic=True,
        ),
        Sent("TELL %s", (json.dumps({"case": number, "id": case_id}),), [], is_atomic=True),
    ]
    return Act("submit", {"item": item}, sent)


def accept(case_id):
    sent = [
        Sent("WHO %s", ("session",), [["7"]], is_atomic=False),
        Sent("UPDATE %s %s", (case_id, Jsonb({"id": case_id, "kept": [1]})), [], is_atomic=True),
    ]
    return Act("accept", {}, sent)


@pytest.fixture
def recipes():
    first = [file_case("ITEM-A", 3, 1001), accept(1001)]
    second = [file_case("ITEM-B", 5, 1042), accept(1042)]
    return derive(first, second)


def test_values_are_carried_from_answers_to_later_statements(recipes):
    sent, transactions = [], []
    answers = iter([[[17]], [], [[2001]], [], [["7"]], []])

    class Transaction:
        def __enter__(self):
            transactions.append(len(sent))

        def __exit__(self, *_):
            transactions.append(len(sent))

    def send(statement, values):
        sent.append((statement.sql, values))
        return next(answers)

    known = {"item": "ITEM-Z"}
    perform(parts_of(recipes[0]), known, send, Transaction)
    perform(parts_of(recipes[1]), known, send, Transaction)

    assert sent[0] == ("TAKE %s", ["ITEM-Z"])
    assert sent[1] == ('SAVEPOINT "s_bench"', [])
    assert sent[2][1][:2] == ["ITEM-Z202611200017", "same"]
    assert sent[2][1][2] > NOON + timedelta(minutes=5)
    assert json.loads(sent[3][1][0]) == {"case": "ITEM-Z202611200017", "id": 2001}
    assert sent[5][1][0] == 2001
    assert sent[5][1][1].obj == {"id": 2001, "kept": [1]}
    assert transactions == [0, 4, 5, 6]
    assert [recipe.doubts for recipe in recipes] == [(), ()]


def test_a_value_of_unknown_origin_is_told():
    acts = [[Act("a", {}, [Sent("X %s", (word,), [], is_atomic=False)])] for word in ("p", "q")]
    (recipe,) = derive(*acts)
    assert recipe.doubts == ("'p' / 'q' in X %s",)


def test_two_recordings_that_differ_in_kind_are_refused():
    acts = [[Act("a", {}, [Sent(sql, (), [], is_atomic=False)])] for sql in ("X", "Y")]
    with pytest.raises(ValueError, match="different statements"):
        derive(*acts)
