"""What the schema allows at a place, and a harmless value to stand in for a faulty one."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from zhengtong.registries.service_items.compiler.faults import FieldPath
from zhengtong.registries.service_items.types import Definition

Node = dict[str, Any]
STAND_INS = {"integer": 0, "boolean": False, "array": [], "string": "x", "number": 0}


@cache
def _schema() -> Node:
    return Definition.model_json_schema()


def keys_at(path: FieldPath) -> list[str]:
    """Return the keys that may stand at a path."""
    return [key for node in _nodes_at(path) for key in node.get("properties", {})]


def replace_faulty(value: object, path: FieldPath, *, is_unknown: bool) -> None:
    """Drop an unknown key; put a harmless value where a faulty or missing one is."""
    if not path or not isinstance(value, dict):
        return
    *way, key = path
    place: Any = value
    for part in way:
        try:
            place = place[part]
        except (KeyError, IndexError, TypeError):
            return
    if is_unknown:
        if isinstance(place, dict):
            place.pop(str(key), None)
        return
    nodes = list(_nodes_at(path))
    has_place = isinstance(place, dict) or (isinstance(place, list) and isinstance(key, int))
    if nodes and has_place:
        place[key] = _stand_in(nodes[0])


def _stand_in(node: Node) -> object:
    if "default" in node:
        return node["default"]
    for key in ("const", "enum", "examples"):
        if key in node:
            return node[key] if key == "const" else node[key][0]
    if node.get("type") == "object":
        return {
            key: _stand_in(_resolved(node["properties"][key])[0])
            for key in node.get("required", ())
        }
    if node.get("minItems"):
        return [_stand_in(_resolved(node["items"])[0])]
    return STAND_INS.get(node.get("type", ""))


def _nodes_at(path: FieldPath) -> Iterator[Node]:
    nodes = [_schema()]
    for part in path:
        nodes = [sub for node in nodes for sub in _into(node, part)]
    yield from nodes


def _into(node: Node, part: str | int) -> list[Node]:
    found = node.get("items") if isinstance(part, int) else node.get("properties", {}).get(part)
    return _resolved(found) if found else []


def _resolved(node: Node) -> list[Node]:
    if "$ref" in node:
        return [_schema()["$defs"][node["$ref"].rsplit("/", 1)[-1]]]
    options = node.get("anyOf", node.get("oneOf", []))
    return [one for option in options for one in _resolved(option)] if options else [node]
