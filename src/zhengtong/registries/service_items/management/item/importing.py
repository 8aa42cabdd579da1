"""``zhengtong item import``: a region's list through its mapping, with a report of doubts."""

from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.utils.timezone import now
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from zhengtong.core.actors import SYSTEM
from zhengtong.core.errors import InvalidError
from zhengtong.registries.service_items import services
from zhengtong.registries.service_items.importer.report import write_report
from zhengtong.registries.service_items.management.item import Options, Write
from zhengtong.registries.service_items.types.importing import ImportReport

NAME = "import"
HELP = "按映射文件导入一个地区的事项清单，并报告每个存疑的单元格"


def add_arguments(parser: CommandParser) -> None:
    """Take the list, its mapping and the report to write."""
    parser.add_argument("file", type=Path, help="清单文件：JSON 行、CSV 或 XLSX")
    parser.add_argument("--mapping", type=Path, required=True, help="映射文件（YAML）")
    parser.add_argument("--report", type=Path, help="存疑报告：.csv 或 .jsonl")


def run(options: Options, write: Write) -> None:
    """Import, write the report, print the counts by kind, and build the search index."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )
    try:
        with bar:
            task = bar.add_task("读取清单", total=None)
            report = services.import_items(
                file=options["file"],
                mapping_file=options["mapping"],
                actor=SYSTEM,
                at=now(),
                on_row=lambda number: bar.update(task, completed=number),
            )
            bar.update(task, total=report.rows)
            indexing = bar.add_task("建立检索索引", total=1)
            services.rebuild_index()
            bar.update(indexing, completed=1)
    except InvalidError as error:
        faults = "".join(f"\n  {fault.where}：{fault}" for fault in error.problems)
        raise CommandError(f"{error}{faults}") from error
    if options["report"]:
        write_report(options["report"], report.doubts)
        write(f"存疑报告：{options['report']}（{len(report.doubts)} 条）")
    _print_counts(report)
    write(summary(report))


def summary(report: ImportReport) -> str:
    """Return the outcome in one line."""
    counts = (
        f"共 {report.rows} 行：新增 {report.created}，更新 {report.updated}，"
        f"未变 {report.unchanged}，未采用 {report.unusable}"
    )
    absent = f"；另有 {report.absent} 项此次清单中没有，予以保留" if report.absent else ""
    nothing = "；内容与上次相同，没有改动" if not report.changes and report.rows else ""
    return f"{counts}{absent}{nothing}"


def _print_counts(report: ImportReport) -> None:
    table = Table(title="存疑单元格，按类别")
    table.add_column("类别")
    table.add_column("标识", style="dim")
    table.add_column("数量", justify="right")
    for kind, count in report.counts().items():
        table.add_row(kind.label, kind.value, str(count))
    table.add_section()
    table.add_row("合计", "", str(len(report.doubts)))
    Console().print(table)
