"""``zhengtong organisations load``: fill the registers of divisions and bodies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.organisations import services
from zhengtong.foundation.organisations.types import LoadReport

DATA = Path(settings.DATA_DIR)


class Command(BaseCommand):
    """Load the registers; loading them again changes nothing."""

    help = "Load the registers of divisions and bodies from CSV files."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``load`` and, if others are meant, the two files."""
        load = parser.add_subparsers(dest="verb", required=True).add_parser("load")
        load.add_argument("--divisions", type=Path, default=DATA / "divisions/divisions.csv")
        load.add_argument("--bodies", type=Path, default=DATA / "organisations/bodies.csv")

    def handle(self, **options: Any) -> None:
        """Load divisions, then bodies, and print what happened, line by line for what is wrong."""
        self._load("divisions", options["divisions"], services.load_divisions)
        self._load("bodies", options["bodies"], services.load_bodies)

    def _load(self, name: str, path: Path, load: Callable[..., LoadReport]) -> None:
        with path.open(encoding="utf-8-sig", newline="") as file:
            report = load(file=file, actor=SYSTEM, at=now())
        self.stdout.write(
            f"{name}: {report.added} added, {report.changed} changed,"
            f" {report.unchanged} unchanged, {len(report.problems)} refused"
        )
        for problem in report.problems:
            self.stderr.write(f"{path}: {problem.where}: {problem}")
