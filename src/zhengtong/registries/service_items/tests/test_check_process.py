"""The checker finds what is dead, endless or ambiguous in a process, and says what to write."""

import pytest

from zhengtong.registries.service_items.compiler.check import check_text
from zhengtong.registries.service_items.compiler.difference import differences
from zhengtong.registries.service_items.compiler.register import Offline
from zhengtong.registries.service_items.testing import definition_text

REVIEW = "  - step: review\n"
BY = "by: {body: implementing, post: reviewer}, within: 4 hours"
STEP = f"{{step: extra, {BY}}}"


def checked(before=REVIEW, *, insert):
    text = definition_text().replace("promised: 6 working days", "promised: 20 working days")
    assert text.count(before) == 1
    return check_text(text.replace(before, insert + before), Offline())


def faults(**written):
    return [(one.field, one.text) for one in checked(**written).faults]


def choice(when, then=STEP):
    return f"  - choice:\n      - {{when: '{when}', then: [{then}]}}\n"


def loop(until, body=STEP):
    return f"  - {{repeat: [{body}], until: '{until}', rounds: 3}}\n"


def test_a_branch_by_an_earlier_outcome_has_no_fault_and_its_step_is_in_no_example():
    assert faults(insert=choice('outcomes.accept == "accept" && form.assets_yuan > 1')) == []


def test_a_loop_that_its_own_step_can_leave_has_no_fault():
    assert checked(insert=loop('outcomes.extra == "pass"')).errors == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        pytest.param(
            loop("form.assets_yuan > 1"),
            [("process[1].until", "循环没有出口：until 不看循环内任何环节的结果")],
            id="a loop that its own steps cannot leave",
        ),
        pytest.param(
            loop('outcomes.extra == "grant"'),
            [("process[1].until", "环节“extra”不会以“grant”结束，比较永远不成立")],
            id="an outcome that never comes",
        ),
        pytest.param(
            choice('outcomes.decide == "grant"'),
            [("process[1].choice[0].when", "环节“decide”此时还没有办，或者正与这一支同时办理")],
            id="an outcome that is not there yet",
        ),
        pytest.param(
            choice('outcomes.acept == "accept"'),
            [("process[1].choice[0].when", "没有环节“acept”")],
            id="a step that does not exist",
        ),
        pytest.param(
            choice("true"),
            [("process[1].choice[0].when", "条件不看任何内容，总有一支永远走不到")],
            id="a condition that looks at nothing",
        ),
        pytest.param(
            "  - choice:\n"
            f"      - {{when: form.assets_yuan > 1, then: [{STEP}]}}\n"
            "      - {when: form.assets_yuan > 1, then: []}\n",
            [("process[1].choice[1].when", "与前面一支的条件相同，这一支永远走不到")],
            id="a branch that is never reached",
        ),
        pytest.param(
            choice("form.assets_yuan > 1", then=""),
            [("process[1].choice", "各支都没有环节")],
            id="a choice between nothing and nothing",
        ),
        pytest.param(
            choice("form.assets_yuan > 1", then="{step: extra}"),
            [
                ("process[1].choice[0].then[0]", "环节“extra”没有办理者"),
                ("process[1].choice[0].then[0]", "环节“核查”没有写时限"),
            ],
            id="a step inside a branch has an owner too",
        ),
        pytest.param(
            f"  - parallel: [[{STEP}, {{step: b, {BY}, wen: form.x}}], {{step: c, {BY}}}]\n",
            [("process[1].parallel[0][1].wen", "没有“wen”这一项")],
            id="a key inside a nested branch",
        ),
    ],
)
def test_what_is_wrong_with_a_turn_is_told_where_it_stands(written, told):
    assert [one for one in faults(insert=written) if one in told] == told


def test_outcomes_beside_a_branch_are_not_for_its_conditions():
    inner = "{choice: [{when: 'outcomes.extra == \"pass\"', then: [{step: late, " + BY + "}]}]}"
    found = faults(insert=f"  - parallel: [{STEP}, {inner}]\n")

    assert (
        "process[1].parallel[1].choice[0].when",
        "环节“extra”此时还没有办，或者正与这一支同时办理",
    ) in found


def test_a_decision_may_stand_in_every_branch_but_in_no_loop():
    decide = "{step: decide, by: {body: implementing, post: decider}, outcomes: [grant, refuse]}"
    found = faults(insert=loop('outcomes.decide == "grant"', body=decide))

    assert ("process[1].repeat[0]", "“决定”不能放在循环之内") in found
    assert ("process[4]", "决定环节重复") in found


def test_a_branch_without_a_decision_is_found():
    text = definition_text()
    start, end = text.index("  - step: decide"), text.index("  - step: issue")
    inside = text[start:end].replace("\n", "\n        ").rstrip()
    branch = f"  - choice:\n      - when: form.assets_yuan > 1\n        then:\n        {inside}\n"
    found = check_text(text[:start] + branch + text[end:], Offline()).errors

    assert ("process", "有的分支走不到决定环节") in [(one.field, one.text) for one in found]


def test_a_maybe_missing_outcome_is_pointed_out():
    maybe = choice("form.assets_yuan > 1")
    turn = choice('outcomes.extra == "pass"', then=f"{{step: more, {BY}}}")
    found = [one for one in checked(insert=maybe + turn).faults if one.field.endswith("when")]

    assert [(one.text, one.mend) for one in found] == [
        ("“extra”可能没有填写，届时无法判断", "请先用 has(outcomes.extra) 判断")
    ]


def test_limits_are_added_along_the_longest_way_and_loops_count_every_round():
    found = faults(
        insert=loop('outcomes.extra == "pass"', body=STEP.replace("4 hours", "5 working days"))
    )

    assert [text for field, text in found if field == "process"] == [
        "受理之后各环节时限合计 21 个工作日，超出承诺时限"
    ]


def test_a_change_of_what_happens_together_is_told():
    old = checked(insert="").definition
    steps = old.process
    new = old.model_copy(update={"process": (*steps[:2], *steps[2].parallel, *steps[3:])})

    assert differences(old, new).officers == ("流程的并联、分支或循环有调整",)
