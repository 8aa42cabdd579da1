"""What other rooms' tests ask of the outbox."""

import itertools

from django.db import connection
from django.utils.timezone import now
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinatePeriodicDefer,
    ProcrastinateWorker,
)

from zhengtong.core.events import Event
from zhengtong.foundation.outbox.models import Message
from zhengtong.foundation.outbox.selectors import reactions
from zhengtong.foundation.outbox.services import relay_messages

JOB_TABLES = (
    ProcrastinateJob,
    ProcrastinateEvent,
    ProcrastinatePeriodicDefer,
    ProcrastinateWorker,
)


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


def let_jobs_be_emptied() -> None:
    """Let tests with real transactions empty the jobs as well; called by ``conftest``.

    Django empties only tables it calls its own, and a job left behind would run in a later test.
    """
    for model in JOB_TABLES:
        model._meta.managed = True  # noqa: SLF001 - Django's own name for it


def _finish(job_id: int) -> None:
    """Mark a job as done, as the worker does."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job_id])
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job_id])
