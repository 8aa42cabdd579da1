"""Reading BPMN 2.0 XML: everything that flows, whether or not a process can be made of it.

Guarantee: bounded in size and depth; a document type is refused before it is read, so no entity is
ever expanded; nothing is fetched.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from zhengtong.core.errors import Problem
from zhengtong.core.texts import noop
from zhengtong.registries.service_items.bpmn.graph import (
    BPMN,
    BPMNDI,
    DC,
    DI,
    ZT,
    Bounds,
    Diagram,
    Element,
    Flow,
    Graph,
    Model,
    Repetition,
)
from zhengtong.registries.service_items.errors import BpmnRefusedError

MAX_BYTES = 2_000_000
MAX_DEPTH = 60
MAX_NODES = 20_000
FLOW_NODES = ("Event", "Gateway", "Task", "task", "Process", "Activity", "transaction")
"""What the BPMN names of flow nodes end in."""
NOT_FLOW = frozenset({"standardLoopCharacteristics"})
LOOPS = frozenset({"standardLoopCharacteristics", "multiInstanceLoopCharacteristics"})


def read_bpmn(content: bytes) -> Model:
    """Return what a BPMN file says.

    Raises: ``BpmnRefusedError`` when it is no BPMN file that can be trusted.
    """
    root = _parse(content)
    if root.tag != f"{{{BPMN}}}definitions":
        raise refused(Problem(where="", text=noop("不是 BPMN 2.0 文件：根元素应为 definitions")))
    processes = root.findall(f"{{{BPMN}}}process")
    graphs = tuple(_graph(one) for one in processes)
    names = {key: (_local(one.tag), _name(one)) for one in root.iter() if (key := one.get("id"))}
    if problems := tuple(problem for graph in graphs for problem in _dangling(graph)):
        raise refused(*problems)
    messages = tuple(_flow(one) for one in root.iter(f"{{{BPMN}}}messageFlow"))
    return Model(graphs, _diagram(root), names, messages)


def refused(*problems: Problem) -> BpmnRefusedError:
    """Return the refusal of a file, with every place of it."""
    return BpmnRefusedError(problems=problems, count=str(len(problems)))


class _Builder(ET.TreeBuilder):
    """Builds a tree within bounds."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.count = 0

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise refused(
            Problem(where="DOCTYPE", text=noop("不允许文档类型声明，请删去 <!DOCTYPE …>"))
        )

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        self.depth, self.count = self.depth + 1, self.count + 1
        if self.depth > MAX_DEPTH or self.count > MAX_NODES:
            raise refused(Problem(where=_local(tag), text=noop("文件嵌套过深或元素过多")))
        return super().start(tag, attrs)

    def end(self, tag: str) -> ET.Element:
        self.depth -= 1
        return super().end(tag)


def _parse(content: bytes) -> ET.Element:
    if len(content) > MAX_BYTES:
        raise refused(Problem(where="", text=noop("文件过大，请控制在2MB以内")))
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 - bounded, and no document type
    try:
        parser.feed(content)
        root: ET.Element = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        problem = Problem(
            where="", text=noop("XML 读不通：{reason}"), values={"reason": str(error)}
        )
        raise refused(problem) from error
    return root


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _name(node: ET.Element) -> str:
    return " ".join(node.get("name", "").split())


def _graph(node: ET.Element) -> Graph:
    inner = [one for one in node if _is_flow_node(one)]
    elements = {one.get("id", ""): _element(one) for one in inner}
    flows = _in_order(inner, [_flow(one) for one in node.findall(f"{{{BPMN}}}sequenceFlow")])
    return Graph(node.get("id", ""), _name(node), elements, tuple(flows), _local(node.tag))


def _is_flow_node(node: ET.Element) -> bool:
    space, _, name = node.tag.rpartition("}")
    return space == f"{{{BPMN}" and name.endswith(FLOW_NODES)


def _in_order(elements: list[ET.Element], flows: list[Flow]) -> Iterator[Flow]:
    """Yield the flows as their sources list them: in that order conditions are judged."""
    listed = [ref.text for one in elements for ref in one.findall(f"{{{BPMN}}}outgoing")]
    rank = {flow: index for index, flow in reversed(list(enumerate(listed)))}
    yield from sorted(flows, key=lambda flow: rank.get(flow.id, len(rank)))


def _element(node: ET.Element) -> Element:
    name = _local(node.tag)
    loops = [one for one in node if _local(one.tag) in LOOPS]
    events = [_local(one.tag) for one in node if one.tag.endswith("EventDefinition")]
    is_event_process = node.get("triggeredByEvent") == "true"
    extras = [*events, *(_local(one.tag) for one in loops if _local(one.tag) not in NOT_FLOW)]
    return Element(
        id=node.get("id", ""),
        tag=name,
        name=_name(node),
        marks={key.removeprefix(f"{{{ZT}}}"): value for key, value in _own(node)},
        default=node.get("default", ""),
        extras=(*extras, *(["triggeredByEvent"] if is_event_process else [])),
        repetition=next((_repetition(one) for one in loops if _local(one.tag) in NOT_FLOW), None),
        inner=_graph(node) if name.endswith(("ubProcess", "transaction")) else None,
    )


def _own(node: ET.Element) -> Iterator[tuple[str, str]]:
    return ((key, value) for key, value in node.attrib.items() if key.startswith(f"{{{ZT}}}"))


def _repetition(node: ET.Element) -> Repetition:
    condition = node.find(f"{{{BPMN}}}loopCondition")
    maximum = node.get("loopMaximum", "")
    return Repetition(
        condition=_text(condition),
        maximum=int(maximum) if maximum.isdecimal() and len(maximum) <= len("9999") else 0,
        is_tested_before=node.get("testBefore") == "true",
        language=condition.get("language", "") if condition is not None else "",
    )


def _flow(node: ET.Element) -> Flow:
    condition = node.find(f"{{{BPMN}}}conditionExpression")
    language = condition.get("language", "") if condition is not None else ""
    ends = (node.get("id", ""), node.get("sourceRef", ""), node.get("targetRef", ""))
    return Flow(*ends, _text(condition), language)


def _text(node: ET.Element | None) -> str:
    text = (node.text or "") if node is not None else ""
    return text if text.strip() else ""


def _dangling(graph: Graph) -> Iterator[Problem]:
    text = noop("连线的一端“{end}”不存在")
    for flow in graph.flows:
        for end in (flow.source, flow.target):
            if end not in graph.elements:
                yield Problem(where=f"sequenceFlow {flow.id}", text=text, values={"end": end})
    for element in graph.elements.values():
        if element.inner:
            yield from _dangling(element.inner)


def _diagram(root: ET.Element) -> Diagram:
    shapes: dict[str, Bounds] = {}
    for shape in root.iter(f"{{{BPMNDI}}}BPMNShape"):
        bounds = shape.find(f"{{{DC}}}Bounds")
        if bounds is not None:
            sides = (_number(bounds.get(key)) for key in ("x", "y", "width", "height"))
            shapes[shape.get("bpmnElement", "")] = Bounds(*sides)
    edges = {
        edge.get("bpmnElement", ""): tuple(
            (_number(point.get("x")), _number(point.get("y")))
            for point in edge.findall(f"{{{DI}}}waypoint")
        )
        for edge in root.iter(f"{{{BPMNDI}}}BPMNEdge")
    }
    return Diagram(shapes, edges)


def _number(text: str | None) -> float:
    try:
        value = float(text or 0)
    except ValueError:
        return 0
    return value if abs(value) < MAX_BYTES else 0
