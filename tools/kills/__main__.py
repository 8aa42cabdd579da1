"""``python -m tools.kills``: kill, start again, and look whether anything is lost."""

import argparse
import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from config.embedded import server

if TYPE_CHECKING:
    from tools.kills.audit import Finding
    from tools.kills.clients import Clients
    from tools.kills.victims import Victim

DATABASE = "kills"
PATIENCE_SECONDS = 120
LAST_WORDS = 1500
console = Console(width=120)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many die, drawn from which seed, and how long the platform lives between two deaths."""

    kills: int
    seed: int
    clients: int
    pause_seconds: float
    folder: Path


def main() -> None:
    """Read the options; the exit code says whether everything was as it must be."""
    parser = argparse.ArgumentParser(
        description="反复杀掉进程，检查是否丢失 Kill processes, look for what is lost"
    )
    parser.add_argument("--kills", type=int, default=50, help="in all (50)")
    parser.add_argument("--seed", type=int, default=20261121, help="of the draw (20261121)")
    parser.add_argument("--clients", type=int, default=8, help="asking at once (8)")
    parser.add_argument("--pause", type=float, default=1.5, help="seconds between two, about (1.5)")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="zhengtong-kills-"))
    plan = Plan(options.kills, options.seed, options.clients, options.pause, folder)
    try:
        is_well = run(plan)
    finally:
        server.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if is_well else 1)


def run(plan: Plan) -> bool:
    """Start everything, kill it again and again under load, audit; return whether all is well."""
    socket_folder = server.start(plan.folder / "postgres")
    server.create_database(socket_folder, DATABASE)
    os.environ.update(
        DATABASE_URL=f"postgresql://postgres@/{DATABASE}?host={socket_folder}",
        ZHENGTONG_STATE=str(plan.folder),
        DJANGO_SETTINGS_MODULE="config.settings",
    )
    from tools.bench import stage  # noqa: PLC0415 - Django reads the address when it is imported
    from tools.kills import audit, victims  # noqa: PLC0415 - after Django
    from tools.kills.clients import Clients  # noqa: PLC0415 - after Django

    city = asdict(stage.prepare_city(plan.clients))
    stage.hang_up()  # our own connection would die as well
    port = victims.free_port()
    database = victims.Database(plan.folder / "postgres")
    web = victims.web_server(port, {}, plan.folder)
    worker = victims.worker({}, plan.folder)
    clients = Clients(city, port)
    try:
        web.start()
        worker.start()
        deaths = asyncio.run(_load_and_kill(plan, clients, (web, worker, database)))
        seconds = _await_quiet(audit.is_quiet) if not clients.faults else 0.0
        findings = audit.audit(clients.told) if not clients.faults else []
    finally:
        web.stop()
        worker.stop()
        stage.hang_up()
    _print(clients, deaths, findings, seconds)
    if clients.faults:
        print(clients.faults[0], (plan.folder / "web.log").read_text()[-LAST_WORDS:], sep="\n")
    return bool(findings) and not any(one.against for one in findings)


async def _load_and_kill(
    plan: Plan, clients: "Clients", victims: "tuple[Victim, ...]"
) -> Counter[str]:
    """Draw who dies next, each as often, and when; each is started again within half a second."""
    draw = random.Random(plan.seed)  # noqa: S311 - which process dies is no secret
    working = asyncio.create_task(clients.work())
    deaths: Counter[str] = Counter()
    dying = [
        one
        for _ in range(0, plan.kills, len(victims))
        for one in draw.sample(victims, len(victims))
    ]
    for victim in dying[: plan.kills]:
        await asyncio.sleep(plan.pause_seconds * draw.uniform(0.5, 1.5))
        await asyncio.to_thread(victim.kill)
        await asyncio.sleep(draw.uniform(0.0, 0.5))
        await asyncio.to_thread(victim.start)
        deaths[victim.name] += 1
        if working.done():
            break
    await asyncio.sleep(plan.pause_seconds)
    clients.is_over = True
    await working
    return deaths


def _await_quiet(is_quiet: Callable[[], bool]) -> float:
    """Wait until all reactions have come about: a killed worker's are taken up after 30 seconds."""
    began = time.monotonic()
    while not is_quiet() and time.monotonic() - began < PATIENCE_SECONDS:
        time.sleep(0.5)
    return time.monotonic() - began


def _print(
    clients: "Clients", deaths: Counter[str], findings: "list[Finding]", seconds: float
) -> None:
    """Print who died, what was asked, and what was found."""
    died = ", ".join(f"{name} {number}" for name, number in sorted(deaths.items()))
    lost = ", ".join(f"{what} {number}" for what, number in clients.unanswered.items())
    known = [one for one in clients.told if one.case_no]
    acts = sum(len(one.acts) for one in known)
    console.print(f"杀掉 {deaths.total()} 次 Killed {deaths.total()} times: {died}")
    console.print(
        f"已确认申请 {len(known)}，办理动作 {acts}；未得到应答 {clients.unanswered.total()} 次"
    )
    console.print(f"{len(known)} applications, {acts} acts acknowledged; unanswered: {lost or '0'}")
    console.print(f"全部反应在 {seconds:.0f} 秒内完成 All reactions done {seconds:.0f} s later")
    table = Table()
    for heading in ("", "looked at", "wrong"):
        table.add_column(heading, justify="left" if not heading else "right")
    for one in findings:
        table.add_row(f"{one.zh} {one.en}", f"{one.looked_at:,}", f"{len(one.against):,}")
    console.print(table)
    for one in findings:
        for what in one.against[:3]:
            console.print(f"[red]{one.en}: {what}")


if __name__ == "__main__":
    main()
