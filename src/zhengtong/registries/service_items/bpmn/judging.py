"""What of a BPMN graph no process of ours can have, element by element."""

from collections.abc import Iterator

from zhengtong.core.errors import Problem
from zhengtong.core.texts import noop
from zhengtong.registries.service_items.bpmn.graph import CEL, ROLE, Element, Flow, Graph, Model
from zhengtong.registries.service_items.bpmn.tasks import TASKS, refusal_condition
from zhengtong.registries.service_items.types import Expression

GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway"})
PLAIN = TASKS | GATEWAYS | {"startEvent", "endEvent", "subProcess"}
TERMINATE = "terminateEventDefinition"
MAX_ELEMENTS = 1000
LEAST_ROUNDS, MOST_ROUNDS = 2, 20


def told(element: Element) -> str:
    """Return an element as a person finds it in the file: what it is, its id, its name."""
    return f"{element.tag} {element.id}" + (f"（{element.name}）" if element.name else "")


def told_graph(graph: Graph) -> str:
    """Return a process or sub-process as a person finds it in the file."""
    return f"{graph.tag} {graph.id}" + (f"（{graph.name}）" if graph.name else "")


def told_flow(flow: Flow) -> str:
    """Return a flow as a person finds it in the file."""
    return f"sequenceFlow {flow.id}"


def judge_graph(graph: Graph) -> Iterator[Problem]:
    """Yield everything that is beyond the subset, except for how the flows run."""
    if len(graph.elements) > MAX_ELEMENTS:
        yield Problem(where=told_graph(graph), text=noop("流程的元素过多，请拆分"))
    starts = [one for one in graph.elements.values() if one.tag == "startEvent"]
    if len(starts) != 1:
        values = {"count": str(len(starts))}
        yield Problem(
            where=told_graph(graph), text=noop("应有一个开始事件，现有{count}个"), values=values
        )
    for element in graph.elements.values():
        yield from _element(element, graph)
    for flow in graph.flows:
        if flow.condition:
            yield from _expression(told_flow(flow), flow.condition, flow.language)
        if not _may_be_conditional(flow, graph):
            text = noop("只有排他网关的连线可以带条件")
            yield Problem(where=told_flow(flow), text=text)


def judge_messages(model: Model, graph: Graph) -> Iterator[Problem]:
    """Yield the message flows that make a process wait for another."""
    own = {graph.id, *_ids(graph)}
    for flow in model.messages:
        if own & {flow.source, flow.target}:
            text = noop("不支持消息流：流程不能等待另一个流程")
            yield Problem(where=f"messageFlow {flow.id}", text=text)


def is_refusal(gateway: Element) -> bool:
    """Return whether a gateway only says that a refusal ends the process, as a step itself does."""
    return gateway.tag == "exclusiveGateway" and gateway.marks.get(ROLE) == "refusal"


def _ids(graph: Graph) -> Iterator[str]:
    for element in graph.elements.values():
        yield element.id
        if element.inner:
            yield from _ids(element.inner)


def _element(element: Element, graph: Graph) -> Iterator[Problem]:
    where = told(element)
    if element.tag not in PLAIN:
        yield Problem(where=where, text=noop("不支持这种元素"))
        return
    for extra in element.extras:
        if not (extra == TERMINATE and _ends_a_refusal(element, graph)):
            values = {"what": extra}
            yield Problem(where=where, text=noop("不支持其中的 {what}"), values=values)
    yield from _repetition(element, where)
    yield from _outgoing(element, graph, where)
    if element.inner is not None:
        yield from judge_graph(element.inner)


def _outgoing(element: Element, graph: Graph, where: str) -> Iterator[Problem]:
    outgoing = graph.outgoing(element.id)
    if element.tag in TASKS | {"subProcess", "startEvent"} and len(outgoing) > 1:
        yield Problem(where=where, text=noop("有多条出线，请改用网关分开"))
    if element.tag == "endEvent" and outgoing:
        yield Problem(where=where, text=noop("结束事件之后不能再有连线"))
    if element.tag != "endEvent" and not outgoing:
        yield Problem(where=where, text=noop("没有出线，流程走到这里就断了"))
    if element.tag == "exclusiveGateway" and len(outgoing) > 1:
        yield from _exclusive(element, outgoing)


def _ends_a_refusal(element: Element, graph: Graph) -> bool:
    """Return whether an end event is reached only when a step refuses."""
    flows = [flow for flow in graph.flows if flow.target == element.id]
    is_end = element.tag == "endEvent" and bool(flows)
    return is_end and all(_tells_of_a_refusal(flow, graph) for flow in flows)


def _tells_of_a_refusal(flow: Flow, graph: Graph) -> bool:
    gateway = graph.elements[flow.source]
    before = [graph.elements[one.source] for one in graph.flows if one.target == gateway.id]
    conditions = {refusal_condition(one.id, one.marks.get("kind", "")) for one in before}
    return is_refusal(gateway) and conditions == {flow.condition} != {""}


def _repetition(element: Element, where: str) -> Iterator[Problem]:
    again = element.repetition
    if again is None:
        return
    if not LEAST_ROUNDS <= again.maximum <= MOST_ROUNDS:
        text = noop("循环应写明最多次数 loopMaximum，2至20次")
        yield Problem(where=where, text=text)
    if again.is_tested_before:
        yield Problem(where=where, text=noop("循环应先办后判断，请把 testBefore 改为 false"))
    if not again.condition:
        yield Problem(where=where, text=noop("循环没有继续的条件 loopCondition，也就没有出口"))
    else:
        yield from _expression(where, again.condition, again.language)


def _exclusive(gateway: Element, outgoing: list[Flow]) -> Iterator[Problem]:
    for flow in outgoing:
        if not flow.condition and flow.id != gateway.default:
            values = {"gateway": gateway.name or gateway.id}
            text = noop("从排他网关“{gateway}”出来，却没有条件，也不是缺省连线")
            yield Problem(where=told_flow(flow), text=text, values=values)
    if gateway.default not in {flow.id for flow in outgoing}:
        text = noop("没有缺省连线，条件都不成立时无路可走")
        yield Problem(where=told(gateway), text=text)


def _may_be_conditional(flow: Flow, graph: Graph) -> bool:
    return not flow.condition or graph.elements[flow.source].tag == "exclusiveGateway"


def _expression(where: str, source: str, language: str) -> Iterator[Problem]:
    if language not in {"", CEL}:
        values = {"language": language}
        text = noop("条件应以 CEL 书写，这里是 {language}")
        yield Problem(where=where, text=text, values=values)
        return
    try:
        Expression(source)
    except ValueError:
        values = {"source": source}
        yield Problem(where=where, text=noop("条件读不通：{source}"), values=values)
