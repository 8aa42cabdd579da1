"""The course of a measurement: a city, two recordings, three copies, runs in turns."""

import json
import os
import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from config.embedded import server
from tools.bench import flows
from tools.bench.recipes import derive
from tools.bench.report import Result

WORKLOADS = {"submit": flows.SUBMIT, "life cycle": flows.ACTS}
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
    recipes = derive(*recordings)
    for recipe in recipes:
        for doubt in recipe.doubts:
            console.print(f"[yellow]{recipe.name}: origin unknown: {doubt}")
    file = plan.folder / "recipes.pickle"
    file.write_bytes(pickle.dumps(recipes))
    stage.copy_database(socket_folder, ("bare", "direct"))
    result = Result(plan.cases, plan.connections, {r.name: len(r.statements) for r in recipes})
    spec = {**asdict(city), "recipes": str(file), "database": urls["direct"]}
    with ExitStack() as stack:
        ports = {}
        for runner, application in APPLICATIONS.items():
            environment = {"DATABASE_URL": urls[runner], "BENCH_RECIPES": str(file)}
            ports[runner] = stack.enter_context(_served(application, environment, plan.folder))
        _run_all(plan, spec, ports, result)
    return result


def _run_all(plan: Plan, spec: dict[str, Any], ports: dict[str, int], result: Result) -> None:
    runners = ("ours", "bare", "direct")
    for repeat in range(plan.repeats + 1):
        is_warm_up = repeat == 0
        for workload, acts in WORKLOADS.items():
            for runner in runners:
                seconds = WARM_UP_SECONDS if is_warm_up else plan.seconds
                run = _load(
                    plan,
                    {
                        **spec,
                        "runner": runner,
                        "port": ports.get(runner),
                        "acts": acts,
                        "seconds": seconds,
                    },
                )
                if run["faults"]:
                    logs = "".join(log.read_text()[-3000:] for log in plan.folder.glob("*.log"))
                    raise SystemExit(f"{runner}, {workload}: {run['faults']}\n{logs}")
                if not is_warm_up:
                    result.runs.setdefault(workload, {}).setdefault(runner, []).append(run)
                    told = f"{workload:10}  {runner:6}  {run['per_second']:8,.0f}/s"
                    console.print(f"  {repeat}/{plan.repeats}  {told}")


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
