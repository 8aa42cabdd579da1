"""What every normaliser takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass, field

from zhengtong.core.labels import LabelledEnum
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.importing import DoubtKind


class Shape(LabelledEnum):
    """What an element is made of."""

    TEXT = "text", "一段文字", "Text"
    TEXTS = "texts", "若干段文字", "Texts"
    FLAG = "flag", "是或否", "Yes or no"
    NUMBER = "number", "整数", "Number"
    LIMIT = "limit", "时限", "Time limit"
    PHONES = "phones", "电话", "Telephone numbers"


@dataclass(slots=True)
class Reading:
    """What is being read: the words that mean nothing here, and the doubts met so far."""

    none_words: frozenset[str]
    doubts: list[tuple[DoubtKind, str]] = field(default_factory=list)

    def doubt(self, kind: DoubtKind, reason: str) -> None:
        """Note a doubt about this cell."""
        self.doubts.append((kind, reason))


Argument = JsonValue
Read = Callable[[JsonValue, Argument, Reading], JsonValue]


@dataclass(frozen=True, slots=True)
class Normaliser:
    """A way of reading; ``gives`` is ``None`` when the shape stays what it was."""

    read: Read
    gives: Shape | None = None


def words_of(argument: Argument) -> list[str]:
    """Return an argument as the words it lists."""
    if isinstance(argument, list | tuple):
        return [str(one) for one in argument]
    return [] if argument is None else [str(argument)]
