"""The subcommands of ``zhengtong item``, one module each.

A subcommand module has ``NAME``, ``HELP``, ``add_arguments(parser)`` and ``run(options, write)``;
it raises ``CommandError`` to end with exit code 1.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.core.management.base import CommandParser

Write = Callable[[str], object]
Options = Mapping[str, Any]


class Subcommand(Protocol):
    """What a module in this package offers."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments of this subcommand."""

    def run(self, options: Options, write: Write) -> None:
        """Do it, writing lines for the person at the terminal."""
