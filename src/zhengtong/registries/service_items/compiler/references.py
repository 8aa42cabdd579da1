"""The layer of references: whatever is named must exist, once."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import chain

from zhengtong.core.codes import CodeError, Uscc
from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.walk import (
    IMPLEMENTING,
    fields_with_paths,
    materials_with_paths,
    repeats_of,
    steps_with_paths,
)
from zhengtong.registries.service_items.types import Definition, Field, FieldType
from zhengtong.registries.service_items.types.labels import PostCode

FROM_LICENCE = "licence/"
FILE_TYPES = frozenset({"pdf", "ofd", "docx", "jpg", "png", "xlsx"})
PREFILLS = (
    "identity.name",
    "identity.resident_id",
    "identity.phone",
    "identity.email",
    "identity.uscc",
    "identity.entity_name",
)
CHOSEN = frozenset({FieldType.CHOICE, FieldType.CHOICES})


def check_references(definition: Definition, register: Register) -> Iterator[Fault]:
    """Judge every name against what it names, inside the document and outside."""
    return chain(
        _unique_names(definition),
        _fields(definition),
        _materials(definition, register),
        _performers(definition, register),
        _bodies(definition, register),
        _result(definition, register),
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """Return “是不是 …？可写：…” for a name that is not known."""
    listed = sorted(known)
    close = get_close_matches(name, listed, n=1)
    mend = f"是不是 {close[0]}？" if close else ""
    return f"{mend}可写：{'、'.join(listed)}" if listed else "此处没有可写的名称，请删去"


def _unique_names(definition: Definition) -> Iterator[Fault]:
    plain: list[tuple[str, FieldPath]] = []
    for outer, group in enumerate(definition.form):
        fields = [
            (one.id, ("form", outer, "fields", i, "id")) for i, one in enumerate(group.fields)
        ]
        if group.repeat is None:
            plain += fields
        else:
            plain.append((group.repeat.id, ("form", outer, "repeat", "id")))
            yield from _doubles(fields, "字段标识")
    yield from _doubles(plain, "字段标识")
    materials = [(one.id, (*path, "id")) for path, one in materials_with_paths(definition)]
    yield from _doubles(materials, "材料标识")
    steps = [(one.step, (*path, "step")) for path, one in steps_with_paths(definition)]
    yield from _doubles(steps, "环节标识")


def _doubles(names: Iterable[tuple[str, FieldPath]], kind: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for name, path in names:
        if name in seen:
            yield Fault(path, f"{kind}“{name}”重复", "请另起一个不同的标识")
        seen.add(name)


def _fields(definition: Definition) -> Iterator[Fault]:
    for path, _group, field in fields_with_paths(definition):
        yield from _field(path, field)
    for index, group in enumerate(definition.form):
        if group.repeat and group.repeat.min > group.repeat.max:
            mend = f"min 为 {group.repeat.min}，max 为 {group.repeat.max}，请把 max 改大"
            yield Fault(("form", index, "repeat", "max"), "最多行数小于最少行数", mend)
        if not group.fields:
            yield Fault(("form", index, "fields"), "这一页没有字段", "请写入字段或删去这一页")


def _field(path: FieldPath, field: Field) -> Iterator[Fault]:
    if field.type in CHOSEN and not field.choices:
        mend = "请写 choices: [{value: a, label: {zh: 甲}}, …]"
        yield Fault((*path, "type"), f"{field.type.label}没有写选项", mend)
    if field.type not in CHOSEN and field.choices:
        mend = "请删去 choices，或把 type 改为 choice"
        yield Fault((*path, "choices"), f"{field.type.label}不能有选项", mend)
    values = [(one.value, (*path, "choices", i, "value")) for i, one in enumerate(field.choices)]
    yield from _doubles(values, "选项")
    if field.min is not None and field.max is not None and field.min > field.max:
        mend = f"min 为 {field.min}，max 为 {field.max}，请改正"
        yield Fault((*path, "max"), "最大值小于最小值", mend)
    if field.prefill and field.prefill not in PREFILLS:
        text = f"没有可预填的来源“{field.prefill}”"
        yield Fault((*path, "prefill"), text, nearest(field.prefill, PREFILLS))


def _materials(definition: Definition, register: Register) -> Iterator[Fault]:
    repeats = repeats_of(definition)
    for path, material in materials_with_paths(definition):
        if material.each and material.each not in repeats:
            text = f"没有名为“{material.each}”的多行分组"
            yield Fault((*path, "each"), text, nearest(material.each, repeats))
        if material.source.startswith(FROM_LICENCE):
            slug = material.source.removeprefix(FROM_LICENCE)
            yield from _licence_type((*path, "source"), slug, register)
        elif material.source != "applicant":
            mend = "请写 applicant（申请人自备）或 licence/证照类型"
            yield Fault((*path, "source"), f"材料来源“{material.source}”写法不对", mend)
        for unknown in sorted(set(material.accept) - FILE_TYPES):
            text = f"不接受“{unknown}”格式"
            yield Fault((*path, "accept"), text, nearest(unknown, FILE_TYPES))


def _licence_type(path: FieldPath, slug: str, register: Register) -> Iterator[Fault]:
    known = register.licence_types()
    if known is not None and slug not in known:
        mend = f"{nearest(slug, known)}；新类型请先写 definitions/licences/{slug}/licence.yaml"
        yield Fault(path, f"没有证照类型“{slug}”", mend)


def _performers(definition: Definition, register: Register) -> Iterator[Fault]:
    posts = [post.value for post in PostCode]
    services = register.services()
    mine = {IMPLEMENTING, definition.implementation.body, ""}
    known = mine | {one.body for one in definition.implementation.co_bodies}
    for path, step in steps_with_paths(definition):
        by = step.by
        if by.post and by.post not in posts:
            yield Fault((*path, "by", "post"), f"没有岗位“{by.post}”", nearest(by.post, posts))
        if by.body not in known:
            text = f"环节由 {by.body} 办理，但它不在联办机构（co_bodies）中"
            mend = (
                f"请在 implementation.co_bodies 增加 {{body: {by.body}, does: {step.kind.value}}}"
            )
            yield Fault((*path, "by", "body"), text, mend)
        if by.service and services is not None and by.service not in services:
            text = f"没有登记名为“{by.service}”的服务"
            mend = "请改由岗位办理，写 by: {body: implementing, post: reviewer}"
            yield Fault((*path, "by", "service"), text, mend)


def _bodies(definition: Definition, register: Register) -> Iterator[Fault]:
    named: dict[str, FieldPath] = {definition.implementation.body: ("implementation", "body")}
    for index, co_body in enumerate(definition.implementation.co_bodies):
        named.setdefault(co_body.body, ("implementation", "co_bodies", index, "body"))
    sound = [uscc for uscc in named if _is_sound(uscc)]
    for uscc in sorted(register.missing_bodies(sound) or ()):
        mend = "请核对代码，或先在机构登记中增加该机构"
        yield Fault(named[uscc], f"机构登记中没有 {uscc}", mend)


def _is_sound(uscc: str) -> bool:
    try:
        Uscc.check(uscc)
    except CodeError:
        return False
    return True


def _result(definition: Definition, register: Register) -> Iterator[Fault]:
    if definition.result is not None:
        path = ("result", "licence_type")
        yield from _licence_type(path, definition.result.licence_type, register)
