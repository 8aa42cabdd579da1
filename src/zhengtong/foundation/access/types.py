"""Who holds which post, in which body, for which division, and until when."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from zhengtong.core.actors import AccountId
from zhengtong.core.codes import Uscc
from zhengtong.foundation.organisations.types import PostCode

GrantId = NewType("GrantId", int)


@dataclass(frozen=True, slots=True)
class Grant:
    """A post held: ``division_prefix`` covers every division code that starts with it."""

    grant_id: GrantId
    account_id: AccountId
    post: PostCode
    body: Uscc
    division_prefix: str
    valid_from: datetime
    valid_until: datetime | None
    granted_by: AccountId | None


@dataclass(frozen=True, slots=True)
class Officer:
    """工作人员: somebody with a staff number, and the posts held now."""

    account_id: AccountId
    name: str
    email: str
    staff_no: str
    is_active: bool
    grants: tuple[Grant, ...]


@dataclass(frozen=True, slots=True)
class OfficerPage:
    """One page of officers in the order of staff numbers; ``after`` starts the next, if any."""

    officers: tuple[Officer, ...]
    after: str | None
