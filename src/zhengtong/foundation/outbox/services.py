"""Commands of the outbox: tell a fact, relay it, deliver it; take up failed work again."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.types import JSONDict  # noqa: TC002 - as every other import here

from zhengtong.core.events import Event
from zhengtong.foundation.outbox import selectors
from zhengtong.foundation.outbox.errors import JobNotFailedError
from zhengtong.foundation.outbox.models import Message, Stumble
from zhengtong.foundation.outbox.types import JobId, MessageId

DELIVERY = "outbox.deliver"
KEPT_FOR = timedelta(days=30)
ERROR_LENGTH = 500

# Written out for the same reason as the ledger's insert: every act pays for it.
INSERT = "INSERT INTO outbox_message (name, payload) VALUES (%s, %s)"


def emit(event: Event) -> None:
    """Tell a fact, in the transaction that makes it true: one insert.

    Raises: ``TransactionManagementError`` outside a transaction, ``LookupError`` for an event that
        ``config/wiring.py`` does not list.
    Guarantee: handlers run after commit, at least once each; never when the act is rolled back.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("emit() belongs in the act's transaction")
    name = event.name()
    if name not in selectors.reactions():
        raise LookupError(f"{name} is not listed in config/wiring.py")
    with connection.cursor() as cursor:
        cursor.execute(INSERT, (name, json.dumps(asdict(event))))


@transaction.atomic
def relay_messages(*, at: datetime, limit: int = 200) -> int:
    """Turn waiting messages into one job for each of their handlers; return how many messages.

    Several relays share the work without waiting for each other. A message whose event is not wired
    stays where it is, until it is.
    """
    reactions = selectors.reactions()
    waiting = Message.objects.select_for_update(skip_locked=True).filter(relayed_at__isnull=True)
    messages = list(waiting.filter(name__in=list(reactions)).order_by("id")[:limit])
    jobs: list[JSONDict] = [
        {"message_id": message.pk, "handler": path}
        for message in messages
        for path in reactions[message.name].handlers
    ]
    if jobs:
        app.configure_task(DELIVERY, allow_unknown=False).batch_defer(*jobs)
    if messages:
        relayed = Message.objects.filter(id__in=[message.pk for message in messages])
        relayed.update(relayed_at=at)
    return len(messages)


@transaction.atomic
def deliver(*, message_id: MessageId, handler: str) -> None:
    """Let one handler react to one fact, in a transaction of its own.

    Raises: ``LookupError`` for an event or a handler that is wired no longer.
    """
    message = Message.objects.get(id=message_id)
    reaction = selectors.reactions().get(message.name)
    if reaction is None or handler not in reaction.handlers:
        raise LookupError(f"{handler} is not wired to {message.name} any longer")
    reaction.handlers[handler](reaction.event(**message.payload))


def note_stumble(*, job_id: JobId, fault: BaseException, at: datetime) -> None:
    """Keep the first line of an error, for those who look after the platform.

    Only the first: the database's further lines quote the values of the row.
    """
    lines = str(fault).splitlines() or [""]
    error = f"{type(fault).__name__}: {lines[0]}"[:ERROR_LENGTH]
    Stumble.objects.update_or_create(job_id=job_id, defaults={"error": error, "failed_at": at})


def retry_job(*, job_id: JobId, at: datetime) -> None:
    """Take up work again that was given up.

    Raises: ``JobNotFailedError``.
    """
    if not ProcrastinateJob.objects.filter(id=job_id, status="failed").exists():
        raise JobNotFailedError(job=str(job_id))
    app.job_manager.retry_job_by_id(job_id, retry_at=at)


@transaction.atomic
def forget_messages(*, at: datetime) -> int:
    """Delete messages relayed long ago that no job refers to, and stumbles of jobs long done."""
    unfinished = ProcrastinateJob.objects.filter(task_name=DELIVERY).values_list("args", flat=True)
    needed = {args["message_id"] for args in unfinished}
    old = Message.objects.filter(relayed_at__lt=at - KEPT_FOR).exclude(id__in=needed)
    forgotten, _by_model = old.delete()
    Stumble.objects.exclude(job_id__in=ProcrastinateJob.objects.values("id")).delete()
    return forgotten
