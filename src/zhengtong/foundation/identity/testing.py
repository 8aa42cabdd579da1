"""Persons for every room's tests."""

from datetime import date, datetime, timedelta, timezone
from itertools import count

from stdnum.cn.ric import calc_check_digit as resident_check
from stdnum.cn.uscc import calc_check_digit as uscc_check

from zhengtong.core.actors import AccountId
from zhengtong.core.codes import ResidentId, Uscc
from zhengtong.foundation.identity import services
from zhengtong.foundation.identity.selectors import actor_of, get_person
from zhengtong.foundation.identity.types import LegalEntity, NaturalPerson

PASSWORD = "Yuexiu-2026-shenpi"
LONG_AGO = datetime(2020, 1, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))

_numbers = count(1)


def make_resident_id(number: int | None = None) -> ResidentId:
    """Return a resident id of 天河区 that no two calls share."""
    days, sequence = divmod(next(_numbers) if number is None else number, 500)
    born = date(1970, 1, 1) + timedelta(days=days)
    body = f"440106{born:%Y%m%d}{sequence + 100:03d}"
    return ResidentId.parse(body + resident_check(f"{body}0"))


def make_uscc(number: int | None = None) -> Uscc:
    """Return the USCC of a company of 广州市 that no two calls share."""
    body = f"91440101MA{next(_numbers) if number is None else number:07d}"
    return Uscc.parse(body + uscc_check(body))


def make_person(
    *,
    name: str = "陈晓明",
    email: str = "",
    resident_id: str = "",
    phone: str = "13800138000",
    at: datetime = LONG_AGO,
) -> NaturalPerson:
    """Register a citizen who can sign in with ``PASSWORD``."""
    account_id = services.register_person(
        email=email or f"citizen{next(_numbers)}@example.cn",
        password=PASSWORD,
        name=name,
        resident_id=resident_id or make_resident_id(),
        phone=phone,
        at=at,
    )
    return get_person(account_id)


def make_entity(
    account_id: AccountId, *, name: str = "广州示例科技有限公司", at: datetime = LONG_AGO
) -> LegalEntity:
    """Register an entity that an account represents."""
    return services.register_entity(
        account_id=account_id, uscc=make_uscc(), name=name, actor=actor_of(account_id), at=at
    )
