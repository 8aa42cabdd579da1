"""Which names an expression uses, against those the form gives it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from zhengtong.registries.service_items.compiler.references import nearest
from zhengtong.registries.service_items.types import (
    Definition,
    Expression,
    FieldType,
    Group,
    all_steps,
)
from zhengtong.registries.service_items.types.members import member_paths
from zhengtong.registries.service_items.types.program import WAYS

MACRO = re.compile(
    r"([A-Za-z_][\w.]*)\s*\.\s*(?:all|exists|exists_one|filter|map)\s*\(\s*([A-Za-z_]\w*)\s*,"
)
BOUND = re.compile(r"\.\s*(?:all|exists|exists_one|filter|map)\s*\(\s*([A-Za-z_]\w*)\s*,")
HAS = re.compile(r"\bhas\s*\(\s*([\w.]+)\s*\)")
COMPARED = re.compile(r"\b(form|row)\.(\w+)\s*(?:==|!=)\s*(?:\"([^\"]*)\"|'([^']*)')")
ENDED = re.compile(r"\boutcomes\.(\w+)\s*(?:==|!=)\s*(?:\"([^\"]*)\"|'([^']*)')")
FUNCTIONS = frozenset(
    """
    size contains startsWith endsWith matches int uint double string bytes bool type has all exists
    exists_one filter map timestamp duration getFullYear getMonth getDate getDayOfMonth getDayOfYear
    getDayOfWeek getHours getMinutes getSeconds getMilliseconds max min
    """.split()  # noqa: SIM905 - thirty names read better as words
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may see: variables, the pages before it, the row it stands in."""

    definition: Definition
    variables: frozenset[str]
    groups: tuple[Group, ...]
    earlier: frozenset[str] | None = None
    row: Group | None = None
    row_fields: frozenset[str] = frozenset()
    outcomes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()

    def members(self) -> dict[str, Group | None]:
        """Return what ``form.`` may be followed by; repeated groups with their group."""
        known: dict[str, Group | None] = {}
        for group in self.groups:
            if group.repeat:
                known[group.repeat.id] = group
            else:
                known |= {field.id: None for field in group.fields}
        return known


def name_faults(expression: Expression, scope: Scope) -> Iterator[tuple[str, str]]:
    """Yield every name that is not known, with what may be written."""
    source = expression.source
    bound = set(BOUND.findall(source))
    for name in sorted(expression.names() - scope.variables - bound):
        yield f"表达式中没有“{name}”", f"这里可用：{'、'.join(sorted(scope.variables))}"
    for name in sorted(expression.functions() - FUNCTIONS):
        if name.isidentifier() and not name.startswith("_"):
            yield f"没有函数“{name}”", "可用 size、all、exists、filter、map、matches、startsWith 等"
    yield from _member_faults(source, scope)
    yield from _choice_faults(source, scope)
    yield from _outcome_faults(source, scope)


def _member_faults(source: str, scope: Scope) -> Iterator[tuple[str, str]]:
    members = scope.members()
    rows = {var: _group_of(base, members) for base, var in MACRO.findall(source)}
    materials = [one.id for one in scope.definition.materials]
    told: set[tuple[str, ...]] = set()
    for path in member_paths(source):
        if len(path) == 1 or path in told:
            continue
        told.add(path)
        if path[0] == "form" and "form" in scope.variables:
            yield from _form_fault(path, members, scope)
        elif path[0] == "materials" and "materials" in scope.variables:
            yield from _unknown(path[1], materials, "材料")
            if path[1] in materials and len(path) > len(("materials", "id")):
                yield from _unknown(path[2], WAYS, "材料状态")
        elif path[0] == "row" and scope.row is not None:
            yield from _unknown(path[1], scope.row_fields, "本行前面的字段")
        elif group := rows.get(path[0]):
            yield from _unknown(path[1], [field.id for field in group.fields], "字段")


def _group_of(base: str, members: dict[str, Group | None]) -> Group | None:
    parts = base.split(".")
    return members.get(parts[1]) if len(parts) > 1 and parts[0] == "form" else None


def _form_fault(
    path: tuple[str, ...], members: dict[str, Group | None], scope: Scope
) -> Iterator[tuple[str, str]]:
    name = path[1]
    if name not in members:
        yield from _unknown(name, members, "字段")
    elif scope.earlier is not None and name not in scope.earlier:
        text = f"“form.{name}”排在后面，when 只能引用前面的问题"
        yield text, "请调整顺序，或改用前面的字段"
    group = members.get(name)
    if group is not None and len(path) > len(("form", "id")):
        yield from _unknown(path[2], [field.id for field in group.fields], "字段")


def _unknown(name: str, known: Iterable[str], kind: str) -> Iterator[tuple[str, str]]:
    listed = list(known)
    if name not in listed:
        yield f"没有{kind}“{name}”", nearest(name, listed)


def _outcome_faults(source: str, scope: Scope) -> Iterator[tuple[str, str]]:
    read = dict.fromkeys(p[1] for p in member_paths(source) if p[0] == "outcomes" and p[1:])
    steps = [step.step for step in all_steps(scope.definition.process)]
    for name in read:
        if "outcomes" in scope.variables and name in steps and name not in scope.outcomes:
            known = "、".join(scope.outcomes) or "没有"
            text = f"环节“{name}”此时还没有办，或者正与这一支同时办理"
            yield text, f"只能引用前面的环节：{known}"
        elif "outcomes" in scope.variables and name not in steps:
            yield from _unknown(name, steps, "环节")
    for name, double, single in ENDED.findall(source):
        ends = scope.outcomes.get(name)
        if ends and (double or single) not in ends:
            text = f"环节“{name}”不会以“{double or single}”结束，比较永远不成立"
            yield text, nearest(double or single, ends)


def _choice_faults(source: str, scope: Scope) -> Iterator[tuple[str, str]]:
    asked = {
        ("row" if group is scope.row else "form", field.id): field
        for group in scope.groups
        if group.repeat is None or group is scope.row
        for field in group.fields
    }
    for owner, name, double, single in COMPARED.findall(source):
        question = asked.get((owner, name))
        if question is None or question.type is not FieldType.CHOICE:
            continue
        offered = [choice.value for choice in question.choices]
        if (double or single) not in offered:
            text = f"“{name}”没有选项“{double or single}”，比较永远不成立"
            yield text, nearest(double or single, offered)
