"""How the file of a year is read: every fault at once, by line."""

import csv
from collections.abc import Iterable
from datetime import date

from zhengtong.core.errors import Problem
from zhengtong.foundation.calendars.errors import CalendarFileInvalidError
from zhengtong.foundation.calendars.types import SATURDAY, AnnouncedDay, DayKind, YearCalendar

COLUMNS = ("date", "kind", "name", "name_en")
LONGEST_NAME, LONGEST_SOURCE = 60, 200
Row = dict[str, str]


def read_year(text: str) -> YearCalendar:
    """Return what the file of one year announces.

    The file is CSV with the columns ``date,kind,name,name_en``. Lines before the header that start
    with ``#`` say ``source: …`` (which announcement) and ``specimen: true`` (demonstration only).

    Raises: ``CalendarFileInvalidError`` with every fault and its line.
    Source: 全国年节及纪念日放假办法 (2024年修订) 第二条; 国务院办公厅每年的部分节假日安排的通知.
    """
    remarks, rows, first = _split(text)
    problems: list[Problem] = []
    if not remarks.get("source"):
        problems.append(_problem(1, "缺少依据", "请在表头之前写一行“# source: 通知名称”"))
    elif len(remarks["source"]) > LONGEST_SOURCE:
        problems.append(_problem(1, "依据超过200字", "请只写通知名称和文号"))
    days = [day for line, row in enumerate(rows, first) if (day := _read_day(line, row, problems))]
    problems.extend(_disagreements(days))
    if not rows:
        problems.append(_problem(first, "文件中没有任何日期"))
    if problems:
        raise CalendarFileInvalidError(problems=tuple(problems))
    return YearCalendar(
        year=days[0].day.year,
        source=remarks["source"],
        is_specimen=remarks.get("specimen") == "true",
        days=tuple(sorted(days, key=lambda line: line.day)),
    )


def _split(text: str) -> tuple[Row, list[Row], int]:
    """Return the remarks, the rows, and the number of the first row's line."""
    lines = text.lstrip("\ufeff").splitlines()
    remarks: Row = {}
    while lines and lines[0].startswith("#"):
        name, _, value = lines.pop(0).lstrip("# ").partition(":")
        remarks[name.strip()] = value.strip()
    reader = csv.DictReader(lines)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        problem = Problem(
            where=f"第{len(remarks) + 1}行",
            text="表头缺少列：{columns}",
            values={"columns": "、".join(missing)},
        )
        raise CalendarFileInvalidError(problems=(problem,))
    rows = [{column: (row[column] or "").strip() for column in COLUMNS} for row in reader]
    return remarks, rows, len(remarks) + 2


def _read_day(line: int, row: Row, problems: list[Problem]) -> AnnouncedDay | None:
    try:
        day = date.fromisoformat(row["date"])
    except ValueError:
        problems.append(
            _problem(line, "“{date}”不是日期", "请写成 2026-10-01 的形式", date=row["date"])
        )
        return None
    if row["kind"] not in set(DayKind):
        problems.append(
            _problem(
                line,
                "类别“{kind}”不在代码表中",
                "请写 public_holiday、rest_in_lieu 或 worked_weekend",
                kind=row["kind"],
            )
        )
        return None
    kind = DayKind(row["kind"])
    if kind is DayKind.WORKED_WEEKEND and day.weekday() < SATURDAY:
        problems.append(_problem(line, "{date}不是周末，不能是调休上班日", date=row["date"]))
    if not row["name"]:
        problems.append(_problem(line, "缺少节日名称"))
    elif max(len(row["name"]), len(row["name_en"])) > LONGEST_NAME:
        problems.append(_problem(line, "节日名称超过60字"))
    return AnnouncedDay(day=day, kind=kind, name=row["name"], name_en=row["name_en"])


def _disagreements(days: Iterable[AnnouncedDay]) -> Iterable[Problem]:
    """Yield what no line shows by itself: days told twice, days of several years."""
    seen: set[date] = set()
    for announced in days:
        if announced.day in seen:
            yield Problem(
                where=announced.day.isoformat(), text="同一日期出现了两次", mend="请只保留一行"
            )
        seen.add(announced.day)
    years = sorted({day.year for day in seen})
    if len(years) > 1:
        yield Problem(
            where="date",
            text="文件中有多个年份：{years}",
            mend="请每个年份用一个文件",
            values={"years": "、".join(map(str, years))},
        )


def _problem(line: int, text: str, mend: str = "", **values: str) -> Problem:
    return Problem(where=f"第{line}行", text=text, mend=mend, values=values)
