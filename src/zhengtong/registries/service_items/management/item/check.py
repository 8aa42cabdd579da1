"""``zhengtong item check FILE…``: every fault at once, with file, line, field and the mend."""

from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from zhengtong.registries.service_items.compiler.check import check_text
from zhengtong.registries.service_items.management.item import Options, Write
from zhengtong.registries.service_items.services import register_for

NAME = "check"
HELP = "检查事项定义，一次指出全部错误"


def add_arguments(parser: CommandParser) -> None:
    """Take the files and whether a database may be asked."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--offline", action="store_true", help="不查机构登记（没有数据库时）")


def run(options: Options, write: Write) -> None:
    """Check every file.

    Raises: ``CommandError`` when a file has errors.
    """
    errors = warnings = 0
    for file in options["files"]:
        register = register_for(file.parent.parent, offline=options["offline"])
        checked = check_text(file.read_text(encoding="utf-8"), register)
        for fault in checked.faults:
            write(fault.told(file))
        errors += len(checked.errors)
        warnings += len(checked.faults) - len(checked.errors)
    write(f"检查了 {len(options['files'])} 个定义：{errors} 处错误，{warnings} 处提示")
    if errors:
        raise CommandError("有错误，请修改后再检查")
