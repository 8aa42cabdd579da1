"""``zhengtong demo``: database, demo city, web server and worker, in one command."""

import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.utils import timezone
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from zhengtong.core.codes import Uscc
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.sites.demo.city.people import ALL_ROUND, CITIZENS, OFFICERS, PASSWORD
from zhengtong.sites.demo.city.plan import STEPS, Step
from zhengtong.sites.demo.launcher.address import is_free, status_of
from zhengtong.sites.demo.launcher.children import Household, last_words

HOST = "127.0.0.1"
READY_TIMEOUT_SECONDS = 90
TABLE_WIDTH = 100
PORT_TAKEN = """端口 {port} 已被占用。请先停止占用它的程序，或另选端口：
  Port {port} is taken: stop the program that holds it, or choose another port:
      ZHENGTONG_PORT={other} make demo"""


class Command(BaseCommand):
    """Starts everything; Ctrl-C stops everything, and nothing committed is lost."""

    help = "运行演示平台 Run the demonstration platform"
    requires_system_checks: list[str] = []  # migrate runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port, and whether to stop once the city stands."""
        default = int(os.environ.get("ZHENGTONG_PORT", "8000"))
        parser.add_argument("--port", type=int, default=default)
        parser.add_argument("--seed-only", action="store_true", help="fill the city, start nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the demonstration until somebody stops it."""
        del args
        self.console = Console(highlight=False, soft_wrap=True)
        port = options["port"]
        if not settings.IS_DEMO:
            raise CommandError("ZHENGTONG_DEMO=0：本平台不是演示平台。This is no demonstration.")
        if not options["seed_only"] and not is_free(HOST, port):
            raise CommandError(PORT_TAKEN.format(port=port, other=port + 1))
        try:
            self._prepare_database()
            self._build_city()
        except KeyboardInterrupt:
            raise CommandError(
                "已中断，再次运行会接着做完。Interrupted; run it again to go on."
            ) from None
        if not options["seed_only"]:
            self._serve(port)

    def _prepare_database(self) -> None:
        began = time.monotonic()
        self.console.print("[5/7] 数据库 Database … ", end="")
        connection.ensure_connection()
        call_command("migrate", interactive=False, verbosity=0)
        self.console.print(f"{time.monotonic() - began:.0f} s")

    def _build_city(self) -> None:
        self.console.print("[6/7] 演示城市 Demo city")
        for step in STEPS:
            if not step.is_done():
                self._take(step)

    def _take(self, step: Step) -> None:
        began = time.monotonic()
        self.console.print(f"      · {step.zh} {step.en} … ", end="")
        said = step.act(timezone.now())
        self.console.print(f"{said} {time.monotonic() - began:.1f} s")

    def _serve(self, port: int) -> None:
        began = time.monotonic()
        self.console.print("[7/7] 网站与后台任务 Web server and worker … ", end="")
        url = os.environ.get("ZHENGTONG_URL", f"http://{HOST}:{port}")
        household = Household(
            logs=Path(settings.STATE_DIR) / "log",
            environment={
                "DATABASE_URL": database_url(),
                "ZHENGTONG_URL": url,
                "DJANGO_SETTINGS_MODULE": "config.settings",
            },
        )
        connections.close_all()
        try:
            household.start("worker", "django", "worker")
            household.start("web", *granian_arguments(port))
            self._await_answer(household, port)
            if not household.is_stopping:
                self.console.print(f"{time.monotonic() - began:.0f} s\n")
                self._print_accounts(url)
            dead = household.watch()
        finally:
            self.console.print("\n正在停止 Stopping … ", end="")
            household.stop()
            self.console.print("已停止，数据均已保存 stopped; everything is kept.")
        if dead:
            raise CommandError(f"一个进程意外退出 A process ended by itself:\n{last_words(dead)}")

    def _await_answer(self, household: Household, port: int) -> None:
        deadline = time.monotonic() + READY_TIMEOUT_SECONDS
        while time.monotonic() < deadline and not household.is_stopping:
            if household.find_dead() or status_of(HOST, port, "/") == 200:  # noqa: PLR2004 - HTTP OK
                return
            time.sleep(0.2)
        if not household.is_stopping:
            status = status_of(HOST, port, "/")
            logs = Path(settings.STATE_DIR) / "log"
            raise CommandError(
                f"首页没有正常应答 The home page answers {status}; see {logs}/web.log"
            )

    def _print_accounts(self, url: str) -> None:
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for heading in ("角色 Role", "单位 Body", "登录 Sign in with", "首页 Opens"):
            table.add_column(heading, no_wrap=True)
        names = organisations.get_bodies(officer.body for officer in OFFICERS)
        table.add_row("办事人 Citizen", "", CITIZENS[0].email, "/")
        for officer in OFFICERS:
            if officer not in ALL_ROUND:
                body = names[Uscc(officer.body)].name.zh
                table.add_row(officer.role, body, officer.email, officer.path)
        others = "、".join(officer.email for officer in ALL_ROUND)
        self.console.print(f"政通已就绪 Zhengtong is running:  {url}/\n")
        Console(width=max(self.console.width, TABLE_WIDTH)).print(table)
        self.console.print(f"其他单位综合岗 Officers of other bodies: {others}", style="dim")
        self.console.print(f"密码（仅供演示）Password, for the demonstration only: {PASSWORD}")
        self.console.print("按 Ctrl-C 停止 Press Ctrl-C to stop")


def database_url() -> str:
    """Return the address of the database this process uses, for the children to use as well."""
    known = os.environ.get("DATABASE_URL", "")
    if known:
        return known
    found = connection.get_connection_params()
    query = urlencode({"host": found["host"]})
    return f"postgresql://{quote(found['user'])}@/{quote(found['dbname'])}?{query}"


def granian_arguments(port: int) -> list[str]:
    """Return how granian serves the platform: two processes of four threads each."""
    options = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws"]
    stopping = ["--workers-kill-timeout", "5"]
    where = ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    return ["granian", *options, *stopping, *where, "config.wsgi:application"]
