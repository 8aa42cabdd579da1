"""The layer of time: the promise within the law, the steps within the promise."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from zhengtong.registries.service_items.compiler.faults import Fault, warning
from zhengtong.registries.service_items.compiler.process import is_immediate
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.walk import steps_with_paths
from zhengtong.registries.service_items.types import (
    Definition,
    Limit,
    LimitUnit,
    Loop,
    Node,
    Nodes,
    Step,
    StepKind,
)

HOURS_A_DAY = 8
DAYS = {
    LimitUnit.WORKING_DAY: Fraction(1),
    LimitUnit.CALENDAR_DAY: Fraction(5, 7),
    LimitUnit.HOUR: Fraction(1, HOURS_A_DAY),
    LimitUnit.MINUTE: Fraction(1, HOURS_A_DAY * 60),
}
"""A day of the calendar counts as five sevenths of a working day, for comparison only."""
OUTSIDE_THE_CLOCK = frozenset({StepKind.ACCEPT, StepKind.PAY, StepKind.ISSUE})


def check_times(definition: Definition, _register: Register) -> Iterator[Fault]:
    """Judge the limits against each other.

    Source: 行政许可法 第四十二条 (time runs from acceptance), 第四十四条 (delivery is apart),
        第四十五条 (special procedures are not counted).
    """
    statutory, promised = definition.time.statutory, definition.time.promised
    if _days(promised) > _days(statutory):
        mend = f"法定 {told(statutory)}，承诺 {told(promised)}，请改短承诺时限"
        yield Fault(("time", "promised"), "承诺时限长于法定时限", mend)
    if definition.is_executable:
        yield from chain(_sum(definition), _immediate(definition), _silent(definition))


def told(limit: Limit) -> str:
    """Return a limit in Chinese: ``6个工作日``."""
    return f"{limit.amount}{limit.unit.label}" if limit.amount else "即办"


def _days(limit: Limit) -> Fraction:
    return limit.amount * DAYS[limit.unit]


def _counted(step: Step) -> Fraction:
    outside = step.kind in OUTSIDE_THE_CLOCK or step.special is not None or step.within is None
    return Fraction(0) if outside or step.within is None else _days(step.within)


def _longest(nodes: Nodes) -> Fraction:
    """Return the days that the longest way through takes, with every round of every loop."""
    return sum(map(_longest_of, nodes), start=Fraction(0))


def _longest_of(node: Node) -> Fraction:
    if isinstance(node, Step):
        return _counted(node)
    if isinstance(node, Loop):
        return node.rounds * _longest(node.repeat) + _longest(node.otherwise)
    return max(map(_longest, node.branches))


def _sum(definition: Definition) -> Iterator[Fault]:
    total = _longest(definition.process)
    if total > _days(definition.time.promised):
        text = f"受理之后各环节时限合计 {float(total):g} 个工作日，超出承诺时限"
        counted = "并联与分支取最长，循环按最多次数，特别程序不计"
        mend = f"承诺为 {told(definition.time.promised)}；请缩短环节时限（{counted}）"
        yield Fault(("process",), text, mend)


def _immediate(definition: Definition) -> Iterator[Fault]:
    if not is_immediate(definition):
        return
    for path, step in steps_with_paths(definition):
        if step.kind in {StepKind.REVIEW, StepKind.CHECK}:
            text = f"即办件当场办结，不能有“{step.title}”"
            yield Fault(path, text, "请删去该环节，或把 promised 改为若干 working days")


def _silent(definition: Definition) -> Iterator[Fault]:
    for path, step in steps_with_paths(definition):
        if step.within is None and not step.automatic:
            text = f"环节“{step.title}”没有写时限"
            yield warning(path, text, "请写 within: 1 working day")
