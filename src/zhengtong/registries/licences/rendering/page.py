"""What stands on a licence: the rows and texts that the template lays out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zhengtong.core.codes import LicenceIdentifier
from zhengtong.core.errors import Problem
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.licences.documents.schema import FieldRow, LicenceTypeDocument, Shown
from zhengtong.registries.licences.errors import LicenceFactsMissingError
from zhengtong.registries.licences.rules import fact_at
from zhengtong.registries.licences.types import Holder, JsonValue

SPECIMEN_SEAL = "样章"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register says of a licence about to be printed."""

    identifier: LicenceIdentifier
    number: str
    issuer: LocalisedText
    issued_on: date
    valid_until: date | None
    verify_url: str
    is_specimen: bool


def compose_page(
    document: LicenceTypeDocument, holder: Holder, facts: Mapping[str, JsonValue], entry: Entry
) -> dict[str, object]:
    """Return the page as the template reads it.

    ``holder.name`` and ``holder.id_number`` are facts of every licence.

    Raises: ``LicenceFactsMissingError`` naming every field that is absent or cannot be read.
    """
    known = {**facts, "holder": {"name": holder.name, "id_number": holder.id_number}}
    values = [(field, fact_at(known, field.path)) for field in document.fields]
    problems = tuple(problem for field, value in values for problem in _problems(field, value))
    if problems:
        raise LicenceFactsMissingError(problems=problems)
    rows = [_row(field, value) for field, value in values if value]
    return {
        "title": document.name.model_dump(),
        "statement": document.statement.model_dump(),
        "number": entry.number,
        "identifier": str(entry.identifier),
        "issuer": {"zh": entry.issuer.zh, "en": entry.issuer.en},
        "issued": _date_parts(entry.issued_on),
        "rows": [*rows, _validity(entry.valid_until)],
        "basis": "；".join(map(str, document.basis)),
        "verify_url": entry.verify_url,
        "specimen": entry.is_specimen,
        "seal": SPECIMEN_SEAL if entry.is_specimen else "",
    }


def _row(field: FieldRow, value: str) -> dict[str, object]:
    label = field.label.model_dump()
    return {"label": label, "value": _shown(field, value), "prominent": field.prominent}


def _shown(field: FieldRow, value: str) -> str:
    if field.shown == Shown.YUAN:
        return _yuan(value)
    if field.shown == Shown.DATE:
        return chinese_date(date.fromisoformat(value))
    return "、".join(field.texts.get(one, one) for one in value.split("、"))


def _yuan(value: str) -> str:
    """Return whole yuan; round sums of ten thousands read as people say them."""
    amount = int(value)
    if amount and amount % 10_000 == 0:
        return f"人民币{amount // 10_000}万元"
    return f"人民币{amount:,}元"


def chinese_date(day: date) -> str:
    """Return ``2026年11月21日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def _validity(until: date | None) -> dict[str, object]:
    value = f"至{chinese_date(until)}" if until else "长期"
    return {"label": {"zh": "有效期", "en": "Validity"}, "value": value, "prominent": False}


def _date_parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _problems(field: FieldRow, value: str) -> Iterator[Problem]:
    if not value:
        if field.required:
            yield _problem(field, "缺少“{label}”")
        return
    try:
        _shown(field, value)
    except ValueError:
        yield _problem(field, "“{label}”不是{kind}")


def _problem(field: FieldRow, text: str) -> Problem:
    return Problem(
        where=field.path,
        text=text,
        mend="请在办件信息中补齐",
        values={"label": field.label.zh, "kind": field.shown.label},
    )
