"""The published face of the schema: JSON Schema for editors, a page of reference for people."""

import json
from collections.abc import Iterator
from typing import Any

from zhengtong.core.labels import LabelledEnum
from zhengtong.registries.service_items.compiler.meanings import MEANINGS
from zhengtong.registries.service_items.types import Definition
from zhengtong.registries.service_items.types.labels import (
    Audience,
    AutomaticService,
    Depth,
    FieldType,
    Level,
    Outcome,
    PostCode,
    Power,
    Special,
    StepKind,
)

Node = dict[str, Any]
CODES: tuple[tuple[str, type[LabelledEnum]], ...] = (
    ("power 事项类型", Power),
    ("level 行使层级", Level),
    ("audience 服务对象", Audience),
    ("depth 网上办理深度", Depth),
    ("type 字段类型", FieldType),
    ("kind 环节类别", StepKind),
    ("outcomes 环节结果", Outcome),
    ("special 特别程序", Special),
    ("post 岗位", PostCode),
    ("service 自动核查", AutomaticService),
)
HEAD = """# 事项定义参考 Reference of the service definition

> This page is made from the schema (`zhengtong item schema`) and compared with it by a test.
> Each table lists the keys of one part: the key, whether it must be written, what it is, what it
> means. How to write a definition: `docs/guides/write-an-item.md`.

格式版本 `zhengtong/service/v1`；机器可读的版本是 `definitions/schema/service-v1.json`。
时限写 `30 working days`、`5 days`、`4 hours`、`10 minutes` 或 `immediate`。
"""


def published_schema() -> Node:
    """Return the JSON Schema with the meaning of every key."""
    schema = Definition.model_json_schema()
    for name, part in parts_of(schema):
        for key, node in part.get("properties", {}).items():
            node["description"] = MEANINGS[name][key]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "zhengtong/service/v1",
        **schema,
    }


def schema_text() -> str:
    """Return the published JSON Schema as it is committed."""
    return json.dumps(published_schema(), ensure_ascii=False, indent=2) + "\n"


def parts_of(schema: Node) -> Iterator[tuple[str, Node]]:
    """Yield the document and every part that has keys, by name."""
    yield "Definition", schema
    for name, part in schema["$defs"].items():
        if "properties" in part:
            yield name, part


def reference_page() -> str:
    """Return the page of reference in Markdown."""
    return "\n".join([HEAD, *_parts(), "", "## 代码 Codes", "", *_codes(), ""])


def _parts() -> Iterator[str]:
    for name, part in parts_of(published_schema()):
        yield f"\n## {name}\n\n| 键 | 必写 | 值 | 含义 |\n| --- | --- | --- | --- |"
        required = part.get("required", ())
        for key, node in part["properties"].items():
            must = "是" if key in required else ""
            yield f"| `{key}` | {must} | {_kind(node)} | {node['description']} |"


def _kind(node: Node) -> str:
    if "$ref" in node:
        return f"{node['$ref'].rsplit('/', 1)[-1]}{_default(node)}"
    if "anyOf" in node or "oneOf" in node:
        options = node.get("anyOf") or node["oneOf"]
        kinds = [_kind(option) for option in options if option.get("type") != "null"]
        return " 或 ".join(kinds)
    if "const" in node:
        return f"`{node['const']}`"
    if node.get("type") == "array":
        return f"列表：{_kind(node['items'])}" if "items" in node else "列表"
    names = {"string": "文字", "integer": "整数", "boolean": "true/false", "object": "键: 值"}
    kind = node.get("type", "")
    return f"{names.get(kind, '值') if isinstance(kind, str) else '文字或整数'}{_default(node)}"


def _default(node: Node) -> str:
    default = node.get("default")
    if default in (None, "", []) or isinstance(default, dict | list):
        return ""
    return f"，默认 `{json.dumps(default, ensure_ascii=False)}`"


def _codes() -> Iterator[str]:
    for title, codes in CODES:
        yield f"- **{title}**：" + "、".join(f"`{code.value}` {code.label}" for code in codes)
