"""The course of a measurement: a city, two recordings, three copies, runs in turns."""

import json
import os
import pickle
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from rich.console import Console

from config.embedded import server
from tools.bench import flows
from tools.bench.recipes import derive
from tools.bench.report import Result

WORKLOADS = {
    "submit": flows.SUBMIT,
    "life cycle": flows.ACTS,
    **{one: (one,) for one in flows.READS},
}
APPLICATIONS = {"ours": "config.wsgi:application", "bare": "tools.bench.bare:application"}
GRANIAN = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws"]
WARM_UP_SECONDS = 1.5
PATIENCE_SECONDS = 60

console = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much, how long, and where."""

    cases: int
    connections: int
    seconds: float
    repeats: int
    folder: Path


@dataclass(slots=True)
class Runner:
    """Who does the work: its database, its port if it has one, and what it has done so far."""

    database: str
    before: tuple[int, int]
    port: int | None = None
    done: Counter[str] = field(default_factory=Counter)


def measure(plan: Plan) -> Result:
    """Do everything; the database and the servers are gone when this returns."""
    postgres = plan.folder / "postgres"
    console.print(
        "启动 PostgreSQL（默认的落盘设置）Starting PostgreSQL with its durable defaults …"
    )
    socket_folder = server.start(postgres)
    try:
        return _measure(plan, socket_folder)
    finally:
        server.stop(postgres)


def _measure(plan: Plan, socket_folder: Path) -> Result:
    urls = {
        one: f"postgresql://postgres@/{one}?host={socket_folder}"
        for one in ("ours", "bare", "direct")
    }
    server.create_database(socket_folder, "ours")
    os.environ.update(
        DATABASE_URL=urls["ours"],
        ZHENGTONG_STATE=str(plan.folder),
        DJANGO_SETTINGS_MODULE="config.settings",
    )
    from tools.bench import stage  # noqa: PLC0415 - Django reads the address when it is imported

    console.print(f"建库并放入 {plan.cases:,} 件办件 Filling in {plan.cases:,} cases …")
    city, recordings = stage.prepare(plan.cases, plan.connections)
    recipes = tuple(recipe for pair in recordings for recipe in derive(*pair))
    for recipe in recipes:
        for doubt in recipe.doubts:
            console.print(f"[yellow]{recipe.name}: origin unknown: {doubt}")
    file = plan.folder / "recipes.pickle"
    file.write_bytes(pickle.dumps(recipes))
    stage.copy_database(socket_folder, ("bare", "direct"))
    result = Result(plan.cases, plan.connections, {r.name: len(r.statements) for r in recipes})
    spec = {**asdict(city), "recipes": str(file), "database": urls["direct"]}
    with ExitStack() as stack:
        runners = {name: Runner(url, _count(url)) for name, url in urls.items()}
        for name, application in APPLICATIONS.items():
            environment = {"DATABASE_URL": urls[name], "BENCH_RECIPES": str(file)}
            served = _served(application, environment, plan.folder)
            runners[name].port = stack.enter_context(served)
        _run_all(plan, spec, runners, result)
        _check_work(runners)
    return result


def _run_all(plan: Plan, spec: dict[str, Any], runners: dict[str, Runner], result: Result) -> None:
    """Let every runner do every workload in turns; the first round only warms up."""
    for repeat in range(plan.repeats + 1):
        for workload, acts in WORKLOADS.items():
            for name, runner in runners.items():
                share = 0.5 if workload in flows.READS else 1.0
                seconds = plan.seconds * share if repeat else WARM_UP_SECONDS
                own = {"runner": name, "port": runner.port, "acts": acts, "seconds": seconds}
                run = _load(plan, {**spec, **own})
                if run["faults"]:
                    logs = "".join(log.read_text()[-3000:] for log in plan.folder.glob("*.log"))
                    raise SystemExit(f"{name}, {workload}: {run['faults']}\n{logs}")
                runner.done[workload] += run["done"]
                if repeat:
                    result.runs.setdefault(workload, {}).setdefault(name, []).append(run)
                    told = f"{workload:16}  {name:6}  {run['per_second']:8,.0f}/s"
                    console.print(f"  {repeat}/{plan.repeats}  {told}")


def _check_work(runners: dict[str, Runner]) -> None:
    """Make sure that every runner left behind what it says it did: cases, and closed ones."""
    for name, runner in runners.items():
        before, after = runner.before, _count(runner.database)
        lives = runner.done["life cycle"]
        made = (after[0] - before[0], after[1] - before[1])
        if made != (runner.done["submit"] + lives, lives):
            raise SystemExit(f"{name}: {made} cases and closed cases, but did {runner.done}")


def _count(url: str) -> tuple[int, int]:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*), count(*) FILTER (WHERE status = 'closed') FROM cases_case"
        ).fetchone()
    return row or (0, 0)


def _load(plan: Plan, spec: dict[str, Any]) -> dict[str, Any]:
    file = plan.folder / "load.json"
    file.write_text(json.dumps(spec))
    command = [sys.executable, "-m", "tools.bench.load", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@contextmanager
def _served(application: str, environment: dict[str, str], folder: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    log = folder / f"{application.partition(':')[0]}.log"
    options = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *GRANIAN, *options, application],
            env={**os.environ, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _await_port(port, process, log)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _await_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit(log.read_text(errors="replace")[-2000:])
