"""Facts of the calendar."""

from dataclasses import dataclass

from zhengtong.core.events import Event


@dataclass(frozen=True, slots=True)
class CalendarLoaded(Event):
    """The working days of a year are known; ``is_replaced`` says that others were known before."""

    year: int
    is_replaced: bool
    at: str
