"""What was typed into a page of a form that comes from a definition, as texts, right or wrong.

Names in HTML are the places of the answers: ``firm_name``, ``partners[1].name``; a date is three
fields, ``founded_year``, ``founded_month``, ``founded_day``.
"""

from collections.abc import Iterable, Mapping

from django.http import QueryDict

from zhengtong.registries.service_items.types import Field, FieldType, Group, JsonValue

MOST_ROWS = 200
LONGEST_NUMBER = 9


def read_page(
    group: Group, fields: Iterable[Field], sent: QueryDict, old: Mapping[str, object]
) -> dict[str, JsonValue]:
    """Return the answers of one page; of a repeated group all rows, over those typed before."""
    fields = tuple(fields)
    if group.repeat is None:
        return read_fields(fields, sent, "")
    repeat = group.repeat.id
    count = read_count(sent.get(f"{repeat}.rows", ""))
    rows = [read_fields(fields, sent, f"{repeat}[{row}].") for row in range(count)]
    kept = [*rows_in(old, group), *({} for _ in rows)]
    return {repeat: [{**kept[number], **row} for number, row in enumerate(rows)]}


def rows_in(typed: Mapping[str, object], group: Group) -> list[Mapping[str, JsonValue]]:
    """Return the rows typed so far of a repeated group."""
    rows = typed.get(group.repeat.id) if group.repeat else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def read_fields(fields: Iterable[Field], sent: QueryDict, prefix: str) -> dict[str, JsonValue]:
    """Return the answers to fields whose names begin with a prefix."""
    return {field.id: _read(field, f"{prefix}{field.id}", sent) for field in fields}


def read_count(text: str) -> int:
    """Read a number of rows; anything else is none."""
    return min(int(text), MOST_ROWS) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def _read(field: Field, name: str, sent: QueryDict) -> JsonValue:
    if field.type is FieldType.CHOICES:
        return sent.getlist(name)
    if field.type is FieldType.DATE:
        parts = [sent.get(f"{name}_{part}", "").strip() for part in ("year", "month", "day")]
        return "-".join(part.rjust(2, "0") for part in parts) if any(parts) else ""
    return sent.get(name, "")
