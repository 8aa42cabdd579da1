"""Who performs an act: the same value for citizens, officers and the platform itself."""

from dataclasses import dataclass
from typing import NewType

from zhengtong.core.labels import LabelledEnum

AccountId = NewType("AccountId", int)


class ActorKind(LabelledEnum):
    """In which capacity somebody acts."""

    CITIZEN = "citizen", "办事人", "Applicant"
    OFFICER = "officer", "工作人员", "Officer"
    SYSTEM = "system", "系统", "System"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting now; edges build it, commands pass it on to the ledger.

    ``body`` is the USCC of the officer's body and ``post`` the post acted in; both empty otherwise.
    """

    kind: ActorKind
    name: str
    account_id: AccountId | None = None
    body: str = ""
    post: str = ""


SYSTEM = Actor(kind=ActorKind.SYSTEM, name="政通平台")
