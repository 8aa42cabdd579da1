"""The layer of codes: check digits, and parts that must agree with each other."""

from collections.abc import Iterator

from zhengtong.core.codes import BaseCode, Code, CodeError, DivisionCode, ItemCode, Uscc
from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath, warning
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.walk import IMPLEMENTING, steps_with_paths
from zhengtong.registries.service_items.types import Definition, Power
from zhengtong.registries.service_items.types.labels import Level

KINDS = {
    Power.LICENSING: ("01",),
    Power.PENALTY: ("02",),
    Power.COERCION: ("03",),
    Power.LEVY: ("04",),
    Power.BENEFIT: ("05",),
    Power.INSPECTION: ("06",),
    Power.CONFIRMATION: ("07",),
    Power.REWARD: ("08",),
    Power.ADJUDICATION: ("09",),
    Power.OTHER: ("10", "20"),
    Power.PUBLIC_SERVICE: ("20", "21"),
}
"""Digits 3–4 of a base code. Source: GB/T 39046—2020 事项类型代码; 20, 21 as in Guangdong."""


def check_codes(definition: Definition, _register: Register) -> Iterator[Fault]:
    """Judge every code of the document, and that the implementation code is made of the others."""
    implementation = definition.implementation
    yield from _judge(("item", "base_code"), BaseCode, definition.item.base_code)
    yield from _judge(("implementation", "body"), Uscc, implementation.body)
    yield from _judge(("implementation", "division"), DivisionCode, implementation.division)
    for index, co_body in enumerate(implementation.co_bodies):
        yield from _judge(("implementation", "co_bodies", index, "body"), Uscc, co_body.body)
    for path, step in steps_with_paths(definition):
        if step.by.body and step.by.body != IMPLEMENTING:
            yield from _judge((*path, "by", "body"), Uscc, step.by.body)
    wrong = tuple(_judge(("implementation", "code"), ItemCode, implementation.code))
    yield from wrong or _judge_parts(definition)


def _judge(path: FieldPath, kind: type[Code], text: str) -> Iterator[Fault]:
    try:
        kind.check(text)
    except CodeError as error:
        yield Fault(path, str(error), f"现为“{text}”")


def _judge_parts(definition: Definition) -> Iterator[Fault]:
    path = ("implementation", "code")
    implementation, item = definition.implementation, definition.item
    parts = ItemCode(implementation.code).implementation
    if parts.body != implementation.body:
        mend = f"编码前18位是 {parts.body}，实施主体是 {implementation.body}，请改成一致"
        yield Fault(path, "实施编码前18位与实施主体不一致", mend)
    if parts.level != implementation.level.digit:
        meant = tuple(Level)[int(parts.level) - 1].value if parts.level != "7" else ""
        mend = f"{implementation.level.label}应为 {implementation.level.digit}"
        mend += f"，或把 level 改为 {meant}" if meant else ""
        yield Fault(path, f"实施编码第19位“{parts.level}”与行使层级不一致", mend)
    if parts.base != item.base_code:
        mend = f"编码第20至31位是 {parts.base}，基本编码是 {item.base_code}，请改成一致"
        yield Fault(path, "实施编码后12位与基本编码不一致", mend)
    if item.base_code[2:4] not in KINDS[item.power]:
        text = f"基本编码第3至4位“{item.base_code[2:4]}”不是{item.power.label}的代码"
        yield warning(("item", "base_code"), text, f"一般为 {'或'.join(KINDS[item.power])}")
