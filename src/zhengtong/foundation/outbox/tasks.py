"""Background work of the outbox: one delivery, one handler, one job."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhengtong.foundation.outbox import services
from zhengtong.foundation.outbox.types import MessageId

# 3, 9, 27 s … 1.8 h: eight tries within three hours outlast a restart and most outages.
RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)


@app.task(name=services.DELIVERY, queue="outbox", retry=RETRY)
def deliver(*, message_id: int, handler: str) -> None:
    """Let one handler react to one fact."""
    services.deliver(message_id=MessageId(message_id), handler=handler)
