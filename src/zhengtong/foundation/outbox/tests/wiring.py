"""A wiring of its own for the outbox's tests: three facts and who hears them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from zhengtong.core.actors import SYSTEM
from zhengtong.core.events import Event
from zhengtong.foundation.ledger.services import record
from zhengtong.foundation.outbox.services import emit

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DoorOpened(Event):
    door: str
    width_mm: int
    is_front: bool
    by: str | None = None


@dataclass(frozen=True, slots=True)
class BellRung(Event):
    times: int


@dataclass(frozen=True, slots=True)
class NobodyCares(Event):
    why: str


@dataclass(frozen=True, slots=True)
class NeverWired(Event):
    why: str


def hear_door(event: DoorOpened) -> None:
    record(action="tests.heard-door", subject=event.door, actor=SYSTEM, at=NOON)


def ring_bell(event: DoorOpened) -> None:
    emit(BellRung(times=event.width_mm))


def hear_bell(event: BellRung) -> None:
    """Hear it, then fail, if it rings thirteen times."""
    record(action="tests.heard-bell", subject=str(event.times), actor=SYSTEM, at=NOON)
    if event.times == 13:
        raise ValueError("thirteen\nDETAIL: of these nothing is kept")


REACTIONS = {DoorOpened: (hear_door, ring_bell), BellRung: (hear_bell,), NobodyCares: ()}
NO_REACTIONS: dict[type[Event], tuple[()]] = {}
