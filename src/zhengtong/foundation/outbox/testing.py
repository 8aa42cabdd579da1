"""What other rooms' tests ask of the outbox."""

from django.conf import settings
from django.utils.module_loading import import_string

from zhengtong.core.events import Event
from zhengtong.foundation.outbox.models import Message


def emitted() -> list[Event]:
    """Return every fact told so far, oldest first."""
    known = {event.name(): event for event in import_string(settings.OUTBOX_WIRING)}
    return [known[m.name](**m.payload) for m in Message.objects.order_by("id")]
