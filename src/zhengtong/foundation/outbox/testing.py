"""What other rooms' tests ask of the outbox."""

import itertools

from django.db import connection
from django.utils.timezone import now
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from zhengtong.core.events import Event
from zhengtong.foundation.outbox.models import Message
from zhengtong.foundation.outbox.selectors import reactions
from zhengtong.foundation.outbox.services import relay_messages


def emitted() -> list[Event]:
    """Return every fact told so far, oldest first."""
    known = reactions()
    messages = Message.objects.order_by("id").values_list("name", "payload")
    return [known[name].event(**payload) for name, payload in messages]


def deliver_all() -> int:
    """Relay every message and run every job, and what follows from them, now and in this thread.

    Jobs run through the same tasks as in the worker, in the order in which they were put in; an
    error is raised, not retried. Returns how many jobs ran.
    """
    for ran in itertools.count():
        while relay_messages(at=now()):
            pass
        job = ProcrastinateJob.objects.filter(status="todo").order_by("id").first()
        if job is None:
            return ran
        _finish(job.id)
        app.tasks[job.task_name].func(**job.args)
    raise AssertionError


def _finish(job_id: int) -> None:
    """Mark a job as done, as the worker does."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job_id])
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job_id])
