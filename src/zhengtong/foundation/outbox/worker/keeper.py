"""How the worker starts, outlives its database and stops."""

import asyncio
import logging
import signal
from asyncio import AbstractEventLoop, Event
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg
from django.db import InterfaceError, OperationalError, connections
from procrastinate.contrib.django import connector_params
from procrastinate.exceptions import ConnectorException

from zhengtong.foundation.outbox.worker.shift import ShiftEndedError, work

LOST = (ConnectorException, OperationalError, InterfaceError, psycopg.Error, ShiftEndedError)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
CONNECT_SECONDS = 3


def keep_working(*, concurrency: int, say: Callable[[str], object], words: dict[str, str]) -> None:
    """Work until SIGINT or SIGTERM, through every loss of the database.

    ``say`` hears ``words``: ``started``, then ``lost`` once per loss, ``back`` and ``stopped``.
    """
    _hush()
    asyncio.run(_keep(concurrency, say, words))


async def _keep(concurrency: int, say: Callable[[str], object], words: dict[str, str]) -> None:
    stop, loop = Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    loop.set_exception_handler(_ignore_lost)
    say(words["started"])
    while not stop.is_set():
        try:
            await asyncio.to_thread(_knock)
            await work(stop, concurrency=concurrency)
        except LOST as fault:
            say(words["lost"].format(error=_first_line(fault)))
            await _wait_for_database(stop)
            if not stop.is_set():
                say(words["back"])
    say(words["stopped"])


async def _wait_for_database(stop: Event) -> None:
    """Knock again and again, at growing intervals, until it answers or we are told to stop."""
    pause = FIRST_PAUSE
    while not stop.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), timeout=pause)
        pause = min(pause * 2, LONGEST_PAUSE)
        with suppress(*LOST):
            await asyncio.to_thread(_knock)
            return


def _knock() -> None:
    """Connect once, outside any pool; then let the pools be made anew, without dead connections."""
    psycopg.connect(**connector_params(), connect_timeout=CONNECT_SECONDS).close()
    connections["default"].close_pool()  # type: ignore[attr-defined]  # PostgreSQL's has it


def _first_line(fault: BaseException) -> str:
    """Return the first line of the innermost cause."""
    while fault.__cause__:
        fault = fault.__cause__
    return (str(fault).splitlines() or [type(fault).__name__])[0]


def _ignore_lost(loop: AbstractEventLoop, context: dict[str, Any]) -> None:
    """Leave unsaid, once more, that the database is lost: a job that could not say it had ended."""
    if not isinstance(context.get("exception"), LOST):
        loop.default_exception_handler(context)


def _hush() -> None:
    """Let the libraries be silent about lost connections; the keeper says it once."""
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    for name in ("manager", "worker", "worker.zhengtong"):
        logging.getLogger(f"procrastinate.{name}").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    fault = record.exc_info[1] if record.exc_info else None
    return not isinstance(fault, LOST)
