"""Turn the holiday table of the chinesecalendar package into one file per year.

Usage: python tools/calendar_files.py HOLIDAYS_CSV OUT_DIR
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
}
# A day that is listed as a holiday and again as in lieu is one day off, taken in exchange.
KINDS = {
    frozenset({"holiday"}): "public_holiday",
    frozenset({"holiday", "in_lieu"}): "rest_in_lieu",
    frozenset({"makeup_workday"}): "worked_weekend",
}


def main(source: Path, out: Path) -> None:
    """Write ``<year>.csv`` for every year of the table; anything unknown is an error."""
    kinds: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    with source.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            kinds[row["date"]].add(row["kind"])
            names[row["date"]] = row["name"]
    for year in sorted({day[:4] for day in kinds}):
        days = sorted(day for day in kinds if day.startswith(year))
        with (out / f"{year}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write(f"# source: 国务院办公厅关于{year}年部分节假日安排的通知\n")
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("date", "kind", "name", "name_en"))
            for day in days:
                kind = KINDS[frozenset(kinds[day])]
                writer.writerow((day, kind, NAMES[names[day]], names[day]))
        print(year, len(days), "days")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
