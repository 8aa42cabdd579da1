"""A filled form read back: question, answer and place, as people check it.

Shapes: one section a page, one a row where a page repeats. Numbers of identity are masked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengtong.core.codes import ResidentId
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types.forms import FormData
from zhengtong.registries.service_items.types.labels import FieldType
from zhengtong.registries.service_items.types.parts import Text
from zhengtong.registries.service_items.types.program import ItemProgram
from zhengtong.registries.service_items.types.questions import Field
from zhengtong.registries.service_items.types.visibility import Page, rows_of

YES, NO = LocalisedText("是", "Yes"), LocalisedText("否", "No")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question and its answer; ``where`` is its place (``partners[1].name``)."""

    where: str
    label: Text
    answer: LocalisedText


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """A page, or one row of a repeated page; ``index`` counts all groups of the definition."""

    index: int
    title: Text
    row: int | None
    lines: tuple[AnswerLine, ...]


def read_back(program: ItemProgram, form: FormData) -> tuple[AnswerSection, ...]:
    """Return what was asked and answered, in order; unanswered questions are there too."""
    return tuple(section for page in program.pages(form) for section in _sections(page, form))


def _sections(page: Page, form: FormData) -> Iterator[AnswerSection]:
    group = page.asked.group
    if group.repeat is None:
        lines = _lines(page.fields_of(form), form, "")
        yield AnswerSection(page.index, group.group, None, tuple(lines))
        return
    for number, row in enumerate(rows_of(form, group)):
        lines = _lines(page.fields_of_row(row), row, f"{group.repeat.id}[{number}].")
        yield AnswerSection(page.index, group.group, number, tuple(lines))


def _lines(fields: Sequence[Field], answers: FormData, prefix: str) -> Iterator[AnswerLine]:
    for field in fields:
        answer = _answer(field, answers.get(field.id))
        yield AnswerLine(f"{prefix}{field.id}", field.label, answer)


def _answer(field: Field, value: object) -> LocalisedText:
    if value is None or value == "":
        return LocalisedText("")
    if isinstance(value, bool):
        return YES if value else NO
    if field.choices:
        return _chosen(field, value)
    return LocalisedText(_plain(field, value), _plain_en(field, value))


def _chosen(field: Field, value: object) -> LocalisedText:
    codes = value if isinstance(value, list | tuple) else (value,)
    labels = {choice.value: choice.label for choice in field.choices}
    chosen = [labels.get(str(code), Text(zh=str(code))) for code in codes]
    return LocalisedText(
        "、".join(one.zh for one in chosen), ", ".join(one.en or one.zh for one in chosen)
    )


def _plain(field: Field, value: object) -> str:
    if field.type is FieldType.MONEY and isinstance(value, int):
        return f"{value:,} 元"
    if field.type is FieldType.RESIDENT_ID:
        return _masked(str(value))
    return str(value)


def _plain_en(field: Field, value: object) -> str:
    return f"CNY {value:,}" if field.type is FieldType.MONEY and isinstance(value, int) else ""


def _masked(text: str) -> str:
    try:
        return ResidentId.parse(text).masked
    except ValueError:
        return text
