"""The layer of examples: their answers fit the form, and they name what exists."""

from collections.abc import Iterator, Mapping
from itertools import chain

from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath, warning
from zhengtong.registries.service_items.compiler.references import nearest
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.walk import repeats_of
from zhengtong.registries.service_items.types import (
    Definition,
    Example,
    Expectation,
    Field,
    all_steps,
)
from zhengtong.registries.service_items.types.answers import is_blank, read_answer
from zhengtong.registries.service_items.types.judgement import judge_answer
from zhengtong.registries.service_items.types.program import WAYS


def check_examples(definition: Definition, _register: Register) -> Iterator[Fault]:
    """Judge the shape of the examples; whether they come true is for the test run."""
    if definition.is_executable and not definition.examples:
        mend = "请至少写一个符合条件的和一个不符合条件的样例"
        yield warning((), "没有样例", mend)
    for index, example in enumerate(definition.examples):
        path = ("examples", index)
        yield from _given(definition, example, path)
        yield from _expected(definition, example.expect, (*path, "expect"))


def _given(definition: Definition, example: Example, path: FieldPath) -> Iterator[Fault]:
    fields = {f.id: f for group in definition.form if not group.repeat for f in group.fields}
    repeats = repeats_of(definition)
    here = (*path, "given", "form")
    for name, value in example.given.form.items():
        if name in repeats:
            known = {field.id: field for field in repeats[name].fields}
            yield from _rows(value, known, (*here, name))
        elif name not in fields:
            yield Fault((*here, name), f"表单没有“{name}”", nearest(name, [*fields, *repeats]))
        else:
            yield from _answer(fields[name], value, (*here, name))
    known_materials = [one.id for one in definition.materials]
    for key, ways in example.given.materials.items():
        place = (*path, "given", "materials", key)
        if key.partition("[")[0] not in known_materials:
            yield Fault(place, f"没有材料“{key}”", nearest(key, known_materials))
        for way in sorted(set(ways) - set(WAYS)):
            yield Fault((*place, way), f"没有材料状态“{way}”", nearest(way, WAYS))


def _rows(value: object, fields: Mapping[str, Field], path: FieldPath) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(path, "多行分组应为列表", "请写成 [{…}, {…}]，每行一个")
        return
    for index, row in enumerate(value):
        if not isinstance(row, Mapping):
            yield Fault((*path, index), "每一行应为“字段: 值”", "请写成 {字段: 值}")
            continue
        for name, answer in row.items():
            if name in fields:
                yield from _answer(fields[name], answer, (*path, index, name))
            else:
                text = f"这一组没有字段“{name}”"
                yield Fault((*path, index, name), text, nearest(str(name), fields))


def _answer(field: Field, value: object, path: FieldPath) -> Iterator[Fault]:
    answer = read_answer(field, value)
    if is_blank(answer):
        return
    problem = judge_answer(field, answer, where="", language="zh-hans")
    if problem is not None:
        yield Fault(path, f"样例的值不合要求：{problem}", "请改样例，使值符合字段的要求")


def _expected(definition: Definition, expect: Expectation, path: FieldPath) -> Iterator[Fault]:
    reasons = [one.unless_met.zh for one in definition.conditions]
    if expect.because and expect.because not in reasons:
        text = f"没有哪个条件说“{expect.because}”"
        yield Fault((*path, "because"), text, nearest(expect.because, reasons))
    materials = [one.id for one in definition.materials]
    steps = [one.step for one in all_steps(definition.process)]
    yield from chain(
        _names(expect.materials or (), materials, "材料", (*path, "materials")),
        _names(expect.steps or (), steps, "环节", (*path, "steps")),
    )


def _names(names: tuple[str, ...], known: list[str], kind: str, path: FieldPath) -> Iterator[Fault]:
    for index, name in enumerate(names):
        if name not in known:
            yield Fault((*path, index), f"没有{kind}“{name}”", nearest(name, known))
