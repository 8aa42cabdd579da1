"""The layer of expressions: they parse, name what exists, and have the right type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath, warning
from zhengtong.registries.service_items.compiler.names import HAS, Scope, name_faults
from zhengtong.registries.service_items.compiler.probes import Prober
from zhengtong.registries.service_items.compiler.process import outcomes_of
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.turns import Turn, turns_of
from zhengtong.registries.service_items.compiler.walk import (
    materials_with_paths,
    repeats_of,
    steps_with_paths,
)
from zhengtong.registries.service_items.types import Definition, Expression, Group, all_steps
from zhengtong.registries.service_items.types.expressions import EVALUATION_ERRORS, Variables

FORM = frozenset({"form"})
WITH_MATERIALS = frozenset({"form", "materials"})
AT_TURNS = frozenset({"form", "materials", "outcomes"})
WITH_ROW = frozenset({"form", "row"})
EVERYTHING = frozenset({"form", "materials", "row"})


@dataclass(frozen=True, slots=True)
class Kind:
    """What an expression must come to."""

    name: str
    is_right: Callable[[object], bool]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


BOOLEAN = Kind("是或否（true/false）", lambda value: isinstance(value, bool))
AMOUNT = Kind("数字", _is_number)
ANYTHING = Kind("值", lambda _value: True)


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression of the document: where it stands, what it sees, what it must come to."""

    path: FieldPath
    source: str
    kind: Kind
    scope: Scope


def check_expressions(definition: Definition, _register: Register) -> Iterator[Fault]:
    """Judge every expression of the document."""
    return chain.from_iterable(_judge(one) for one in expressions_of(definition))


def expressions_of(definition: Definition) -> Iterator[Placed]:
    """Yield every expression with its scope."""
    whole = Scope(definition, FORM, definition.form)
    late = Scope(definition, WITH_MATERIALS, definition.form)
    for index, condition in enumerate(definition.conditions):
        yield Placed(("conditions", index, "rule"), condition.rule, BOOLEAN, whole)
    for index, fee in enumerate(definition.fees):
        yield Placed(("fees", index, "amount_yuan"), fee.amount_yuan, AMOUNT, whole)
    yield from _form_expressions(definition)
    repeats = repeats_of(definition)
    for path, material in materials_with_paths(definition):
        if material.when:
            row = repeats.get(material.each)
            scope = Scope(definition, EVERYTHING, definition.form, None, row, _ids(row))
            yield Placed((*path, "when"), material.when, BOOLEAN, scope if row else late)
    yield from _process_expressions(definition)
    facts = definition.result.facts if definition.result else {}
    for name, source in facts.items():
        yield Placed(("result", "facts", name), source, ANYTHING, whole)


def _process_expressions(definition: Definition) -> Iterator[Placed]:
    late = Scope(definition, WITH_MATERIALS, definition.form)
    for path, step in steps_with_paths(definition):
        if step.when:
            yield Placed((*path, "when"), step.when, BOOLEAN, late)
    for turn in turns_of(definition):
        yield Placed(turn.path, turn.source, BOOLEAN, _turning(definition, turn))


def _turning(definition: Definition, turn: Turn) -> Scope:
    steps = {step.step: step for step in all_steps(definition.process)}
    ends = {name: outcomes_of(steps[name]) for name in turn.known}
    unsure = frozenset(name for name, is_sure in turn.known.items() if not is_sure)
    return Scope(definition, AT_TURNS, definition.form, outcomes=ends, unsure=unsure)


def _ids(group: Group | None) -> frozenset[str]:
    return frozenset(field.id for field in group.fields) if group else frozenset()


def _form_expressions(definition: Definition) -> Iterator[Placed]:
    earlier: set[str] = set()
    for outer, group in enumerate(definition.form):
        scope = Scope(definition, FORM, definition.form, frozenset(earlier))
        if group.when:
            yield Placed(("form", outer, "when"), group.when, BOOLEAN, scope)
        before: set[str] = set()
        for inner, field in enumerate(group.fields):
            path = ("form", outer, "fields", inner, "when")
            seen = frozenset(earlier) if group.repeat else frozenset(earlier | before)
            if field.when and group.repeat:
                row = Scope(definition, WITH_ROW, definition.form, seen, group, frozenset(before))
                yield Placed(path, field.when, BOOLEAN, row)
            elif field.when:
                plain = Scope(definition, FORM, definition.form, seen)
                yield Placed(path, field.when, BOOLEAN, plain)
            before.add(field.id)
        earlier |= {group.repeat.id} if group.repeat else before


def _judge(placed: Placed) -> Iterator[Fault]:
    try:
        expression = Expression(placed.source)
    except ValueError as error:
        yield Fault(placed.path, f"表达式读不通（{_reason(error)}）", "请检查括号、引号和运算符")
        return
    wrong = [Fault(placed.path, *one) for one in name_faults(expression, placed.scope)]
    yield from wrong or chain(_types(expression, placed), _gaps(expression, placed))


def _reason(error: ValueError) -> str:
    lines = str(error).splitlines()
    return lines[0].rpartition("Syntax error: ")[2][:80] if lines else "语法错误"


def _prober(placed: Placed) -> Prober:
    scope = placed.scope
    return Prober(scope.definition, placed.source, outcomes=scope.outcomes, unsure=scope.unsure)


def _types(expression: Expression, placed: Placed) -> Iterator[Fault]:
    prober = _prober(placed)
    values: list[object] = []
    for variables in prober.complete(placed.scope.row):
        try:
            values.append(expression.evaluate(variables))
        except (TypeError, ValueError, RuntimeError):
            text = "表达式里有类型不合的运算"
            mend = "数字与文字不能比较或相加；可用 int(…)、string(…) 转换，日期按文字比较"
            yield Fault(placed.path, text, mend)
            return
        except (LookupError, ArithmeticError):
            continue
    wrong = next((value for value in values if not placed.kind.is_right(value)), None)
    if wrong is not None:
        text = f"表达式应得出{placed.kind.name}，实际得出{_kind_of(wrong)}"
        yield Fault(placed.path, text, "请写成比较，例如 form.assets_yuan >= 300000")
    elif placed.path[-1] in NEVER_TRUE and values and True not in values:
        text = f"{NEVER_TRUE[str(placed.path[-1])]}在任何填法下都不成立"
        yield warning(placed.path, text, "请核对比较的值和方向；确实用不到的，请删去")


NEVER_TRUE = {"when": "这个 when ", "until": "这个 until ", "rule": "这个条件"}


def _kind_of(value: object) -> str:
    names = {bool: "是或否", int: "整数", float: "小数", str: "文字", list: "列表"}
    return names.get(type(value), "其他类型的值")


def _gaps(expression: Expression, placed: Placed) -> Iterator[Fault]:
    """Warn of answers that may be missing when the expression is judged."""
    if placed.path[0] == "form" or placed.kind is ANYTHING:
        return
    guarded = {name.rsplit(".", 1)[-1] for name in HAS.findall(placed.source)}
    prober = _prober(placed)
    try:
        missing = {_missing(expression, one) for one in prober.submitted(placed.scope.row)}
    except ValueError:  # a "when" that cannot be parsed is a fault of its own
        return
    for name in sorted(missing - guarded - {""}):
        text = f"“{name}”可能没有填写，届时无法判断"
        is_outcome = name in placed.scope.unsure
        mend = f"请先用 has(form.{name}) 判断，或改为必填"
        yield warning(
            placed.path, text, f"请先用 has(outcomes.{name}) 判断" if is_outcome else mend
        )


def _missing(expression: Expression, variables: Variables) -> str:
    """Return the name of an answer that was needed and not there."""
    try:
        expression.evaluate(variables)
    except KeyError as error:
        return str(error).strip("'\"")
    except EVALUATION_ERRORS:
        pass
    return ""
