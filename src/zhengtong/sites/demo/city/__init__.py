"""What the demo city is made of: one step each, in order, skipped when it was done before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the city needs: ``is_done()`` is quick; ``act(at)`` says in a word what it did."""

    zh: str
    en: str
    is_done: Callable[[], bool]
    act: Callable[[datetime], str]


STEPS: tuple[Step, ...] = ()
