"""``zhengtong item schema``: write the published JSON Schema of definitions."""

import json
from pathlib import Path

from django.core.management.base import CommandParser

from zhengtong.registries.service_items.management.item import Options, Write
from zhengtong.registries.service_items.types import Definition

NAME = "schema"
HELP = "写出事项定义的 JSON Schema"


def add_arguments(parser: CommandParser) -> None:
    """Take the file to write."""
    parser.add_argument(
        "file", nargs="?", type=Path, default=Path("definitions/schema/service-v1.json")
    )


def schema_text() -> str:
    """Return the published JSON Schema as it is committed."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "zhengtong/service/v1",
        **Definition.model_json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def run(options: Options, write: Write) -> None:
    """Write the schema."""
    file: Path = options["file"]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(schema_text(), encoding="utf-8")
    write(f"已写入 {file}")
