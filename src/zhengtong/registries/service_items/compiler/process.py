"""The layer of the process: it begins, joins, ends, and every step has one owner.

The language has no jumps, so a process that passes these checks always ends: each step opens
after those before it, and a refusal ends all.
"""

from collections.abc import Iterator
from itertools import chain

from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.walk import steps_with_paths
from zhengtong.registries.service_items.types import (
    Definition,
    Outcome,
    Parallel,
    Step,
    StepKind,
)

OUTCOMES = {
    StepKind.ACCEPT: (Outcome.ACCEPT, Outcome.REFUSE_ACCEPTANCE),
    StepKind.REVIEW: (Outcome.PASS, Outcome.FAIL),
    StepKind.CHECK: (Outcome.PASS, Outcome.FAIL),
    StepKind.DECIDE: (Outcome.GRANT, Outcome.REFUSE),
    StepKind.PAY: (Outcome.DONE,),
    StepKind.ISSUE: (Outcome.DONE,),
}
AFTER_DECISION = frozenset({StepKind.ISSUE, StepKind.PAY})


def check_process(definition: Definition, _register: Register) -> Iterator[Fault]:
    """Judge the shape of the process; a definition without one is guide-only."""
    if not definition.is_executable:
        return iter(())
    steps = list(steps_with_paths(definition))
    return chain(
        _beginning(definition, steps),
        _ending(definition, steps),
        _parallels(definition),
        chain.from_iterable(_step(path, step) for path, step in steps),
    )


def is_immediate(definition: Definition) -> bool:
    """Return whether it is an immediate case (即办件)."""
    return definition.time.promised.amount == 0


def _beginning(definition: Definition, steps: list[tuple[FieldPath, Step]]) -> Iterator[Fault]:
    accepts = [path for path, step in steps if step.kind is StepKind.ACCEPT]
    path, first = steps[0]
    if first.kind is not StepKind.ACCEPT and not is_immediate(definition):
        mend = "请把 - step: accept 写在最前；只有即办件（promised: immediate）可以不写"
        yield Fault(path, "流程应从受理开始", mend)
    for later in accepts[1:] if first.kind is StepKind.ACCEPT else ():
        yield Fault(later, "受理环节重复", "请只保留最前面的一个")


def _ending(definition: Definition, steps: list[tuple[FieldPath, Step]]) -> Iterator[Fault]:
    decides = [index for index, (_path, step) in enumerate(steps) if step.kind is StepKind.DECIDE]
    if definition.result is not None and not decides:
        mend = "请增加 - step: decide，outcomes: [grant, refuse]"
        yield Fault(("process",), "有审批结果却没有决定环节", mend)
    for index in decides[1:]:
        yield Fault(steps[index][0], "决定环节重复", "一个事项只作一次决定，请合并")
    if not decides:
        return
    for path, step in steps[decides[0] + 1 :]:
        if step.kind not in {*AFTER_DECISION, StepKind.DECIDE}:
            text = f"决定之后不能再有“{step.title}”"
            yield Fault(path, text, "请移到 decide 之前；决定之后只能是缴费、制证与送达")


def _parallels(definition: Definition) -> Iterator[Fault]:
    for index, node in enumerate(definition.process):
        if not isinstance(node, Parallel):
            continue
        path = ("process", index, "parallel")
        if len(node.parallel) == 1:
            yield Fault(path, "并联只有一个环节", "请去掉 parallel，或增加同时办理的环节")
        if index == len(definition.process) - 1:
            yield Fault(path, "并联之后没有汇合的环节", "请在后面写 decide 等环节")
        for inner, step in enumerate(node.parallel):
            if step.kind in {StepKind.ACCEPT, StepKind.DECIDE}:
                text = f"“{step.title}”不能放在并联之内"
                yield Fault((*path, inner), text, "请移到并联之外，单独成一步")


def _step(path: FieldPath, step: Step) -> Iterator[Fault]:
    yield from _owner(path, step)
    allowed = OUTCOMES[step.kind]
    for outcome in step.outcomes:
        if outcome not in allowed:
            mend = f"可写：{'、'.join(one.value for one in allowed)}"
            yield Fault((*path, "outcomes"), f"{step.kind.label}不能以“{outcome.value}”结束", mend)
    if step.kind is StepKind.DECIDE and set(step.outcomes) != set(allowed):
        mend = "请写 outcomes: [grant, refuse]"
        place = (*path, "outcomes") if step.outcomes else path
        yield Fault(place, "决定环节应当既能准予也能不予", mend)
    if step.when and step.kind in {StepKind.ACCEPT, StepKind.DECIDE}:
        mend = "请删去 when；受理与决定不能跳过"
        yield Fault((*path, "when"), f"{step.kind.label}环节不能有条件", mend)


def _owner(path: FieldPath, step: Step) -> Iterator[Fault]:
    by = step.by
    owners = [step.automatic, bool(by.body or by.post), bool(by.service)]
    if sum(owners) == 0:
        mend = "请写 by: {body: implementing, post: 岗位}，或 automatic: true"
        yield Fault(path, f"环节“{step.step}”没有办理者", mend)
    elif sum(owners) > 1:
        mend = "岗位、服务、自动三者只能选一；自动环节请删去 by"
        yield Fault(path, f"环节“{step.step}”有不止一个办理者", mend)
    elif by.body and not by.post:
        yield Fault((*path, "by"), "写了机构没有写岗位", "请补上 post，例如 post: reviewer")
    elif by.post and not by.body:
        yield Fault((*path, "by"), "写了岗位没有写机构", "请补上 body，例如 body: implementing")
