"""The law of licences: how long they hold, what state they are in, what the public may see."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from zhengtong.registries.licences.types import HolderKind, JsonValue, LicenceStatus

TERM = re.compile(r"(\d{1,3}) (year|month|day)s?")
MONTHS = {"year": 12, "month": 1}
REVOCABLE = frozenset({LicenceStatus.VALID, LicenceStatus.SUSPENDED})


def valid_until(issued_on: date, term: str) -> date | None:
    """Return the last day on which the licence holds; ``None`` when it holds indefinitely.

    The day of issue is not counted; a term in years or months ends on the corresponding day, or on
    the last day of a month that has none.

    Units: Beijing calendar days.
    Raises: ``ValueError`` when the term is not written as it must be.
    Source: 民法典 第二百零一条, 第二百零二条.
    """
    if term == "indefinitely":
        return None
    found = TERM.fullmatch(term.strip())
    if found is None or int(found[1]) == 0:
        raise ValueError(term)
    amount, unit = int(found[1]), found[2]
    if unit == "day":
        return issued_on + timedelta(days=amount)
    months = issued_on.year * 12 + issued_on.month - 1 + amount * MONTHS[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(issued_on.day, monthrange(year, month + 1)[1]))


def status_on(stored: LicenceStatus, until: date | None, today: date) -> LicenceStatus:
    """Return the state on ``today``: an act outweighs expiry, expiry outweighs validity.

    Source: 行政许可法 第七十条第一项 (有效期届满未延续).
    """
    if stored == LicenceStatus.VALID and until is not None and until < today:
        return LicenceStatus.EXPIRED
    return stored


def masked_name(kind: HolderKind, name: str) -> str:
    """Return the name as a public page may show it: of a person only the last character.

    The name of an entity is public (企业信息公示暂行条例 第六条) and stays.

    Guarantee: as long as the name.
    Source: 个人信息保护法 第六条 (最小必要).
    """
    if kind == HolderKind.LEGAL_ENTITY:
        return name
    return "*" * max(len(name) - 1, 1) + name[1:][-1:]


def fact_at(facts: Mapping[str, JsonValue], path: str) -> str:
    """Return the fact at a dotted path as text; a list is joined; an absent fact is empty.

    ``partners.name`` reads the name of every row of ``partners``.

    Source: GB/T 36904—2018 电子证照 元数据规范 (照面信息).
    """
    found: JsonValue = facts
    for part in path.split("."):
        found = _step(found, part)
    return _as_text(found)


def _step(value: JsonValue, part: str) -> JsonValue:
    if isinstance(value, Mapping):
        return value.get(part)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_step(one, part) for one in value]
    return None


def _as_text(value: JsonValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(filter(None, map(_as_text, value)))
    return str(value)
