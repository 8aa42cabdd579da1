"""The process opens what is due, in any order of the work done, and always ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.registries.service_items.testing import make_definition
from zhengtong.registries.service_items.types import (
    Outcome,
    Parallel,
    Step,
    all_steps,
    open_steps,
)

LAW_FIRM = make_definition().process
PINGTAN = make_definition("project-land-planning").process
UNTIL_PARALLEL = {"accept": Outcome.ACCEPT, "review": Outcome.PASS}


def every(_step):
    return True


def names(steps):
    return [step.step for step in steps]


@pytest.mark.parametrize(
    ("done", "opened"),
    [
        pytest.param({}, ["accept"], id="begins with acceptance"),
        pytest.param({"accept": Outcome.ACCEPT}, ["review"], id="then the review"),
        pytest.param(
            UNTIL_PARALLEL, ["premises_check", "name_check"], id="both checks open together"
        ),
        pytest.param(
            UNTIL_PARALLEL | {"name_check": Outcome.PASS},
            ["premises_check"],
            id="one done, the other still open",
        ),
        pytest.param(
            UNTIL_PARALLEL | {"name_check": Outcome.PASS, "premises_check": Outcome.FAIL},
            ["decide"],
            id="joined, a failed check goes to the decider",
        ),
        pytest.param({"accept": Outcome.REFUSE_ACCEPTANCE}, [], id="acceptance refused ends it"),
    ],
)
def test_the_next_steps_open_when_those_before_are_done(done, opened):
    assert names(open_steps(LAW_FIRM, done, every)) == opened


def test_a_refusal_issues_nothing():
    done = {step.step: Outcome.PASS for step in all_steps(LAW_FIRM) if step.step != "issue"}

    assert names(open_steps(LAW_FIRM, done | {"decide": Outcome.GRANT}, every)) == ["issue"]
    assert open_steps(LAW_FIRM, done | {"decide": Outcome.REFUSE}, every) == ()


def test_a_step_not_needed_is_passed_over():
    opened = open_steps(LAW_FIRM, UNTIL_PARALLEL, lambda step: step.step != "premises_check")

    assert names(opened) == ["name_check"]


def test_a_parallel_of_which_nothing_is_needed_is_passed_over():
    opened = open_steps(
        LAW_FIRM, UNTIL_PARALLEL, lambda step: step.step not in {"premises_check", "name_check"}
    )

    assert names(opened) == ["decide"]


def test_a_finished_process_opens_none():
    assert open_steps(PINGTAN, {s.step: Outcome.DONE for s in all_steps(PINGTAN)}, every) == ()


@st.composite
def processes(draw):
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    count = iter(range(100))
    nodes = []
    for width in shape:
        steps = [Step(step=f"s{next(count)}") for _ in range(width)]
        nodes.append(steps[0] if width == 1 else Parallel(parallel=tuple(steps)))
    needed = draw(st.sets(st.sampled_from([s.step for s in all_steps(nodes)])))
    return nodes, needed


@given(processes(), st.randoms())
def test_every_process_ends_with_each_needed_step_done_once(case, random):
    process, needed = case
    done = {}
    while opened := open_steps(process, done, lambda step: step.step in needed):
        done[random.choice(opened).step] = Outcome.PASS

    assert set(done) == needed


@given(processes(), st.randoms(), st.randoms())
def test_the_order_within_a_parallel_does_not_matter(case, one, other):
    process, needed = case
    stages = [
        [s.step for s in (node.parallel if isinstance(node, Parallel) else (node,))]
        for node in process
    ]
    first = [name for stage in stages for name in one.sample(stage, len(stage))]
    second = [name for stage in stages for name in other.sample(stage, len(stage))]

    def after(order):
        done = {name: Outcome.PASS for name in order if name in needed}
        return names(open_steps(process, done, lambda step: step.step in needed))

    assert after(first) == after(second) == []
    whole = len(stages[0])
    assert after(first[:whole]) == after(second[:whole])
