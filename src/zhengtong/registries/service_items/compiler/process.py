"""The layer of the process: it begins, joins, ends, and every step has one owner.

The language has no jumps, so a process that passes these checks always ends: each step opens
after those before it, loops are counted, and a refusal ends all. What is left to check is that no
branch is dead, that each loop can be left before its last round, and who does what.
"""

from collections.abc import Iterator
from itertools import chain

from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.walk import (
    nodes_with_paths,
    parts_with_paths,
    steps_with_paths,
)
from zhengtong.registries.service_items.types import (
    Alternative,
    Definition,
    Expression,
    Loop,
    Node,
    Nodes,
    Outcome,
    Parallel,
    Step,
    StepKind,
    all_steps,
    parts_of,
)
from zhengtong.registries.service_items.types.members import member_paths

OUTCOMES = {
    StepKind.ACCEPT: (Outcome.ACCEPT, Outcome.REFUSE_ACCEPTANCE),
    StepKind.REVIEW: (Outcome.PASS, Outcome.FAIL),
    StepKind.CHECK: (Outcome.PASS, Outcome.FAIL),
    StepKind.DECIDE: (Outcome.GRANT, Outcome.REFUSE),
    StepKind.PAY: (Outcome.DONE,),
    StepKind.ISSUE: (Outcome.DONE,),
}
AFTER_DECISION = frozenset({StepKind.ISSUE, StepKind.PAY})
TOGETHER = {"parallel": "并联", "repeat": "循环"}
ENCLOSING = {
    StepKind.ACCEPT: {**TOGETHER, "choice": "分支", "otherwise": "分支"},
    StepKind.DECIDE: TOGETHER,
}
"""What may not stand inside what: the key of the path, and its name."""


def check_process(definition: Definition, _register: Register) -> Iterator[Fault]:
    """Judge the shape of the process; a definition without one is guide-only."""
    if not definition.is_executable:
        return iter(())
    steps = list(steps_with_paths(definition))
    return chain(
        _beginning(definition, steps),
        _ending(definition, steps),
        _joined(definition),
        chain.from_iterable(_shape(path, node) for path, node in nodes_with_paths(definition)),
    )


def is_immediate(definition: Definition) -> bool:
    """Return whether it is an immediate case (即办件)."""
    return definition.time.promised.amount == 0


def outcomes_of(step: Step) -> tuple[str, ...]:
    """Return how a step can end."""
    return tuple(outcome.value for outcome in step.outcomes or OUTCOMES[step.kind])


def _beginning(definition: Definition, steps: list[tuple[FieldPath, Step]]) -> Iterator[Fault]:
    accepts = [path for path, step in steps if step.kind is StepKind.ACCEPT]
    path, first = steps[0]
    if first.kind is not StepKind.ACCEPT and not is_immediate(definition):
        mend = "请把 - step: accept 写在最前；只有即办件（promised: immediate）可以不写"
        yield Fault(path, "流程应从受理开始", mend)
    for later in accepts[1:] if first.kind is StepKind.ACCEPT else ():
        yield Fault(later, "受理环节重复", "请只保留最前面的一个")


def _ending(definition: Definition, steps: list[tuple[FieldPath, Step]]) -> Iterator[Fault]:
    is_decided = any(step.kind is StepKind.DECIDE for _path, step in steps)
    if definition.result is not None and not is_decided:
        mend = "请增加 - step: decide，outcomes: [grant, refuse]"
        yield Fault(("process",), "有审批结果却没有决定环节", mend)
    elif definition.result is not None and not any(map(_always_decides, definition.process)):
        mend = "请在每一支都写 decide，或把 decide 移到分支之后"
        yield Fault(("process",), "有的分支走不到决定环节", mend)
    faults, _is_decided = _decisions(("process",), definition.process, is_decided=False)
    yield from faults


def _always_decides(node: Node) -> bool:
    """Return whether every way through a node comes to a decision."""
    if isinstance(node, Step):
        return node.kind is StepKind.DECIDE
    if isinstance(node, Alternative):
        return all(any(map(_always_decides, branch)) for branch in node.branches)
    return any(any(map(_always_decides, part)) for part in parts_of(node))


def _decisions(path: FieldPath, nodes: Nodes, *, is_decided: bool) -> tuple[list[Fault], bool]:
    """Return what is wrong after a decision on some way through, and whether one may be behind."""
    faults: list[Fault] = []
    for index, node in enumerate(nodes):
        here = (*path, index)
        if isinstance(node, Step):
            if is_decided:
                faults += _after_decision(here, node)
            is_decided = is_decided or node.kind is StepKind.DECIDE
            continue
        ends = []
        for inner, part in parts_with_paths(here, node):
            place, sequence = (inner, part) if isinstance(part, tuple) else (inner[:-1], (part,))
            found, end = _decisions(place, sequence, is_decided=is_decided)
            faults += found
            ends.append(end)
        is_decided = any(ends)
    return faults, is_decided


def _after_decision(path: FieldPath, step: Step) -> Iterator[Fault]:
    if step.kind is StepKind.DECIDE:
        yield Fault(path, "决定环节重复", "一个事项只作一次决定，请合并")
    elif step.kind not in AFTER_DECISION:
        text = f"决定之后不能再有“{step.title}”"
        yield Fault(path, text, "请移到 decide 之前；决定之后只能是缴费、制证与送达")


def _shape(path: FieldPath, node: Node) -> Iterator[Fault]:
    if isinstance(node, Parallel):
        yield from _parallel(path, node)
    elif isinstance(node, Alternative):
        yield from _alternative(path, node)
    elif isinstance(node, Loop):
        yield from _loop(path, node)
    else:
        yield from _enclosed(path, node)
        yield from _step(path, node)


def _parallel(path: FieldPath, node: Parallel) -> Iterator[Fault]:
    if len(node.parallel) == 1:
        mend = "请去掉 parallel，或增加同时办理的环节"
        yield Fault((*path, "parallel"), "并联只有一个环节", mend)


def _joined(definition: Definition) -> Iterator[Fault]:
    last = len(definition.process) - 1
    if isinstance(definition.process[last], Parallel):
        path = ("process", last, "parallel")
        yield Fault(path, "并联之后没有汇合的环节", "请在后面写 decide 等环节")


def _alternative(path: FieldPath, node: Alternative) -> Iterator[Fault]:
    if not any(node.branches):
        yield Fault((*path, "choice"), "各支都没有环节", "请在 then 里写环节，或删去整个分支")
    seen: set[str] = set()
    for index, branch in enumerate(node.choice):
        place = (*path, "choice", index, "when")
        source = branch.when.strip()
        if source in seen:
            text = "与前面一支的条件相同，这一支永远走不到"
            yield Fault(place, text, "请改写条件，或删去这一支")
        elif _is_constant(source):
            text = "条件不看任何内容，总有一支永远走不到"
            yield Fault(place, text, "请引用 form、materials 或 outcomes；其余情形写在 otherwise")
        seen.add(source)


def _loop(path: FieldPath, node: Loop) -> Iterator[Fault]:
    own = {step.step for step in all_steps(node.repeat)}
    read = {names[1] for names in member_paths(node.until) if names[0] == "outcomes" and names[1:]}
    if not own & read:
        text = "循环没有出口：until 不看循环内任何环节的结果"
        mend = f"请写例如 outcomes.{next(iter(sorted(own)), 'review')} == 'pass'"
        yield Fault((*path, "until"), text, mend)


def _is_constant(source: str) -> bool:
    try:
        return not Expression(source).names()
    except ValueError:  # a fault of its own
        return False


def _enclosed(path: FieldPath, step: Step) -> Iterator[Fault]:
    refused = ENCLOSING.get(step.kind, {})
    around = next((name for key, name in refused.items() if key in path), None)
    if around is not None:
        text = f"“{step.title}”不能放在{around}之内"
        yield Fault(path, text, f"请移到{around}之外，单独成一步")


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
