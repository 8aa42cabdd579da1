"""The clock of a case as values: what runs, what stands still, how urgent it is."""

from dataclasses import dataclass
from datetime import date, datetime

from zhengtong.core.labels import LabelledEnum
from zhengtong.registries.service_items.types import Limit


class Card(LabelledEnum):
    """监察状态: how urgent a time limit is. Source: 电子监察 预警、黄牌、红牌."""

    NORMAL = "normal", "正常", "On time"
    WARNING = "warning", "预警", "Warning"
    YELLOW = "yellow", "黄牌", "Yellow card"
    RED = "red", "红牌", "Red card"

    @property
    def code(self) -> str:
        """Return the code that supervision systems exchange."""
        return {"normal": "0", "warning": "1", "yellow": "2", "red": "5"}[self.value]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a card changes; a tenant's own, from ``settings.CARD_THRESHOLDS``.

    Units: working days. A warning from ``warning_days_left`` before the due day on; yellow from
    ``yellow_days_left`` on (0 is the due day itself); red beyond the due day, once
    ``red_days_overdue`` working days have passed (0 is the very next day).
    """

    warning_days_left: int = 1
    yellow_days_left: int = 0
    red_days_overdue: int = 0


@dataclass(frozen=True, slots=True)
class CardDays:
    """Where one card ends and the next begins, on one day: red up to and including ``red_until``.

    Units: due dates.
    """

    red_until: date
    yellow_until: date
    warning_until: date


@dataclass(frozen=True, slots=True)
class Pause:
    """A procedure whose time is not counted, from its begin to its end, if it has ended."""

    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Everything a due date follows from.

    Units: ``extended_days`` in working days.
    """

    started_at: datetime
    limit: Limit
    extended_days: int = 0
    pauses: tuple[Pause, ...] = ()


class Approver(LabelledEnum):
    """Who may let a time limit be extended. Source: 行政许可法 第四十二条."""

    HEAD = "head", "本行政机关负责人", "the head of the deciding body"
    GOVERNMENT = "government", "本级人民政府负责人", "the head of the government at that level"


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """How far the limit of an item may be extended, and by whom.

    Units: ``most_days`` in working days.
    """

    most_days: int
    approver: Approver


@dataclass(frozen=True, slots=True)
class ExtensionOffer:
    """What an officer may approve for a case, and in which body."""

    body: str
    rule: ExtensionRule


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """An extension as the applicant is told it.

    Units: ``days`` in working days.
    """

    days: int
    reasons: str
    granted_at: datetime
