"""The report of an import, for a spreadsheet or a program."""

import json
from collections.abc import Iterable
from pathlib import Path

from zhengtong.core.spreadsheets import csv_lines
from zhengtong.registries.service_items.types.importing import Doubt

HEADING = ("行", "编码", "列", "原值", "类别", "类别名称", "原因", "采用的值")
KEYS = ("row", "code", "field", "value", "kind", "label", "reason", "kept")


def write_report(path: Path, doubts: Iterable[Doubt]) -> None:
    """Write one line for each doubtful cell: CSV that a spreadsheet opens, or JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        lines = (dict(zip(KEYS, _cells(doubt), strict=True)) for doubt in doubts)
        text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        path.write_text(text, encoding="utf-8")
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_lines([HEADING, *map(_cells, doubts)]))


def _cells(doubt: Doubt) -> tuple[int | str, ...]:
    kind = doubt.kind
    where = (doubt.row, doubt.code, doubt.field, doubt.value)
    return (*where, kind.value, kind.label, doubt.reason, doubt.kept)
