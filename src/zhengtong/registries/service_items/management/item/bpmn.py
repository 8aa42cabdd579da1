"""``zhengtong item bpmn export|import|draw|table``: a process as BPMN 2.0, and back."""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from zhengtong.registries.service_items.bpmn.document import document_text
from zhengtong.registries.service_items.bpmn.drafting import draft
from zhengtong.registries.service_items.bpmn.drawing import draw
from zhengtong.registries.service_items.bpmn.graph import Graph, Model
from zhengtong.registries.service_items.bpmn.reading import read_bpmn
from zhengtong.registries.service_items.bpmn.reference import bpmn_page
from zhengtong.registries.service_items.bpmn.structure import find_process
from zhengtong.registries.service_items.bpmn.survey import survey
from zhengtong.registries.service_items.bpmn.writing import write_bpmn
from zhengtong.registries.service_items.compiler.check import check_text
from zhengtong.registries.service_items.errors import BpmnRefusedError
from zhengtong.registries.service_items.management.item import Options, Write
from zhengtong.registries.service_items.services import register_for

NAME = "bpmn"
HELP = "流程与 BPMN 2.0 互换：导出、导入、画图、互操作对照表"
MODELS = Path("tests/data/bpmn-miwg")
REFERENCE = Path("docs/reference/bpmn.md")


def add_arguments(parser: CommandParser) -> None:
    """Take the act, its file, and where to write."""
    parser.add_argument("act", choices=list(ACTS), help="导出、导入、画图或对照表")
    parser.add_argument("file", nargs="?", type=Path, default=MODELS, help="定义或 BPMN 文件")
    parser.add_argument("--out", type=Path, help="写到这个文件；不写则显示")
    parser.add_argument("--process", default="", help="文件里有几个流程时，取这一个（标识或名称）")


def run(options: Options, write: Write) -> None:
    """Do it.

    Raises: ``CommandError`` with every element that is refused.
    """
    try:
        text = ACTS[options["act"]](options)
    except BpmnRefusedError as refusal:
        lines = [str(refusal), *(f"  {one.where}：{one}" for one in refusal.problems)]
        raise CommandError("\n".join(lines)) from refusal
    except OSError as error:
        raise CommandError(f"无法读取 {options['file']}：{error.strerror}") from error
    out = options["out"] or (REFERENCE if options["act"] == "table" else None)
    if out is None:
        write(text)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    write(f"已写入 {out}")


def _export(options: Options) -> str:
    file: Path = options["file"]
    register = register_for(file.parent.parent, offline=True)
    definition = check_text(file.read_text(encoding="utf-8"), register).definition
    if definition is None:
        raise CommandError(f"{file} 读不通，请先运行 zhengtong item check {file}")
    if not definition.is_executable:
        raise CommandError(f"{file} 没有流程（process），只是办事指南")
    code = f"item-{definition.implementation.code}"
    model = draft(definition.process, process_id=code, name=definition.item.name.zh)
    return write_bpmn(model).decode()


def _import(options: Options) -> str:
    model = read_bpmn(options["file"].read_bytes())
    return document_text(find_process(model, _chosen(model, options["process"])))


def _chosen(model: Model, wanted: str) -> Graph:
    named = [one for one in model.graphs if wanted in {"", one.id, one.name}]
    if len(named) == 1:
        return named[0]
    listed = "、".join(one.name or one.id for one in model.graphs)
    raise CommandError(f"请用 --process 指明流程，文件里有：{listed or '没有流程'}")


def _draw(options: Options) -> str:
    return draw(read_bpmn(options["file"].read_bytes()))


def _table(options: Options) -> str:
    files = sorted(options["file"].glob("*.bpmn"))
    if not files:
        raise CommandError(f"{options['file']} 里没有 .bpmn 文件")
    return bpmn_page(tuple(survey((file.name, file.read_bytes()) for file in files)))


ACTS: Mapping[str, Callable[[Options], str]] = {
    "export": _export,
    "import": _import,
    "draw": _draw,
    "table": _table,
}
