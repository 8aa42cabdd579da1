"""A process as the document writes it: plain values, with nothing that need not be written."""

from io import StringIO

from ruamel.yaml import YAML

from zhengtong.registries.service_items.bpmn.tasks import limit_text
from zhengtong.registries.service_items.types import (
    Alternative,
    Node,
    Nodes,
    Parallel,
    Step,
    StepKind,
)

Written = dict[str, object]
WIDTH = 100


def document_text(process: Nodes) -> str:
    """Return the ``process`` of a definition as YAML."""
    yaml = YAML(pure=True)
    yaml.default_flow_style = False
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    text = StringIO()
    yaml.dump({"process": [_node(one) for one in process]}, text)
    return text.getvalue()


def _node(node: Node) -> Written:
    if isinstance(node, Step):
        return _step(node)
    if isinstance(node, Parallel):
        return {"parallel": [_lane(one) for one in node.parallel]}
    if isinstance(node, Alternative):
        choice = [{"when": one.when, "then": list(map(_node, one.then))} for one in node.choice]
        return {"choice": choice, **_otherwise(node.otherwise)}
    body: Written = {"repeat": list(map(_node, node.repeat)), "until": node.until}
    return {**body, "rounds": node.rounds, **_otherwise(node.otherwise)}


def _lane(lane: Node | Nodes) -> object:
    return list(map(_node, lane)) if isinstance(lane, tuple) else _node(lane)


def _otherwise(nodes: Nodes) -> Written:
    return {"otherwise": list(map(_node, nodes))} if nodes else {}


def _step(step: Step) -> Written:
    written: Written = step.model_dump(mode="json", exclude_defaults=True)
    if step.within is not None:
        written["within"] = limit_text(step.within)
    if step.kind is _inferred(step.step):
        written.pop("kind", None)
    else:
        written["kind"] = step.kind.value
    return written


def _inferred(step: str) -> StepKind:
    return next((kind for kind in StepKind if kind.value == step), StepKind.CHECK)
