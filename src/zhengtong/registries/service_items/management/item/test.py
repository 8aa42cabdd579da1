"""``zhengtong item test FILE…``: run the examples of definitions."""

from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from zhengtong.registries.service_items.compiler.check import check_text
from zhengtong.registries.service_items.compiler.examples import run_examples
from zhengtong.registries.service_items.management.item import Options, Write
from zhengtong.registries.service_items.services import register_for

NAME = "test"
HELP = "运行事项定义中的样例"


def add_arguments(parser: CommandParser) -> None:
    """Take the files."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(options: Options, write: Write) -> None:
    """Run the examples of every file.

    Raises: ``CommandError`` when one does not come true, or a definition cannot be read.
    """
    failed = ran = 0
    for file in options["files"]:
        register = register_for(file.parent.parent, offline=True)
        checked = check_text(file.read_text(encoding="utf-8"), register)
        if checked.errors or checked.definition is None:
            raise CommandError(f"{file} 有错误，请先运行 zhengtong item check {file}")
        faults = run_examples(checked.definition, checked.mark_of)
        ran += len(checked.definition.examples)
        failed += len({fault.path[1] for fault in faults})
        for fault in faults:
            write(fault.told(file))
    write(f"运行了 {ran} 个样例：{ran - failed} 个通过，{failed} 个不通过")
    if failed:
        raise CommandError("有样例不通过")
