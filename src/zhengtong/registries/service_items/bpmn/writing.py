"""BPMN 2.0 XML of a model.

Guarantee: the same model always gives the same bytes.
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from zhengtong.registries.service_items.bpmn.graph import (
    BPMN,
    BPMNDI,
    CEL,
    DC,
    DI,
    XSI,
    ZT,
    Element,
    Flow,
    Graph,
    Model,
)

PREFIXES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "xsi": XSI, "zt": ZT}
for _prefix, _space in PREFIXES.items():
    ET.register_namespace(_prefix, _space)


def write_bpmn(model: Model) -> bytes:
    """Return the file."""
    root = ET.Element(
        f"{{{BPMN}}}definitions",
        {"id": "definitions", "targetNamespace": ZT, "expressionLanguage": CEL},
    )
    for graph in model.graphs:
        process = _sub(root, "process", id=graph.id, name=graph.name, isExecutable="true")
        _write_graph(process, graph)
        _write_plane(root, graph, model)
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _sub(parent: ET.Element, tag: str, space: str = BPMN, /, **attributes: str) -> ET.Element:
    given = {key: value for key, value in attributes.items() if value}
    return ET.SubElement(parent, f"{{{space}}}{tag}", given)


def _write_graph(parent: ET.Element, graph: Graph) -> None:
    for element in graph.elements.values():
        _write_element(parent, element, graph)
    for flow in graph.flows:
        node = _sub(
            parent, "sequenceFlow", id=flow.id, sourceRef=flow.source, targetRef=flow.target
        )
        if flow.condition:
            _write_formal(node, "conditionExpression", flow.condition)


def _write_element(parent: ET.Element, element: Element, graph: Graph) -> None:
    node = _sub(parent, element.tag, id=element.id, name=element.name, default=element.default)
    for key, value in element.marks.items():
        node.set(f"{{{ZT}}}{key}", value)
    for name, flows in _ends(element, graph).items():
        for flow in flows:
            _sub(node, name).text = flow.id
    for extra in element.extras:
        _sub(node, extra, id=f"{element.id}-{extra}")
    if element.repetition is not None:
        again = element.repetition
        maximum = str(again.maximum)
        loop = _sub(node, "standardLoopCharacteristics", testBefore="false", loopMaximum=maximum)
        _write_formal(loop, "loopCondition", again.condition)
    if element.inner is not None:
        _write_graph(node, element.inner)


def _ends(element: Element, graph: Graph) -> Mapping[str, list[Flow]]:
    incoming = [flow for flow in graph.flows if flow.target == element.id]
    return {"incoming": incoming, "outgoing": graph.outgoing(element.id)}


def _write_formal(parent: ET.Element, name: str, source: str) -> None:
    node = _sub(parent, name)
    node.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
    node.text = source


def _write_plane(root: ET.Element, graph: Graph, model: Model) -> None:
    diagram = _sub(root, "BPMNDiagram", BPMNDI, id=f"diagram-{graph.id}")
    plane = _sub(diagram, "BPMNPlane", BPMNDI, id=f"plane-{graph.id}", bpmnElement=graph.id)
    for element in _elements(graph):
        bounds = model.diagram.shapes[element.id]
        is_expanded = "true" if element.inner else ""
        shape = _sub(
            plane,
            "BPMNShape",
            BPMNDI,
            id=f"shape-{element.id}",
            bpmnElement=element.id,
            isExpanded=is_expanded,
        )
        sides = {"x": bounds.x, "y": bounds.y, "width": bounds.width, "height": bounds.height}
        _sub(shape, "Bounds", DC, **{key: f"{value:g}" for key, value in sides.items()})
    for flow in _flows(graph):
        edge = _sub(plane, "BPMNEdge", BPMNDI, id=f"edge-{flow.id}", bpmnElement=flow.id)
        for x, y in model.diagram.edges[flow.id]:
            _sub(edge, "waypoint", DI, x=f"{x:g}", y=f"{y:g}")


def _elements(graph: Graph) -> Iterator[Element]:
    for element in graph.elements.values():
        yield element
        if element.inner:
            yield from _elements(element.inner)


def _flows(graph: Graph) -> Iterator[Flow]:
    yield from graph.flows
    for element in graph.elements.values():
        if element.inner:
            yield from _flows(element.inner)
