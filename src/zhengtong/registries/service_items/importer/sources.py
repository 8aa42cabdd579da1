"""Rows out of JSON lines, CSV and XLSX alike: column name to cell."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from zhengtong.registries.service_items.errors import ListUnreadableError
from zhengtong.registries.service_items.importer.mapping import ListMapping
from zhengtong.registries.service_items.types.forms import JsonValue

SourceRow = dict[str, JsonValue]


def read_rows(path: Path, mapping: ListMapping) -> Iterator[SourceRow]:
    """Yield the rows of a list in the layout that the mapping names.

    Raises: ``ListUnreadableError`` naming the line, before or while reading.
    """
    readers = {"jsonl": _read_jsonl, "csv": _read_csv, "xlsx": _read_xlsx}
    try:
        rows = readers[mapping.format](path, mapping)
        first = next(rows, None)
        if first is None:
            return
        wanted = {one for source in mapping.elements.values() for one in source.columns}
        if not wanted & set(first):
            names = "、".join(sorted(wanted)[:5])
            raise ListUnreadableError(reason=f"第一行中没有映射所用的任何一列（{names}……）")
        yield first
        yield from rows
    except (UnicodeDecodeError, OSError, LookupError) as error:
        raise ListUnreadableError(reason=str(error)) from error


def _read_jsonl(path: Path, mapping: ListMapping) -> Iterator[SourceRow]:
    with path.open(encoding=mapping.encoding) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                reason = f"第{number}行不是合法的 JSON（{error}）"
                raise ListUnreadableError(reason=reason) from error
            if not isinstance(row, dict):
                raise ListUnreadableError(reason=f"第{number}行不是一条记录")
            yield row


def _read_csv(path: Path, mapping: ListMapping) -> Iterator[SourceRow]:
    with path.open(encoding=mapping.encoding, newline="") as file:
        lines = csv.reader(file, delimiter=mapping.delimiter)
        for _ in range(mapping.header_row - 1):
            next(lines, None)
        heading = [name.strip() for name in next(lines, [])]
        for cells in lines:
            if any(cells):
                yield dict(zip(heading, cells, strict=False))


def _read_xlsx(path: Path, mapping: ListMapping) -> Iterator[SourceRow]:
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = book[mapping.sheet] if mapping.sheet else book.worksheets[0]
        rows = sheet.iter_rows(min_row=mapping.header_row, values_only=True)
        heading = [str(name or "").strip() for name in next(rows, ())]
        for cells in rows:
            if any(cell is not None for cell in cells):
                yield dict(zip(heading, map(_cell, cells), strict=False))
    finally:
        book.close()


def _cell(value: object) -> JsonValue:
    """Return a cell as JSON: whole floats as integers, dates as ISO texts."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
