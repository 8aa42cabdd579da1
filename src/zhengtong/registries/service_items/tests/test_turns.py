"""Branches, nested parallels and loops open what is due, and every loop is left."""

import pytest

from zhengtong.registries.service_items.types import (
    Alternative,
    Branch,
    Judge,
    Loop,
    Outcome,
    Parallel,
    Step,
    StepRecord,
    due_steps,
    open_steps,
)

A, B, C, D = (Step(step=name) for name in "abcd")
LOOP = (Loop(repeat=(A, B), until="until", rounds=2, otherwise=(C,)), D)
CHOICE = (A, Alternative(choice=(Branch(when="one", then=(B,)),), otherwise=(C,)), D)


def judge(*holding):
    return Judge(lambda _step: True, lambda source, _outcomes: source in holding)


def due(process, records, judging):
    return [(one.step.step, one.round) for one in due_steps(process, records, judging)]


def passed(*keys):
    return [StepRecord(step, Outcome.PASS, turn) for step, turn in keys]


@pytest.mark.parametrize(
    ("records", "holding", "opened"),
    [
        pytest.param([], (), [("a", 1)], id="the first round"),
        pytest.param([("a", 1)], ("until",), [("b", 1)], id="it is judged at the end of a round"),
        pytest.param([("a", 1), ("b", 1)], ("until",), [("d", 1)], id="left when it holds"),
        pytest.param([("a", 1), ("b", 1)], (), [("a", 2)], id="again when it does not"),
        pytest.param(
            [("a", 1), ("b", 1), ("a", 2), ("b", 2)], (), [("c", 1)], id="rounds are used up"
        ),
        pytest.param(
            [("a", 1), ("b", 1), ("a", 2), ("b", 2), ("c", 1)], (), [("d", 1)], id="and then on"
        ),
    ],
)
def test_a_loop_is_left_when_it_may_be_and_at_the_latest_when_its_rounds_are_over(
    records, holding, opened
):
    assert due(LOOP, passed(*records), judge(*holding)) == opened


@pytest.mark.parametrize(
    ("records", "holding", "opened"),
    [
        pytest.param([("a", 1)], ("one",), [("b", 1)], id="the first that holds"),
        pytest.param([("a", 1)], (), [("c", 1)], id="otherwise"),
        pytest.param([("a", 1), ("c", 1)], ("one",), [("d", 1)], id="a branch begun is kept"),
    ],
)
def test_of_a_choice_one_branch_is_taken_and_kept(records, holding, opened):
    assert due(CHOICE, passed(*records), judge(*holding)) == opened


def test_branches_of_a_parallel_go_on_each_at_its_own_pace():
    process = (Parallel(parallel=((A, B), C)), D)

    assert due(process, passed(("a", 1)), judge()) == [("b", 1), ("c", 1)]
    assert due(process, passed(("a", 1), ("c", 1)), judge()) == [("b", 1)]
    assert due(process, passed(("a", 1), ("b", 1), ("c", 1)), judge()) == [("d", 1)]


def test_an_expression_sees_what_ended_before_it_and_nothing_beside_it():
    seen = []

    def holds(_source, outcomes):
        seen.append(dict(outcomes))
        return True

    beside = Alternative(choice=(Branch(when="one", then=(C,)),))
    process = (A, Parallel(parallel=(B, beside)))
    due_steps(process, passed(("a", 1), ("b", 1)), Judge(lambda _step: True, holds))

    assert seen == [{"a": Outcome.PASS}]


def test_a_loop_in_which_nothing_is_needed_ends_at_once():
    inner = Loop(repeat=LOOP[:1], until="until", rounds=20)
    nothing = Judge(lambda step: step == D, lambda _source, _outcomes: False)

    assert due((Loop(repeat=(inner,), until="until", rounds=20), D), [], nothing) == [("d", 1)]


def test_a_mapping_of_outcomes_is_enough_where_no_loop_is():
    process = (Parallel(parallel=((A, B), C)), D)

    assert open_steps(process, {"a": Outcome.FAIL}, lambda _step: True) == (B, C)
