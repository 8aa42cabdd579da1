"""The figures, as a table for people and as JSON for programs."""

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

TARGET = 0.5
TARGETED = ("submit", "life cycle")
LABELS = {
    "submit": ("提交申请 Submissions", "submissions_per_second"),
    "life cycle": ("办理全程 Life cycles", "life_cycles_per_second"),
    "queue page": ("待办页 Queue page", "queue_pages_per_second"),
    "search by number": ("按编号查 Search by number", "searches_by_number_per_second"),
    "my cases": ("我的办件 My cases", "my_cases_pages_per_second"),
    "case page": ("办件页 Case page", "case_pages_per_second"),
}


@dataclass(slots=True)
class Result:
    """Every run of every workload by runner, and what each act sends to the database."""

    cases: int
    connections: int
    statements: dict[str, int]
    runs: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)

    def median(self, workload: str, runner: str, figure: str = "per_second") -> float:
        """Return the median of a figure over the repeats."""
        figures: list[float] = [run[figure] for run in self.runs[workload][runner]]
        return statistics.median(figures)


def print_table(result: Result) -> None:
    """Print what was measured."""
    console = Console(width=max(100, Console().width))
    table = Table(title=f"{result.cases:,} cases · {result.connections} connections · medians")
    for heading in ("", "runner", "per second", "p50 ms", "p95 ms", "p99 ms", "ours ÷ it"):
        table.add_column(heading, justify="left" if heading in ("", "runner") else "right")
    for workload, runners in result.runs.items():
        ours = result.median(workload, "ours")
        for runner in runners:
            rate = result.median(workload, runner)
            table.add_row(
                LABELS[workload][0] if runner == "ours" else "",
                runner,
                f"{rate:,.0f}",
                f"{result.median(workload, runner, 'p50_ms'):.1f}",
                f"{result.median(workload, runner, 'p95_ms'):.1f}",
                f"{result.median(workload, runner, 'p99_ms'):.1f}",
                "" if runner == "ours" else f"{ours / rate:.2f}",
            )
        table.add_section()
    console.print(table)
    counts = "，".join(f"{act} {number}" for act, number in result.statements.items())
    console.print(f"每个动作的 SQL 语句数 SQL statements per act: {counts}")
    ratios = [result.median(w, "ours") / result.median(w, "bare") for w in TARGETED]
    verdict = "达到 met" if min(ratios) >= TARGET else "未达到 missed"
    console.print(f"目标：不低于空视图的 {TARGET:.0%} Target: half of the bare view — {verdict}")


def write_json(result: Result, file: Path) -> None:
    """Write name, value, unit, baseline, ratio and cases of every figure."""
    lines = []
    for workload in result.runs:
        value = result.median(workload, "ours")
        for runner in ("bare", "direct"):
            baseline = result.median(workload, runner)
            name = f"{LABELS[workload][1]}_against_{runner}"
            lines.append(_line(result, name, value, "1/s", baseline))
        for figure in ("p50_ms", "p95_ms", "p99_ms"):
            value = result.median(workload, "ours", figure)
            name = LABELS[workload][1].replace("per_second", figure.removesuffix("_ms"))
            lines.append(_line(result, name, value, "ms", result.median(workload, "bare", figure)))
    for act, number in result.statements.items():
        name = f"sql_statements_to_{act.replace(' ', '_')}"
        lines.append(_line(result, name, number, "statements", None))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(lines, indent=2) + "\n")


def _line(
    result: Result, name: str, value: float, unit: str, baseline: float | None
) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 2),
        "unit": unit,
        "baseline": None if baseline is None else round(baseline, 2),
        "ratio": None if baseline is None else round(value / baseline, 3),
        "cases": result.cases,
    }
