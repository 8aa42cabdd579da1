"""Reading what a browser or a program sent into the values of a form.

Guarantee: never raises and never loses what was typed; what cannot be read stays a text, and the
judgement of the answer says so.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from zhengtong.core.codes import to_ascii
from zhengtong.registries.service_items.types.forms import FormData, FormValue, Row
from zhengtong.registries.service_items.types.labels import FieldType
from zhengtong.registries.service_items.types.questions import Field, Group

WHOLE_NUMBER = re.compile(r"[+-]?\d{1,15}")
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
TRUE = frozenset({"true", "on", "yes", "1", "是"})
FALSE = frozenset({"false", "off", "no", "0", "否"})


def is_blank(value: object) -> bool:
    """Return whether nothing was answered."""
    return value is None or value in ("", [], ())


def _read_text(text: str) -> FormValue:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


def _read_number(text: str) -> FormValue:
    digits = to_ascii(text).replace(",", "").removesuffix("元")
    return int(digits) if WHOLE_NUMBER.fullmatch(digits) else text.strip()


def _read_date(text: str) -> FormValue:
    found = DATE.fullmatch(to_ascii(text))
    if found is None:
        return text.strip()
    year, month, day = (part for part in found.groups() if part is not None)
    return f"{year}-{int(month):02}-{int(day):02}"


def _read_boolean(text: str) -> FormValue:
    word = to_ascii(text).lower()
    if word in TRUE:
        return True
    return False if word in FALSE else text.strip()


READERS: Mapping[FieldType, Callable[[str], FormValue]] = {
    FieldType.INTEGER: _read_number,
    FieldType.MONEY: _read_number,
    FieldType.DATE: _read_date,
    FieldType.BOOLEAN: _read_boolean,
    FieldType.RESIDENT_ID: to_ascii,
    FieldType.USCC: to_ascii,
    FieldType.PHONE: lambda text: to_ascii(text).removeprefix("+86").replace("-", ""),
    FieldType.EMAIL: lambda text: to_ascii(text).lower(),
}


def _as_list(raw: object) -> Sequence[object]:
    if isinstance(raw, str) or not isinstance(raw, Iterable):
        return [] if is_blank(raw) else [raw]
    return list(raw)


def read_answer(field: Field, raw: object) -> FormValue:
    """Return ``raw`` as a value of the field's type, or as the text that was typed."""
    if field.type is FieldType.CHOICES:
        return [text for one in _as_list(raw) if (text := str(one).strip())]
    if isinstance(raw, list | tuple):
        raw = raw[-1] if raw else ""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, bool) and field.type is FieldType.BOOLEAN:
        return raw
    if raw is None or isinstance(raw, Mapping):
        return ""
    text = str(raw)
    return "" if not text.strip() else READERS.get(field.type, _read_text)(text)


def read_row(fields: Iterable[Field], raw: object) -> Row:
    """Return the fields that ``raw`` answers; what is no field is dropped."""
    given = raw if isinstance(raw, Mapping) else {}
    return {field.id: read_answer(field, given[field.id]) for field in fields if field.id in given}


def read_groups(groups: Iterable[Group], raw: Mapping[str, object]) -> FormData:
    """Return the answers in ``raw`` to the questions of ``groups``; repeated groups as rows."""
    form: dict[str, FormValue | Sequence[Row]] = {}
    for group in groups:
        if group.repeat is None:
            form |= read_row(group.fields, raw)
        elif group.repeat.id in raw:
            rows = raw[group.repeat.id]
            listed = rows.values() if isinstance(rows, Mapping) else _as_list(rows)
            # One row too many is told as a fault; a hundred thousand would keep expressions busy.
            most = group.repeat.max + 1
            kept = [row for row in islice(listed, most) if isinstance(row, Mapping)]
            form[group.repeat.id] = [read_row(group.fields, row) for row in kept]
    return form
