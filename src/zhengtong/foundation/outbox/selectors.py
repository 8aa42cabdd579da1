"""Reads of the outbox: what reacts to what, what waits, what failed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.utils.module_loading import import_string
from procrastinate.contrib.django.models import ProcrastinateJob

from zhengtong.core.events import Event
from zhengtong.foundation.outbox.models import Message, Stumble
from zhengtong.foundation.outbox.types import Backlog, Failure, JobId


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows from one kind of fact: its handlers by dotted path."""

    event: type[Event]
    handlers: Mapping[str, Callable[[Any], None]]


def reactions() -> Mapping[str, Reaction]:
    """Return what the wiring says, by the name of the event; read once in each process."""
    return _reactions(settings.OUTBOX_WIRING)


@cache
def _reactions(wiring: str) -> Mapping[str, Reaction]:
    wired: Mapping[type[Event], tuple[Callable[[Any], None], ...]] = import_string(wiring)
    return {
        event.name(): Reaction(event, {f"{h.__module__}.{h.__qualname__}": h for h in handlers})
        for event, handlers in wired.items()
    }


def list_failures(*, before: JobId | None = None, limit: int = 50) -> tuple[Failure, ...]:
    """Return background work that was given up or waits for another try, latest first."""
    stumbled = ProcrastinateJob.objects.filter(status__in=["failed", "todo"], attempts__gt=0)
    if before is not None:
        stumbled = stumbled.filter(id__lt=before)
    jobs = list(stumbled.order_by("-id")[:limit])
    stumbles = Stumble.objects.in_bulk([job.id for job in jobs])
    deliveries = [job.args["message_id"] for job in jobs if "handler" in job.args]
    names = dict(Message.objects.filter(id__in=deliveries).values_list("id", "name"))
    return tuple(_failure(job, stumbles.get(job.id), names) for job in jobs)


def get_backlog() -> Backlog:
    """Return how much is waiting; a sign of health for those who look after the platform."""
    waiting = Message.objects.filter(relayed_at__isnull=True)
    unknown = waiting.exclude(name__in=list(reactions())).values_list("name", flat=True).distinct()
    jobs = ProcrastinateJob.objects
    return Backlog(
        messages=waiting.count(),
        oldest_message_at=waiting.aggregate(oldest=Min("emitted_at"))["oldest"],
        unknown_names=tuple(sorted(unknown)),
        jobs=jobs.filter(status__in=["todo", "doing"]).count(),
        failures=jobs.filter(status="failed").count(),
    )


def _failure(job: ProcrastinateJob, stumble: Stumble | None, names: Mapping[int, str]) -> Failure:
    what = job.task_name
    if "handler" in job.args:
        what = f"{names.get(job.args['message_id'], '?')} → {job.args['handler']}"
    return Failure(
        job_id=JobId(job.id),
        what=what,
        error=stumble.error if stumble else "",
        attempts=job.attempts,
        failed_at=stumble.failed_at if stumble else None,
        retry_at=job.scheduled_at if job.status == "todo" else None,
    )
