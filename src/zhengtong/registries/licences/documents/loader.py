"""Reads licence type documents; every fault of every document is told at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from zhengtong.core.errors import Problem
from zhengtong.core.texts import noop
from zhengtong.registries.licences.documents.schema import LicenceTypeDocument
from zhengtong.registries.licences.errors import LicenceTypeFaultyError, LicenceTypeNotFoundError

DOCUMENT = "licence.yaml"
TEMPLATE = "licence.typ"
COMMON_TEMPLATE = "specimen.typ"

# What pydantic finds, told to the author in Chinese; ``{hole}``s are pydantic's own values.
FAULTS = {
    "missing": noop("缺少这一项"),
    "extra_forbidden": noop("没有这一项，请检查是否写错"),
    "string_type": noop("应为文字"),
    "string_too_short": noop("不能为空"),
    "string_pattern_mismatch": noop("写法不对，应符合 {pattern}"),
    "literal_error": noop("应为 {expected}"),
    "enum": noop("应为 {expected} 之一"),
    "too_short": noop("至少要有 {min_length} 项"),
    "bool_parsing": noop("应为 true 或 false"),
    "tuple_type": noop("应为列表"),
    "model_type": noop("应为若干“名称: 值”"),
    "dict_type": noop("应为若干“名称: 值”"),
}


@dataclass(frozen=True, slots=True)
class LicenceType:
    """A licence type read from disk, and the Typst template that sets it."""

    slug: str
    document: LicenceTypeDocument
    template: Path


@lru_cache(maxsize=256)
def load_type(folder: Path, slug: str) -> LicenceType:
    """Return the type ``slug``; a document is read once in the life of a process.

    Raises: ``LicenceTypeNotFoundError``, ``LicenceTypeFaultyError`` with every fault.
    """
    if slug not in list_slugs(folder):
        raise LicenceTypeNotFoundError(slug=slug)
    document, problems = read_document(folder / slug / DOCUMENT)
    if document is None:
        raise LicenceTypeFaultyError(slug=slug, problems=problems)
    own = folder / slug / TEMPLATE
    return LicenceType(slug, document, own if own.is_file() else folder / COMMON_TEMPLATE)


def list_slugs(folder: Path) -> tuple[str, ...]:
    """Return every type that has a document, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{DOCUMENT}")))


def check_types(folder: Path) -> tuple[Problem, ...]:
    """Return every fault of every document, and every type code used twice."""
    found: list[Problem] = []
    used: dict[str, str] = {}
    for slug in list_slugs(folder):
        document, problems = read_document(folder / slug / DOCUMENT)
        found.extend(problems)
        if document is None:
            continue
        first = used.setdefault(document.code, slug)
        if first != slug:
            found.append(
                Problem(
                    where=f"{slug}/{DOCUMENT}: code",
                    text="证照类型代码 {code} 已由“{first}”使用",
                    mend="请换一个顺序号",
                    values={"code": document.code, "first": first},
                )
            )
    return tuple(found)


def read_document(path: Path) -> tuple[LicenceTypeDocument | None, tuple[Problem, ...]]:
    """Return the document, or ``None`` and every fault in it."""
    where = f"{path.parent.name}/{path.name}"
    try:
        content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return LicenceTypeDocument.model_validate(content), ()
    except YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        return None, (Problem(where=f"{where}:{line}", text="这一行附近的 YAML 写法有误"),)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        return None, tuple(_problem(where, one) for one in faults if not _is_echo(one, faults))


def _problem(where: str, fault: ErrorDetails) -> Problem:
    values = {name: str(value) for name, value in fault.get("ctx", {}).items()}
    if "expected" in values:
        values["expected"] = (
            values["expected"].replace("'", "").replace(" or ", ", ").replace(", ", "、")
        )
    message = fault["msg"].removeprefix("Value error, ")
    return Problem(
        where=f"{where}: {'.'.join(map(str, fault['loc']))}",
        text=FAULTS.get(fault["type"], "{message}"),
        values={"message": message, **values},
    )


def _is_echo(fault: ErrorDetails, faults: Sequence[ErrorDetails]) -> bool:
    """Return whether a list is called too short only because what stands in it is faulty."""
    place = fault["loc"]
    inside = (one["loc"] for one in faults if one["loc"] != place)
    return fault["type"] == "too_short" and any(loc[: len(place)] == place for loc in inside)
