"""Reading the YAML of a definition into plain values, with the place of every one of them.

Guarantee: bounded in size and depth; no tag, anchor or alias is ever followed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath, Mark

MAX_CHARACTERS = 400_000
MAX_DEPTH = 30
TAG = "tag:yaml.org,2002:"
CORE_TAGS = frozenset({"str", "int", "float", "bool", "null", "timestamp", "seq", "map"})
TRUE = frozenset({"true", "True", "TRUE"})


@dataclass(slots=True)
class Document:
    """A document as plain values; ``marks`` has the place of every value, by path."""

    value: object = None
    marks: dict[FieldPath, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def mark_of(self, path: FieldPath) -> Mark:
        """Return the place of a value, or of the nearest thing around it that exists."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, Mark(1, 1))


def load_document(text: str) -> Document:
    """Read a YAML text; what cannot be read is among the faults, and never raised."""
    if len(text) > MAX_CHARACTERS:
        mend = f"请精简到 {MAX_CHARACTERS} 个字符以内"
        return Document(faults=[Fault((), f"文件有 {len(text)} 个字符，过大", mend)])
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        return Document(faults=[_syntax_fault(error)])
    except RecursionError:
        return Document(faults=[Fault((), "嵌套层数过多", f"请把嵌套减到 {MAX_DEPTH} 层以内")])
    document = Document()
    if root is None:
        document.faults.append(Fault((), "文件是空的", "请写入事项定义，可从范例复制"))
        return document
    document.value = _Reader(document).read(root, ())
    return document


def _syntax_fault(error: YAMLError) -> Fault:
    mark = Mark(1, 1)
    what = str(error).splitlines()[0]
    if isinstance(error, MarkedYAMLError):
        place = error.problem_mark or error.context_mark
        mark = Mark(place.line + 1, place.column + 1) if place else mark
        what = error.problem or error.context or what
    mend = "请检查此处的缩进、冒号后的空格、引号和括号是否成对"
    return Fault((), f"YAML 语法不通（{what}）", mend, mark=mark)


@dataclass(slots=True)
class _Reader:
    """Walks composed nodes; the constructor of the library is never used."""

    document: Document

    def read(self, node: Node, path: FieldPath) -> object:
        mark = Mark(node.start_mark.line + 1, node.start_mark.column + 1)
        self.document.marks.setdefault(path, mark)
        if node.anchor is not None:
            mend = "请删去 & 与 * 记号，把内容写全"
            self._refuse(path, mark, "不允许使用锚点或别名", mend)
            return None
        kind = str(node.tag).removeprefix(TAG)
        if kind not in CORE_TAGS:
            self._refuse(path, mark, f"不允许使用类型标签 {node.tag}", "请删去 ! 开头的标签")
            return None
        if len(path) > MAX_DEPTH:
            self._refuse(path, mark, "嵌套层数过多", f"请把嵌套减到 {MAX_DEPTH} 层以内")
            return None
        if isinstance(node, MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, SequenceNode):
            return [self.read(one, (*path, index)) for index, one in enumerate(node.value)]
        return self._scalar(str(node.value), kind, path, mark)

    def _refuse(self, path: FieldPath, mark: Mark, text: str, mend: str) -> None:
        self.document.faults.append(Fault(path, text, mend, mark=mark))

    def _pairs(self, node: MappingNode, path: FieldPath) -> Iterator[tuple[str, object]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            mark = Mark(key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, ScalarNode):
                self._refuse(path, mark, "键必须是一个词", "请写成“键: 值”")
                continue
            name = str(key.value)
            if name in seen:
                text = f"“{name}”写了两次（前一处在第 {seen[name]} 行）"
                self._refuse((*path, name), mark, text, "请保留一处")
                continue
            seen[name] = mark.line
            self.document.marks[(*path, name)] = mark
            yield name, self.read(value, (*path, name))

    def _scalar(self, text: str, kind: str, path: FieldPath, mark: Mark) -> object:
        try:
            return SCALARS[kind](text)
        except ValueError:
            self._refuse(path, mark, f"“{text}”不是有效的值", "文字请加引号")
            return None


def _integer(text: str) -> int:
    return int(text.replace("_", ""), 0) if not text.lstrip("+-").isdigit() else int(text)


def _timestamp(text: str) -> str:
    return date.fromisoformat(text[:10]).isoformat() + text[10:]


SCALARS: Mapping[str, Callable[[str], object]] = {
    "str": str,
    "int": _integer,
    "float": float,
    "bool": TRUE.__contains__,
    "null": lambda _text: None,
    "timestamp": _timestamp,
}
