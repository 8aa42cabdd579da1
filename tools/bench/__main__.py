"""``python -m tools.bench``: measure, print a table, write ``build/bench.json``."""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from tools.bench.report import print_table, write_json
from tools.bench.rounds import Plan, measure

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Read the options, measure, report."""
    parser = argparse.ArgumentParser(
        description="测量提交与办理全程的速度 Measure submissions and cases"
    )
    parser.add_argument("--cases", type=int, default=10_000, help="already there (10000)")
    parser.add_argument("--connections", type=int, default=16, help="kept open (16)")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each run (4)")
    parser.add_argument("--repeats", type=int, default=3, help="of each run, interleaved (3)")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="zhengtong-bench-"))
    plan = Plan(options.cases, options.connections, options.seconds, options.repeats, folder)
    try:
        result = measure(plan)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print_table(result)
    write_json(result, options.out)
    print(f"{os.path.relpath(options.out)}")


if __name__ == "__main__":
    main()
