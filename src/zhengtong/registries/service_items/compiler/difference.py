"""What one definition changes against another, in words for people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhengtong.registries.service_items.compiler.times import told
from zhengtong.registries.service_items.types import (
    Alternative,
    Definition,
    Limit,
    Loop,
    Material,
    Node,
    Nodes,
    Step,
    all_steps,
    parts_of,
)

LIMITS = {"promised": "承诺时限", "statutory": "法定时限"}


@dataclass(frozen=True, slots=True)
class Differences:
    """Lines in Chinese, for the two who are touched by a change."""

    applicant: tuple[str, ...]
    officers: tuple[str, ...]


def differences(old: Definition, new: Definition) -> Differences:
    """Say what changes from the old definition to the new one."""
    applicant = (
        *_limits(old, new),
        *_visits(old, new),
        *_materials(old, new),
        *_fees(old, new),
        *_conditions(old, new),
        *_questions(old, new),
    )
    officers = (*_steps(old, new), *_result(old, new))
    return Differences(tuple(applicant), tuple(officers))


def _limits(old: Definition, new: Definition) -> Iterator[str]:
    for name, title in LIMITS.items():
        before: Limit = getattr(old.time, name)
        after: Limit = getattr(new.time, name)
        if before == after:
            continue
        change = ""
        if before.unit is after.unit:
            by = after.amount - before.amount
            change = f"，{'慢' if by > 0 else '快'}{abs(by)}{after.unit.label}"
        yield f"{title}由{told(before)}改为{told(after)}{change}"


def _visits(old: Definition, new: Definition) -> Iterator[str]:
    if old.online.visits != new.online.visits:
        yield f"到现场次数由{old.online.visits}次改为{new.online.visits}次"
    if old.online.depth is not new.online.depth:
        yield f"网上办理深度由“{old.online.depth.label}”改为“{new.online.depth.label}”"


def _materials(old: Definition, new: Definition) -> Iterator[str]:
    before = {one.id: one for one in old.materials}
    after = {one.id: one for one in new.materials}
    yield from (f"不再需要材料“{one.name}”" for key, one in before.items() if key not in after)
    yield from (f"新增材料“{one.name}”" for key, one in after.items() if key not in before)
    for key, one in after.items():
        if key in before:
            yield from _material(before[key], one)
    by = _own(new) - _own(old)
    if by:
        yield f"须自备的材料由{_own(old)}份变为{_own(new)}份，{'多' if by > 0 else '少'}{abs(by)}份"


def _own(definition: Definition) -> int:
    own = [one for one in definition.materials if one.source == "applicant" and not one.generated]
    return len(own)


def _material(before: Material, after: Material) -> Iterator[str]:
    name = after.name
    if before.source != after.source:
        way = "由申请人提交" if after.source == "applicant" else "由系统从证照库调取"
        yield f"材料“{name}”改为{way}"
    for key, text in (("commitment_allowed", "告知承诺代替"), ("deferrable", "容缺后补")):
        if getattr(before, key) != getattr(after, key):
            may = "可以" if getattr(after, key) else "不再可以"
            yield f"材料“{name}”{may}{text}"
    if before.required != after.required:
        yield f"材料“{name}”改为{'必须提交' if after.required else '选择提交'}"
    if before.when != after.when:
        yield f"材料“{name}”的提交情形有变化：{after.when or '一律提交'}"
    if before.name.zh != after.name.zh:
        yield f"材料“{before.name}”改名为“{name}”"


def _fees(old: Definition, new: Definition) -> Iterator[str]:
    before = {one.name.zh: one.amount_yuan for one in old.fees}
    after = {one.name.zh: one.amount_yuan for one in new.fees}
    yield from _mapping("收费", before, after, "元")


def _conditions(old: Definition, new: Definition) -> Iterator[str]:
    before = {one.unless_met.zh: one.rule for one in old.conditions}
    after = {one.unless_met.zh: one.rule for one in new.conditions}
    yield from _mapping("条件", before, after, "")


def _mapping(
    kind: str, before: Mapping[str, str], after: Mapping[str, str], unit: str
) -> Iterator[str]:
    yield from (f"取消{kind}“{name}”" for name in before if name not in after)
    for name, value in after.items():
        if name not in before:
            yield f"新增{kind}“{name}”（{value}{unit}）"
        elif before[name] != value:
            yield f"{kind}“{name}”由 {before[name]}{unit} 改为 {value}{unit}"


def _questions(old: Definition, new: Definition) -> Iterator[str]:
    before, after = _labels(old), _labels(new)
    yield from (f"不再询问“{label}”" for key, label in before.items() if key not in after)
    yield from (f"新增询问“{label}”" for key, label in after.items() if key not in before)


def _labels(definition: Definition) -> dict[tuple[str, str], str]:
    return {
        (group.repeat.id if group.repeat else "", field.id): field.label.zh
        for group in definition.form
        for field in group.fields
    }


def _steps(old: Definition, new: Definition) -> Iterator[str]:
    told = list(_single_steps(old, new))
    yield from told
    if not told and _shape(old.process) != _shape(new.process):
        yield "流程的并联、分支或循环有调整"


def _shape(nodes: Nodes) -> tuple[object, ...]:
    """Return how the steps hang together, and what decides between them."""
    return tuple(map(_shape_of, nodes))


def _shape_of(node: Node) -> object:
    if isinstance(node, Step):
        return node.step
    inner = tuple(map(_shape, parts_of(node)))
    if isinstance(node, Alternative):
        return (tuple(branch.when for branch in node.choice), inner)
    return (node.until, node.rounds, inner) if isinstance(node, Loop) else inner


def _single_steps(old: Definition, new: Definition) -> Iterator[str]:
    before = {one.step: one for one in all_steps(old.process)}
    after = {one.step: one for one in all_steps(new.process)}
    yield from (f"取消环节“{one.title}”" for key, one in before.items() if key not in after)
    yield from (f"新增环节“{one.title}”" for key, one in after.items() if key not in before)
    for key, one in after.items():
        if key in before:
            yield from _step(before[key], one)
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield f"环节次序改为：{'→'.join(str(one.title) for one in after.values())}"


def _step(before: Step, after: Step) -> Iterator[str]:
    title = after.title
    if before.by != after.by:
        yield f"环节“{title}”改由 {after.by.body or after.by.service} {after.by.post} 办理"
    if before.within != after.within:
        limits = [told(one.within) if one.within else "未定" for one in (before, after)]
        yield f"环节“{title}”时限由{limits[0]}改为{limits[1]}"
    if before.when != after.when:
        yield f"环节“{title}”的启动条件改为：{after.when or '一律办理'}"
    if before.special is not after.special:
        yield f"环节“{title}”{'改为不计时' if after.special else '改为计时'}"


def _result(old: Definition, new: Definition) -> Iterator[str]:
    before = old.result.licence_type if old.result else "无"
    after = new.result.licence_type if new.result else "无"
    if before != after:
        yield f"审批结果由 {before} 改为 {after}"
