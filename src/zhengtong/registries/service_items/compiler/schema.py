"""The schema layer: every fault that pydantic finds, told in Chinese with what to write instead."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath
from zhengtong.registries.service_items.compiler.guesses import keys_at, replace_faulty
from zhengtong.registries.service_items.types import Definition

UNION_NAMES = frozenset({"Step", "Parallel", "Alternative", "Loop", "Sequence"})
PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "请用小写英文字母开头，只含小写字母、数字和下划线，例如 firm_name",
}
LONGEST_QUOTE = 40
ROUNDS = 4
VALID_FOR = "请写 indefinitely，或写期限，例如 3 years"

TOLD: Mapping[str, tuple[str, str]] = {
    "missing": ("缺少“{key}”", "请补上“{key}: …”"),
    "string_type": ("应为文字", '请加引号，写成 "{input}"'),
    "string_too_short": ("不能为空", "请填写文字"),
    "int_type": ("应为整数", "请只写数字，不加引号"),
    "int_parsing": ("应为整数", "请只写数字，例如 3"),
    "int_from_float": ("应为整数", "请去掉小数部分"),
    "bool_type": ("应为是或否", "请写 true 或 false"),
    "bool_parsing": ("应为是或否", "请写 true 或 false"),
    "greater_than_equal": ("不能小于 {ge}", "请写 {ge} 或更大的数"),
    "less_than_equal": ("不能大于 {le}", "请写 {le} 或更小的数"),
    "literal_error": ("只能是 {expected}", "请写 {expected}"),
    "too_short": ("至少要有 {min_length} 项", "请补上"),
    "tuple_type": ("应为列表", "请每项一行，以“- ”开头，或写成 [甲, 乙]"),
    "list_type": ("应为列表", "请每项一行，以“- ”开头，或写成 [甲, 乙]"),
    "union_tag_invalid": ("此处应为一个环节，不能是列表", "请去掉多余的“- ”"),
    "dict_type": ("应为“键: 值”的组合", "请写成“键: 值”，每个一行"),
    "model_type": ("应为“键: 值”的组合", "请写成“键: 值”，例如 {{zh: 名称, en: Name}}"),
    "model_attributes_type": ("应为“键: 值”的组合", "请写成“键: 值”，例如 {{zh: 名称}}"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """What reading came to: what the schema finds, and a definition as near as can be guessed.

    ``guessed`` are the paths whose values were replaced so that the other layers can be tried too.
    """

    definition: Definition | None
    faults: tuple[Fault, ...] = ()
    guessed: tuple[FieldPath, ...] = ()


def read_definition(value: object) -> Read:
    """Return the definition, with every fault of its schema."""
    try:
        return Read(Definition.model_validate(value))
    except ValidationError as error:
        faults = tuple(_faults(error))
    definition, guessed = _guess(value)
    return Read(definition, faults, guessed)


def _guess(value: object) -> tuple[Definition | None, tuple[FieldPath, ...]]:
    """Replace what is faulty by something harmless, until it can be read."""
    guessed: list[FieldPath] = []
    value = deepcopy(value)
    for _ in range(ROUNDS):
        try:
            return Definition.model_validate(value), tuple(guessed)
        except ValidationError as error:
            for one in error.errors(include_url=False):
                path = _path_of(one)
                guessed.append(path)
                replace_faulty(value, path, is_unknown=one["type"] == "extra_forbidden")
    return None, ()


def _path_of(error: Any) -> FieldPath:
    return tuple(part for part in error["loc"] if part not in UNION_NAMES)


def _faults(error: ValidationError) -> Iterator[Fault]:
    seen: set[tuple[FieldPath, str]] = set()
    for one in error.errors(include_url=False):
        fault = _fault(one)
        if (fault.path, fault.text) not in seen:
            seen.add((fault.path, fault.text))
            yield fault


def _fault(error: Any) -> Fault:
    path = _path_of(error)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(path)
    if kind == "enum":
        return _not_listed(path, error["input"], context["expected"])
    if kind == "value_error":
        return Fault(path, *_own_words(str(context["error"])))
    if kind == "string_pattern_mismatch":
        mend = PATTERNS.get(context["pattern"], VALID_FOR)
        return Fault(path, f"“{error['input']}”的写法不对", mend)
    text, mend = TOLD.get(kind, ("不符合格式（{message}）", "请对照 definitions/schema 修改"))
    if isinstance(error["input"], Mapping | list) and kind == "string_type":
        mend = "请写成一段文字"
    holes = {**context, "key": str(path[-1]) if path else "", "input": _short(error["input"])}
    holes["message"] = error["msg"]
    return Fault(path, text.format(**holes), mend.format(**holes))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def _own_words(text: str) -> tuple[str, str]:
    """Split “what is wrong；what to write” of a validator's own message."""
    wrong, _, mend = text.partition("；")
    return wrong, mend


def _not_listed(path: FieldPath, given: object, expected: str) -> Fault:
    listed = [a or b for a, b in re.findall(r"'([^']*)'|\"([^\"]*)\"", expected)]
    close = get_close_matches(str(given), listed, n=1)
    mend = f"是不是 {close[0]}？" if close else ""
    return Fault(path, f"“{given}”不在可选范围内", f"{mend}可写：{'、'.join(listed)}")


def _unknown_key(path: FieldPath) -> Fault:
    known = keys_at(path[:-1])
    close = get_close_matches(str(path[-1]), known, n=1)
    mend = f"是不是“{close[0]}”？否则请删去" if close else "请删去"
    if known and not close:
        mend += f"；此处可写：{'、'.join(known)}"
    return Fault(path, f"没有“{path[-1]}”这一项", mend)
