"""What the worker does while it has a database."""

import asyncio
import logging
from asyncio import Event, Task
from collections.abc import Callable, Coroutine, Iterable
from contextlib import suppress
from typing import Any

from django.db import connections
from django.utils.timezone import now
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.contrib.django import app, connector_params
from procrastinate.middleware import SyncCallNext
from procrastinate.worker import Worker

from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.outbox import selectors, services
from zhengtong.foundation.outbox.types import JobId

logger = logging.getLogger(__name__)

RELAY_SECONDS = 0.2
SEAL_SECONDS = 0.5
RESCUE_SECONDS = 15.0
TIDY_SECONDS = 3600.0
POLL_SECONDS = 2.0  # jobs are announced by NOTIFY; this is for announcements lost on the way
HEARTBEAT_SECONDS = 5.0
STALLED_SECONDS = 30.0
CONNECTION_SECONDS = 4.0  # what a connection is waited for before the database counts as lost
FAREWELL_SECONDS = 15.0  # what a running job is given to end when the worker is told to stop


class ShiftEndedError(Exception):
    """Part of the worker stopped by itself; the others cannot go on without it."""


async def work(stop: Event, *, concurrency: int) -> None:
    """Do all background work until ``stop`` is set or the database is lost.

    Raises: whatever the database raised when it was lost, or ``ShiftEndedError``.
    """
    connector = PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=4, timeout=CONNECTION_SECONDS
    )
    # An app of its own around the same tasks: what a task defers goes through Django's connection,
    # in the task's transaction, and never through this connector.
    crew = App(connector=connector)
    crew.tasks, crew.periodic_registry = app.tasks, app.periodic_registry
    async with crew.open_async():
        await _until(
            stop,
            crew.run_worker_async(
                name="zhengtong",
                concurrency=concurrency,
                fetch_job_polling_interval=POLL_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
                shutdown_graceful_timeout=FAREWELL_SECONDS,
                delete_jobs="successful",
                install_signal_handlers=False,
                task_middleware=[*(app.worker_defaults.get("task_middleware") or []), _noting],
            ),
            _repeat(lambda: services.relay_messages(at=now()), every=RELAY_SECONDS),
            _repeat(lambda: ledger.seal_entries(at=now()), every=SEAL_SECONDS),
            _repeat(_tidy, every=TIDY_SECONDS),
            _rescue(crew),
        )


async def _until(stop: Event, *duties: Coroutine[Any, Any, None]) -> None:
    """Run all duties until told to stop, or until the first of them ends."""
    tasks = [asyncio.create_task(duty) for duty in duties]
    told = asyncio.create_task(stop.wait())
    done, _pending = await asyncio.wait([*tasks, told], return_when=asyncio.FIRST_COMPLETED)
    await _dismiss([*tasks, told])
    if told in done:
        return
    for task in done:
        task.result()
    raise ShiftEndedError


async def _dismiss(tasks: Iterable[Task[Any]]) -> None:
    """Cancel what still runs and wait for it; running jobs end first, within their time."""
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _repeat(act: Callable[[], int], *, every: float) -> None:
    """Do ``act`` in a thread, again at once while there is more of it, else after a pause."""
    while True:
        if not await asyncio.to_thread(_in_thread, act):
            await asyncio.sleep(every)


def _in_thread(act: Callable[[], int]) -> int:
    """Give the connection back to the pool after each act: the next may run in another thread."""
    try:
        return act()
    finally:
        connections.close_all()


def _tidy() -> int:
    """Forget what is long done, and say loudly which facts nobody is listed to hear."""
    for name in selectors.get_backlog().unknown_names:
        logger.error("%s is waiting in the outbox, but config/wiring.py does not list it", name)
    services.forget_messages(at=now())
    return 0


async def _rescue(crew: App) -> None:
    """Take up again what a killed worker had begun."""
    while True:
        jobs = await crew.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
        for job in jobs:
            await crew.job_manager.retry_job(job=job, retry_at=now())
        await asyncio.sleep(RESCUE_SECONDS)


def _noting(call_next: SyncCallNext, context: JobContext, _worker: Worker) -> Any:
    """Keep the error of a job that fails, then let it fail."""
    try:
        return call_next()
    except Exception as fault:
        if context.job.id is not None:
            # If the database is what failed there is nowhere to keep it, and no need to.
            with suppress(Exception):
                services.note_stumble(job_id=JobId(context.job.id), fault=fault, at=now())
        raise
