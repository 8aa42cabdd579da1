"""The five kinds of refusal; a room subclasses one of them for each refusal of its own.

DomainError
├── NotFoundError      there is no such thing, or not for you
├── ForbiddenError     you can see it, but may not do this
├── InvalidError       what you sent cannot be right; ``problems`` lists every fault
├── ConflictError      it was right once; the state of things has moved on
└── UnavailableError   something we need does not answer; try again later

Kinds, never classes, map to HTTP, in one table in ``zhengtong.ui``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong (Chinese msgid, ``{named}`` holes), what to do."""

    where: str
    text: str
    mend: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.text} {self.mend}".strip().format(**self.values)


class DomainError(Exception):
    """A refusal the person can understand: a stable code, a text to translate, typed values.

    ``text`` is a Chinese message id with ``{named}`` holes, filled from ``values``; edges translate
    it before they fill it. Whatever is raised and is not a ``DomainError`` is our own fault.
    """

    code: ClassVar[str] = "core.refused"
    text: ClassVar[str] = "无法完成这一操作"

    def __init__(self, *, problems: tuple[Problem, ...] = (), **values: str) -> None:
        super().__init__(self.text.format(**values))
        self.values: Mapping[str, str] = values
        self.problems = problems


class NotFoundError(DomainError):
    """There is no such thing, or none that this person may know of."""

    code = "core.not-found"
    text = "没有找到您要的内容"


class ForbiddenError(DomainError):
    """The thing is visible, the act is not allowed."""

    code = "core.forbidden"
    text = "您没有办理这一操作的权限"


class InvalidError(DomainError):
    """What was sent cannot be right; every fault is in ``problems``."""

    code = "core.invalid"
    text = "填写的内容有误，请按提示修改"


class ConflictError(DomainError):
    """The state of things has moved on since the person looked."""

    code = "core.conflict"
    text = "情况已经变化，请刷新页面后再试"


class UnavailableError(DomainError):
    """Something the act needs does not answer now; nothing was changed."""

    code = "core.unavailable"
    text = "系统暂时无法处理，请稍后再试"
