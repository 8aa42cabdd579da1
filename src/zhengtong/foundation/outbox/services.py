"""Commands of the outbox."""

from dataclasses import asdict

from zhengtong.core.events import Event
from zhengtong.foundation.outbox.models import Message


def emit(event: Event) -> None:
    """Tell a fact, in the transaction that makes it true: one insert.

    Guarantee: handlers run after commit, at least once each; never when the act is rolled back.
    """
    Message.objects.create(name=event.name(), payload=asdict(event))
