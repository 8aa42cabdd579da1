"""Make the registers of divisions and bodies from the outside data they come from.

Usage: python tools/register_files.py ADMIN_DIR ITEMS_JSONL DATA_DIR

``ADMIN_DIR`` holds provinces.csv, cities.csv and areas.csv; ``ITEMS_JSONL`` the published service
items, from whose codes the bodies are read. What cannot be right goes to doubtful.csv, with why.
"""

import csv
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from register_names import DEPARTMENTS_EN, DIVISIONS_EN, OTHER_BODIES_EN

from zhengtong.core.codes import CodeError, Uscc

PLACES = (
    ("中华人民共和国", ""),
    ("广东省", "Guangdong "),
    ("广州市", "Guangzhou "),
    ("平潭综合实验区", "Pingtan "),
)
LEVELS = {"440000": "province", "440100": "city"}
# Real bodies of the 平潭 guide; their codes are not published there, so these are specimens.
PINGTAN = ("行政审批局", "自然资源与生态环境局", "经济发展局", "交通与建设局")
Row = dict[str, str]


def main(admin: Path, items: Path, out: Path) -> None:
    """Write divisions.csv, bodies.csv and doubtful.csv."""
    write(out / "divisions/divisions.csv", list(divisions(admin)))
    good, doubtful = bodies(items)
    write(out / "organisations/bodies.csv", sorted(good, key=lambda row: row["uscc"]))
    write(out / "organisations/doubtful.csv", doubtful)


def divisions(admin: Path) -> Iterable[Row]:
    """Yield divisions, parents before children; a city without districts appears once."""
    yield division("000000", "全国", "national", "")
    seen = set()
    for name, level, parent_column in (
        ("provinces.csv", "province", None),
        ("cities.csv", "city", "provinceCode"),
        ("areas.csv", "county", "cityCode"),
    ):
        for row in read(admin / name):
            code = row["code"].ljust(6, "0")
            if code in seen:
                continue
            seen.add(code)
            parent = row[parent_column] if parent_column else ""
            yield division(code, row["name"], level, parent.ljust(6, "0"))


def division(code: str, name: str, level: str, parent: str) -> Row:
    """Return one line of the register."""
    return {
        "code": code,
        "name": name,
        "name_en": DIVISIONS_EN.get(code, ""),
        "level": level,
        "parent": parent,
    }


def bodies(items: Path) -> tuple[list[Row], list[Row]]:
    """Return the bodies with right codes, and those with doubts and the doubt."""
    found: dict[tuple[str, str], Row] = {}
    for line in items.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        code, name = item["TASK_CODE"][:18], " ".join(item["DEPT_NAME"].split())
        found.setdefault((code, name), body(code, name, item["AREACODE"]))
    for number, department in enumerate(PINGTAN, start=1):
        name = f"平潭综合实验区{department}"
        stem = f"11350128DEM{number:06d}"
        code = next(c for c in map(stem.__add__, "0123456789ABCDEFGHJKLMNPQRTUWXY") if is_right(c))
        found[code, name] = body(code, name, "350128") | {"level": "county", "specimen": "true"}
    good: list[Row] = []
    doubtful: list[Row] = []
    names: dict[tuple[str, str], str] = {}
    for row in found.values():
        first = names.setdefault((row["division_code"], row["name"]), row["uscc"])
        if first != row["uscc"]:
            doubtful.append(row | {"reason": f"同名机构已有代码 {first}"})
        elif reason := fault(row["uscc"]):
            doubtful.append(row | {"reason": reason})
        else:
            good.append(row)
    return good, doubtful


def body(code: str, name: str, division_code: str) -> Row:
    """Return one line of the register."""
    short = re.sub(r"[（(].*", "", name)
    place = next((pair for pair in PLACES if short.startswith(pair[0])), ("", ""))
    department = short.removeprefix(place[0])
    english = DEPARTMENTS_EN.get(department)
    return {
        "uscc": code,
        "name": name,
        "name_en": place[1] + english if english else OTHER_BODIES_EN.get(short, ""),
        "division_code": division_code,
        "level": LEVELS.get(division_code, "county"),
        "department": department,
        "specimen": "false",
    }


def fault(code: str) -> str:
    """Return why a code cannot be right, or nothing."""
    try:
        Uscc.parse(code)
    except CodeError as error:
        return str(error)
    return ""


def is_right(code: str) -> bool:
    """Whether a code can be right."""
    return not fault(code)


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: list[Row]) -> None:
    """Write rows and say how many."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(path, len(rows), "rows")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
