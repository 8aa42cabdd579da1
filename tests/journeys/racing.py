"""Rows held in a transaction of our own, so that requests that need them stop in the middle."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from tests.journeys.city import City

PATIENCE_SECONDS = 15
Connection = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def held(city: City, query: str, *values: object) -> Iterator[Connection]:
    """Hold the rows of a ``select … for update``; leaving lets every waiting request go on."""
    holder = city.connect()
    try:
        assert len(holder.execute(query, values).fetchall()) == 1
        yield holder
    finally:
        holder.close()


def await_waiting(city: City, holder: Connection, count: int) -> None:
    """Wait until so many requests wait for what is held."""
    query = "select count(*) from pg_stat_activity where %s = any(pg_blocking_pids(pid))"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while city.rows(query, holder.info.backend_pid)[0][0] < count:
        assert time.monotonic() < deadline, f"never were {count} requests waiting"
        time.sleep(0.05)
