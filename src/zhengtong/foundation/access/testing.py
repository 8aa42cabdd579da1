"""Officers for every room's tests."""

from datetime import datetime, timedelta, timezone
from itertools import count

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.access import services
from zhengtong.foundation.access.selectors import get_officer
from zhengtong.foundation.access.types import Officer
from zhengtong.foundation.identity.testing import PASSWORD
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, make_body
from zhengtong.foundation.organisations.types import PostCode

__all__ = ["LONG_AGO", "PASSWORD", "make_officer"]

LONG_AGO = datetime(2020, 1, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))

_numbers = count(1)


def make_officer(
    *,
    post: PostCode | None = PostCode.COUNTER,
    body: str = CITY_JUSTICE,
    division: str | None = None,
    name: str = "李春梅",
    email: str = "",
    at: datetime = LONG_AGO,
) -> Officer:
    """Register an officer who can sign in with ``PASSWORD`` and holds a post since long ago.

    The body is entered if need be; without ``division`` the post covers the body's own.
    """
    number = next(_numbers)
    account_id = services.register_officer(
        email=email or f"officer{number}@example.cn",
        password=PASSWORD,
        name=name,
        staff_no=f"T{number:06d}",
        actor=SYSTEM,
        at=at,
    )
    if post is not None:
        entered = make_body(body)
        services.grant_post(
            account_id=account_id,
            post=post,
            body=entered.uscc,
            division_code=entered.division_code if division is None else division,
            actor=SYSTEM,
            at=at,
        )
    return get_officer(account_id)
