"""A picture of a BPMN file, from the places that the file itself gives.

Everything that has a place is drawn, whether or not a process can be made of it.
"""

from html import escape
from itertools import chain

from zhengtong.registries.service_items.bpmn.graph import Bounds, Graph, Model, Point

MARGIN = 20
LINE = 'fill="none" stroke="currentColor"'
BOX = 'fill="var(--box, #fff)" stroke="currentColor"'
HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}"
 font-family="sans-serif" font-size="11" text-anchor="middle">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8"
 orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>"""
HALO = 'paint-order="stroke" stroke="var(--box, #fff)" stroke-width="3"'
SIGNS = {"parallelGateway": "＋", "exclusiveGateway": "✕"}
GROUPS = frozenset({"participant", "lane", "group", "subProcess", "transaction", "adHocSubProcess"})


def draw(model: Model) -> str:
    """Return the picture as SVG; it takes its colours from the page around it."""
    shapes = sorted(model.diagram.shapes.items(), key=lambda one: -_area(one[1]))
    drawn = (_shape(model.names.get(key, ("", ""))[0], bounds) for key, bounds in shapes)
    captions = (_caption(*model.names[key], at) for key, at in shapes if key in model.names)
    edges = [_edge(points) for points in model.diagram.edges.values() if points]
    frame = " ".join(f"{side:g}" for side in _frame(model))
    return "\n".join([HEAD.format(frame=frame), *drawn, *edges, *captions, "</svg>", ""])


def undrawn(model: Model, graph: Graph) -> tuple[str, ...]:
    """Return what of a graph the file gives no place to: such a thing cannot be shown."""
    shapes, edges = model.diagram.shapes, model.diagram.edges
    missing = [key for key in graph.elements if key not in shapes]
    missing += [flow.id for flow in graph.flows if not edges.get(flow.id)]
    inner = (one.inner for one in graph.elements.values() if one.inner)
    return (*missing, *chain.from_iterable(undrawn(model, one) for one in inner))


def _area(bounds: Bounds) -> float:
    return bounds.width * bounds.height


def _frame(model: Model) -> tuple[float, float, float, float]:
    corners = list(chain.from_iterable(model.diagram.edges.values()))
    for one in model.diagram.shapes.values():
        corners += [(one.x, one.y), (one.x + one.width, one.y + one.height)]
    xs, ys = zip(*(corners or [(0.0, 0.0)]), strict=True)
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return left, top, max(xs) - left + MARGIN, max(ys) - top + MARGIN


def _shape(tag: str, at: Bounds) -> str:
    x, y = at.x + at.width / 2, at.y + at.height / 2
    if tag.endswith("Event"):
        thick = 3 if tag == "endEvent" else 1
        return f'<circle cx="{x:g}" cy="{y:g}" r="{at.width / 2:g}" {BOX} stroke-width="{thick}"/>'
    if tag.endswith("Gateway"):
        corners = f"{at.x:g},{y:g} {x:g},{at.y:g} {at.x + at.width:g},{y:g} {x:g},"
        return f'<polygon points="{corners}{at.y + at.height:g}" {BOX}/>'
    rounded = 10 if tag.endswith(("ask", "ubProcess", "Activity")) else 0
    place = f'x="{at.x:g}" y="{at.y:g}" width="{at.width:g}" height="{at.height:g}"'
    return f'<rect {place} rx="{rounded}" {BOX}/>'


def _caption(tag: str, name: str, at: Bounds) -> str:
    x, y = at.x + at.width / 2, at.y + at.height / 2
    sign = _label(SIGNS.get(tag, "?"), x, y + 4) if tag.endswith("Gateway") else ""
    return sign + (_label(name, x, _label_line(tag, at)) if name else "")


def _label_line(tag: str, at: Bounds) -> float:
    if tag in GROUPS:
        return at.y + 14
    if tag.endswith(("Event", "Gateway")):
        return at.y + at.height + 14
    return at.y + at.height / 2 + 4


def _label(text: str, x: float, y: float) -> str:
    return f'<text x="{x:g}" y="{y:g}" {HALO}>{escape(text)}</text>'


def _edge(points: tuple[Point, ...]) -> str:
    way = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f'<polyline points="{way}" {LINE} marker-end="url(#arrow)"/>'
