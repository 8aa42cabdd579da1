"""The mapping document: which column of a list holds which element, and how to read it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic import Field as Key
from pydantic import JsonValue as Json
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from zhengtong.core.errors import Problem
from zhengtong.core.texts import noop
from zhengtong.registries.service_items.errors import MappingFaultyError
from zhengtong.registries.service_items.importer.normalisers import NORMALISERS, Shape
from zhengtong.registries.service_items.types.guides import GuideElement as El

SHAPES: Mapping[str, Shape] = {
    El.OTHER_NAMES: Shape.TEXTS,
    El.AUDIENCE: Shape.TEXTS,
    El.THEMES: Shape.TEXTS,
    El.CO_BODIES: Shape.TEXTS,
    El.MATERIALS: Shape.TEXTS,
    El.FEES: Shape.TEXTS,
    El.STEPS: Shape.TEXTS,
    El.BASIS: Shape.TEXTS,
    El.IS_ONLINE: Shape.FLAG,
    El.HAS_BOOKING: Shape.FLAG,
    El.HAS_COURIER: Shape.FLAG,
    El.STATUTORY: Shape.LIMIT,
    El.PROMISED: Shape.LIMIT,
    El.VISITS: Shape.NUMBER,
    El.CONSULT: Shape.PHONES,
    El.COMPLAIN: Shape.PHONES,
}
TARGETS = {*El, "division_code"}
NEEDED = (El.CODE, El.NAME, El.POWER, El.BODY, El.BODY_USCC, El.DIVISION)


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _as_rules(value: object) -> object:
    """Read ``- text`` and ``- prefix: 办理地点：`` alike as (name, argument)."""
    if not isinstance(value, list):
        return value
    return [
        next(iter(one.items())) if isinstance(one, dict) and one else (one, None) for one in value
    ]


class Part(BaseModel):
    """A frozen part of the document; an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ElementSource(Part):
    """Where one element comes from, and the normalisers it goes through, in order."""

    columns: Annotated[tuple[str, ...], BeforeValidator(_as_tuple)] = Key(
        alias="from", min_length=1
    )
    rules: Annotated[tuple[tuple[str, Json], ...], BeforeValidator(_as_rules)] = Key(
        alias="as", default=()
    )
    required: bool = False


class Checks(Part):
    """Columns of the source that repeat what another says, and so can contradict it."""

    organisation_code: str = ""
    base_code: str = ""
    equal: tuple[tuple[str, str], ...] = ()


class ListMapping(Part):
    """A mapping ``zhengtong/mapping/v1``."""

    schema_: Literal["zhengtong/mapping/v1"] = Key(alias="schema")
    name: str = Key(min_length=1, max_length=100)
    format: Literal["jsonl", "csv", "xlsx"]
    encoding: str = "utf-8-sig"
    delimiter: str = Key(default=",", min_length=1, max_length=1)
    sheet: str = ""
    header_row: int = Key(default=1, ge=1)
    none_words: tuple[str, ...] = ("无", "")
    elements: dict[str, ElementSource]
    checks: Checks = Checks()


def read_mapping(path: Path) -> ListMapping:
    """Read a mapping document.

    Raises: ``MappingFaultyError`` with every fault: its place, what is wrong, what to write.
    """
    try:
        document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        problem = Problem(
            where=str(path), text="不是合法的 YAML：{error}", values={"error": str(error)}
        )
        raise MappingFaultyError(problems=(problem,)) from error
    return parse_mapping(document)


def parse_mapping(document: object) -> ListMapping:
    """Check a document that was read and return it.

    Raises: ``MappingFaultyError`` with every fault.
    """
    try:
        mapping = ListMapping.model_validate(document)
    except ValidationError as error:
        raise MappingFaultyError(problems=tuple(_schema_faults(error))) from error
    if faults := tuple(_faults(mapping)):
        raise MappingFaultyError(problems=faults)
    return mapping


FAULTS = {
    "missing": (noop("缺少这一项"), noop("请补上")),
    "extra_forbidden": (noop("不认识这一项"), noop("请删去，或检查拼写")),
    "literal_error": (noop("取值不在允许范围内"), noop("允许的取值：{expected}")),
}


def _schema_faults(error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors():
        where = ".".join(str(part) for part in fault["loc"]) or "全文"
        text, mend = FAULTS.get(fault["type"], (noop("格式不对：{expected}"), ""))
        expected = str(fault.get("ctx", {}).get("expected", fault["msg"]))
        yield Problem(where, text, mend, {"expected": expected})


def _faults(mapping: ListMapping) -> Iterator[Problem]:
    for needed in NEEDED:
        target = "division_code" if needed is El.DIVISION else needed.value
        if target not in mapping.elements:
            yield Problem(f"elements.{target}", "缺少这一必需要素", "请写明它来自哪一列")
    for target, source in mapping.elements.items():
        where = f"elements.{target}"
        if target not in TARGETS:
            yield Problem(where, "没有这个要素", "请用实施清单要素的英文标识")
        unknown = [name for name, _ in source.rules if name not in NORMALISERS]
        for name in unknown:
            values = {"name": str(name), "known": "、".join(sorted(NORMALISERS))}
            yield Problem(where, "没有名为 {name} 的规整方法", "可用的有：{known}", values)
        if not unknown and target in TARGETS:
            yield from _shape_faults(where, target, source)


def _shape_faults(where: str, target: str, source: ElementSource) -> Iterator[Problem]:
    """Compare the shape that the last telling normaliser gives with the one the element needs."""
    shapes = [NORMALISERS[name].gives for name, _ in source.rules]
    given = next((shape for shape in reversed(shapes) if shape is not None), Shape.TEXT)
    wanted = SHAPES.get(target, Shape.TEXT)
    if given is not wanted:
        yield Problem(
            where,
            "这一要素应是{wanted}，现在得到的是{given}",
            "请在 as 中加上给出该形式的规整方法",
            {"wanted": wanted.label, "given": given.label},
        )
