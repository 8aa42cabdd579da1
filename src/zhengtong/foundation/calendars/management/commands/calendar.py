"""``zhengtong calendar load FILE…``: load the holidays of years as they are announced."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.calendars.errors import CalendarFileInvalidError
from zhengtong.foundation.calendars.services import load_year


class Command(BaseCommand):
    """Load files, each of one year; loading a file again changes nothing."""

    help = "Load the public holidays of years from files; see data/README.md for their form."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``load`` and the files."""
        load = parser.add_subparsers(dest="verb", required=True).add_parser("load")
        load.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, **options: Any) -> None:
        """Load every file that is right and name every fault of those that are not."""
        faults = [fault for path in options["files"] for fault in self._load(path)]
        if faults:
            raise CommandError("\n".join(faults))

    def _load(self, path: Path) -> list[str]:
        try:
            with path.open(encoding="utf-8-sig") as file:
                year = load_year(file=file, actor=SYSTEM, at=now())
        except CalendarFileInvalidError as error:
            return [f"{path}: {problem.where}: {problem}" for problem in error.problems]
        self.stdout.write(f"{year}: {path}")
        return []
