"""Licences for every room's tests."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from itertools import count

from zhengtong.core.actors import SYSTEM, AccountId
from zhengtong.core.codes import LicenceIdentifier
from zhengtong.foundation.organisations.testing import PROVINCE_JUSTICE, make_body
from zhengtong.registries.licences.services import issue_licence
from zhengtong.registries.licences.types import Holder, HolderKind, JsonValue, LicenceOrder

ISSUED_AT = datetime(2026, 11, 20, 10, 30, tzinfo=timezone(timedelta(hours=8)))
FACTS: Mapping[str, JsonValue] = {
    "firm_name": "广东示例律师事务所",
    "address": "广州市越秀区连新路31号",
    "assets_yuan": 400000,
    "partners": ["陈晓明", "李四", "王五"],
}

_numbers = count(1)


def make_order(
    *,
    key: str = "",
    name: str = "陈晓明",
    account_id: AccountId | None = None,
    valid: str = "indefinitely",
    facts: Mapping[str, JsonValue] = FACTS,
) -> LicenceOrder:
    """Return the order of a 律师事务所执业许可证 from 广东省司法厅, which is entered if need be."""
    make_body(PROVINCE_JUSTICE)
    return LicenceOrder(
        type_code="law-firm-practice",
        holder=Holder(HolderKind.NATURAL_PERSON, name, "440106197001011000", account_id),
        issuer=PROVINCE_JUSTICE,
        key=key or f"order-{next(_numbers)}",
        case_no="11440100007483180K3440109001001202611200001",
        facts=facts,
        valid=valid,
    )


def make_licence(
    *,
    account_id: AccountId | None = None,
    valid: str = "indefinitely",
    at: datetime = ISSUED_AT,
) -> LicenceIdentifier:
    """Issue a 律师事务所执业许可证; its holder is ``account_id``, or nobody with an account."""
    order = make_order(account_id=account_id, valid=valid)
    return issue_licence(order=order, actor=SYSTEM, at=at)
