"""``zhengtong item diff OLD NEW``: what changes, in plain words."""

from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from zhengtong.registries.service_items.compiler.check import check_text
from zhengtong.registries.service_items.compiler.difference import differences
from zhengtong.registries.service_items.management.item import Options, Write
from zhengtong.registries.service_items.services import register_for
from zhengtong.registries.service_items.types import Definition

NAME = "diff"
HELP = "说明两份定义之间，对办事人和工作人员有何变化"


def add_arguments(parser: CommandParser) -> None:
    """Take the old file and the new one."""
    parser.add_argument("old", type=Path, metavar="OLD")
    parser.add_argument("new", type=Path, metavar="NEW")


def run(options: Options, write: Write) -> None:
    """Say what changes for the applicant and for the officers."""
    changes = differences(_read(options["old"]), _read(options["new"]))
    for title, lines in (("对办事人", changes.applicant), ("对工作人员", changes.officers)):
        write(f"{title}：" + ("" if lines else "没有变化"))
        for line in lines:
            write(f"  · {line}")


def _read(file: Path) -> Definition:
    register = register_for(file.parent.parent, offline=True)
    definition = check_text(file.read_text(encoding="utf-8"), register).definition
    if definition is None:
        raise CommandError(f"{file} 读不通，请先运行 zhengtong item check {file}")
    return definition
