"""``zhengtong item schema``: write the published JSON Schema of definitions."""

from pathlib import Path

from django.core.management.base import CommandParser

from zhengtong.registries.service_items.compiler.publishing import reference_page, schema_text
from zhengtong.registries.service_items.management.item import Options, Write

NAME = "schema"
HELP = "写出事项定义的 JSON Schema 和参考页"
SCHEMA = Path("definitions/schema/service-v1.json")
REFERENCE = Path("docs/reference/service-definition.md")


def add_arguments(parser: CommandParser) -> None:
    """Take the files to write."""
    parser.add_argument("file", nargs="?", type=Path, default=SCHEMA)
    parser.add_argument("--reference", type=Path, default=REFERENCE)


def run(options: Options, write: Write) -> None:
    """Write the schema, and the page of reference."""
    written: dict[Path, str] = {
        options["file"]: schema_text(),
        options["reference"]: reference_page(),
    }
    for file, text in written.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        write(f"已写入 {file}")
