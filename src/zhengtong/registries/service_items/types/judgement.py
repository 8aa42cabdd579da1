"""Judging answers: whether a value can be the answer to its field.

Every text is a Chinese msgid with holes; ``{label}`` is the field's own label.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from zhengtong.core.codes import CodeError, ResidentId, Uscc
from zhengtong.core.errors import Problem
from zhengtong.core.texts import noop
from zhengtong.registries.service_items.types.answers import is_blank
from zhengtong.registries.service_items.types.forms import FormData, FormValue, Row
from zhengtong.registries.service_items.types.labels import FieldType
from zhengtong.registries.service_items.types.questions import Field
from zhengtong.registries.service_items.types.visibility import Page, rows_of

MOBILE = re.compile(r"1[3-9]\d{9}")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")
TEXT_LIMIT = 2000

Fault = tuple[str, Mapping[str, str]]
"""A msgid and the values of its holes, the label left out."""


def _number_fault(field: Field, value: FormValue) -> Fault | None:
    if isinstance(value, bool) or not isinstance(value, int):
        if field.type is FieldType.MONEY:
            return noop("“{label}”应填写整数金额，单位为元，例如 300000"), {}
        return noop("“{label}”应填写整数，例如 3"), {}
    if field.min is not None and value < field.min:
        return noop("“{label}”不能小于{min}"), {"min": str(field.min)}
    if field.max is not None and value > field.max:
        return noop("“{label}”不能大于{max}"), {"max": str(field.max)}
    return None


def _text_fault(field: Field, value: FormValue) -> Fault | None:
    length = len(str(value))
    longest = TEXT_LIMIT if field.max is None else field.max
    if length > longest:
        values = {"max": str(longest), "length": str(length)}
        return noop("“{label}”不能超过{max}个字，现有{length}个字"), values
    if field.min is not None and length < field.min:
        return noop("“{label}”不能少于{min}个字"), {"min": str(field.min)}
    return None


def _date_fault(_field: Field, value: FormValue) -> Fault | None:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return noop("“{label}”应是真实的日期，例如 2026-01-31"), {}
    return None


def _choice_fault(field: Field, value: FormValue) -> Fault | None:
    if value in {choice.value for choice in field.choices}:
        return None
    return noop("请从“{label}”列出的选项中选择一项"), {}


def _choices_fault(field: Field, value: FormValue) -> Fault | None:
    offered = {choice.value for choice in field.choices}
    if not isinstance(value, Sequence) or isinstance(value, str) or not offered.issuperset(value):
        return noop("请从“{label}”列出的选项中选择"), {}
    if field.min is not None and len(value) < field.min:
        return noop("“{label}”至少选择{min}项"), {"min": str(field.min)}
    if field.max is not None and len(value) > field.max:
        return noop("“{label}”最多选择{max}项"), {"max": str(field.max)}
    return None


def _boolean_fault(_field: Field, value: FormValue) -> Fault | None:
    return None if isinstance(value, bool) else (noop("请为“{label}”选择“是”或“否”"), {})


def _code_fault(parse: Callable[[str], object]) -> Callable[[Field, FormValue], Fault | None]:
    def judge(_field: Field, value: FormValue) -> Fault | None:
        try:
            parse(str(value))
        except CodeError as error:
            return error.text, error.values
        return None

    return judge


def _phone_fault(_field: Field, value: FormValue) -> Fault | None:
    if MOBILE.fullmatch(str(value)):
        return None
    return noop("“{label}”应为11位手机号码"), {}


def _email_fault(_field: Field, value: FormValue) -> Fault | None:
    if EMAIL.fullmatch(str(value)):
        return None
    return noop("“{label}”应为电子邮箱地址，例如 name@example.com"), {}


JUDGES: Mapping[FieldType, Callable[[Field, FormValue], Fault | None]] = {
    FieldType.TEXT: _text_fault,
    FieldType.TEXTAREA: _text_fault,
    FieldType.ADDRESS: _text_fault,
    FieldType.INTEGER: _number_fault,
    FieldType.MONEY: _number_fault,
    FieldType.DATE: _date_fault,
    FieldType.CHOICE: _choice_fault,
    FieldType.CHOICES: _choices_fault,
    FieldType.BOOLEAN: _boolean_fault,
    FieldType.RESIDENT_ID: _code_fault(ResidentId.parse),
    FieldType.USCC: _code_fault(Uscc.parse),
    FieldType.PHONE: _phone_fault,
    FieldType.EMAIL: _email_fault,
}

CHOSEN = {FieldType.CHOICE, FieldType.CHOICES, FieldType.BOOLEAN, FieldType.DATE}


def judge_answer(field: Field, value: FormValue, *, where: str, language: str) -> Problem | None:
    """Return what is wrong with an answer, or nothing.

    Source: 行政许可法 第三十二条 (the applicant is told of every fault at once).
    """
    values = {"label": field.label.in_language(language)}
    if is_blank(value):
        if not field.required:
            return None
        text = noop("请选择“{label}”") if field.type in CHOSEN else noop("请填写“{label}”")
        return Problem(where=where, text=text, values=values)
    fault = JUDGES[field.type](field, value)
    return fault and Problem(where=where, text=fault[0], values={**values, **fault[1]})


def page_problems(page: Page, form: FormData, language: str) -> Iterator[Problem]:
    """Yield every fault of one page that is asked."""
    group = page.asked.group
    if group.repeat is None:
        yield from _field_problems(page.fields_of(form), form, "", language)
        return
    rows = rows_of(form, group)
    values = {"group": group.group.in_language(language)}
    if len(rows) < group.repeat.min:
        values |= {"min": str(group.repeat.min), "count": str(len(rows))}
        text = noop("“{group}”至少填写{min}条，现有{count}条")
        yield Problem(where=group.repeat.id, text=text, values=values)
    if len(rows) > group.repeat.max:
        text = noop("“{group}”最多填写{max}条")
        values |= {"max": str(group.repeat.max)}
        yield Problem(where=group.repeat.id, text=text, values=values)
    for index, row in enumerate(rows):
        prefix = f"{group.repeat.id}[{index}]."
        yield from _field_problems(page.fields_of_row(row), row, prefix, language)


def _field_problems(
    fields: Iterable[Field], answers: Mapping[str, object], prefix: str, language: str
) -> Iterator[Problem]:
    for field in fields:
        value = cast("Row", answers).get(field.id)
        where = f"{prefix}{field.id}"
        if problem := judge_answer(field, value, where=where, language=language):
            yield problem
