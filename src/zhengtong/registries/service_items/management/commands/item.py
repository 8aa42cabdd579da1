"""``zhengtong item …``: check, test, compare, publish, import, index, exchange service items."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhengtong.registries.service_items.management.item import (
    Subcommand,
    bpmn,
    check,
    diff,
    importing,
    publish,
    reindex,
    schema,
    test,
)

SUBCOMMANDS: tuple[Subcommand, ...] = (
    check,
    test,
    diff,
    publish,
    importing,
    reindex,
    schema,
    bpmn,
)


class Command(BaseCommand):
    """Hand over to one of the subcommands."""

    help = "检查、测试、比较、发布、导入政务服务事项"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Let every subcommand add its own arguments."""
        parsers = parser.add_subparsers(dest="subcommand", required=True)
        for subcommand in SUBCOMMANDS:
            one = parsers.add_parser(subcommand.NAME, help=subcommand.HELP)
            subcommand.add_arguments(one)

    def handle(self, *_args: object, **options: Any) -> None:
        """Run the subcommand that was named."""
        chosen = {one.NAME: one for one in SUBCOMMANDS}[options["subcommand"]]
        chosen.run(options, self.stdout.write)
