"""Whole registers from CSV files: what is right is loaded, what is wrong is reported by line."""

import csv
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TextIO, TypeVar

from django.db import transaction
from django.db.models import Model

from zhengtong.core.actors import Actor
from zhengtong.core.codes import CodeError, DivisionCode, Uscc
from zhengtong.core.errors import Problem
from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.organisations.errors import RegisterFileInvalidError
from zhengtong.foundation.organisations.models import BodyRecord, DivisionRecord
from zhengtong.foundation.organisations.types import Level, LoadReport

DIVISION_COLUMNS = ("code", "name", "name_en", "level", "parent")
BODY_COLUMNS = (
    "uscc",
    "name",
    "name_en",
    "division_code",
    "level",
    "department",
    "specimen",
)
Row = dict[str, str]
RecordT = TypeVar("RecordT", bound=Model)


@transaction.atomic
def load_divisions(*, file: TextIO, actor: Actor, at: datetime) -> LoadReport:
    """Load divisions from a CSV file in which parents stand before their children.

    Loading the same file again changes nothing; divisions that it does not name stay.

    Raises: ``RegisterFileInvalidError`` when columns are missing.
    """
    known = set(DivisionRecord.objects.values_list("pk", flat=True))
    records: dict[str, DivisionRecord] = {}
    problems: list[Problem] = []
    for line, row in _rows(file, DIVISION_COLUMNS):
        faults = _division_faults(row, known | records.keys())
        if row["code"] in records:
            faults.append("行政区划代码“{code}”在文件中重复")
        problems.extend(_at_line(line, fault, row) for fault in faults)
        if not faults:
            records[row["code"]] = DivisionRecord(
                code=row["code"],
                name=row["name"],
                name_en=row["name_en"],
                level=row["level"],
                parent_id=row["parent"] or None,
            )
    report = _store(
        records, DivisionRecord, ("name", "name_en", "level", "parent_id"), tuple(problems)
    )
    _record("organisations.divisions_loaded", report, actor, at)
    return report


@transaction.atomic
def load_bodies(*, file: TextIO, actor: Actor, at: datetime) -> LoadReport:
    """Load bodies from a CSV file; address, telephone and parent of known bodies stay.

    Loading the same file again changes nothing; bodies that it does not name stay.

    Raises: ``RegisterFileInvalidError`` when columns are missing.
    """
    divisions = set(DivisionRecord.objects.values_list("pk", flat=True))
    records: dict[str, BodyRecord] = {}
    names: set[tuple[str, str]] = set()
    problems: list[Problem] = []
    for line, row in _rows(file, BODY_COLUMNS):
        faults = _body_faults(row, divisions)
        if row["uscc"] in records:
            faults.append("统一社会信用代码“{uscc}”在文件中重复")
        elif (row["division_code"], row["name"]) in names:
            faults.append("机构“{name}”在文件中以另一个统一社会信用代码出现过")
        problems.extend(_at_line(line, fault, row) for fault in faults)
        if not faults:
            names.add((row["division_code"], row["name"]))
            records[row["uscc"]] = BodyRecord(
                uscc=row["uscc"],
                name=row["name"],
                name_en=row["name_en"],
                division_id=row["division_code"],
                level=row["level"],
                department=row["department"],
                is_specimen=row["specimen"] == "true",
            )
    columns = ("name", "name_en", "division_id", "level", "department", "is_specimen")
    report = _store(records, BodyRecord, columns, tuple(problems))
    _record("organisations.bodies_loaded", report, actor, at)
    return report


def _rows(file: TextIO, columns: tuple[str, ...]) -> Iterable[tuple[int, Row]]:
    reader = csv.DictReader(file)
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise RegisterFileInvalidError(columns="、".join(missing))
    for row in reader:
        yield reader.line_num, {column: (row[column] or "").strip() for column in columns}


def _at_line(line: int, fault: str, row: Row) -> Problem:
    return Problem(where=f"第{line}行", text=fault, values=row)


def _code_faults(code: str, parse: Callable[[str], str]) -> list[str]:
    try:
        parse(code)
    except CodeError as error:
        return [str(error).replace("{", "{{").replace("}", "}}")]
    return []


def _division_faults(row: Row, known: Iterable[str]) -> list[str]:
    faults = _code_faults(row["code"], DivisionCode.parse)
    if not row["name"]:
        faults.append("缺少行政区划名称")
    if row["level"] not in set(Level):
        faults.append("层级“{level}”不在代码表中")
    if row["parent"] and row["parent"] not in known:
        faults.append("上级行政区划“{parent}”不存在，或排在本行之后")
    return faults


def _body_faults(row: Row, divisions: set[str]) -> list[str]:
    faults = _code_faults(row["uscc"], Uscc.parse)
    if not row["name"]:
        faults.append("缺少机构名称")
    if row["level"] not in set(Level):
        faults.append("层级“{level}”不在代码表中")
    if row["division_code"] not in divisions:
        faults.append("没有代码为“{division_code}”的行政区划")
    return faults


def _store(
    records: dict[str, RecordT],
    model: type[RecordT],
    columns: tuple[str, ...],
    problems: tuple[Problem, ...],
) -> LoadReport:
    """Insert what is new and update what is different, in three statements at most."""
    stored = model._default_manager.in_bulk(list(records))  # noqa: SLF001 - any model's rows
    new = [record for code, record in records.items() if code not in stored]
    changed = [
        record
        for code, record in records.items()
        if code in stored
        and any(getattr(record, column) != getattr(stored[code], column) for column in columns)
    ]
    model._default_manager.bulk_create(new, batch_size=1000)  # noqa: SLF001 - as above
    if changed:
        fields = [column.removesuffix("_id") for column in columns]
        model._default_manager.bulk_update(changed, fields, batch_size=500)  # noqa: SLF001 - as above
    return LoadReport(
        added=len(new),
        changed=len(changed),
        unchanged=len(records) - len(new) - len(changed),
        problems=problems,
    )


def _record(action: str, report: LoadReport, actor: Actor, at: datetime) -> None:
    if report.added or report.changed:
        ledger.record(
            action=action,
            subject="register",
            actor=actor,
            at=at,
            detail={"added": report.added, "changed": report.changed},
        )
