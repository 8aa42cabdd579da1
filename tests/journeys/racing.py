"""Rows held in a transaction of our own, so that requests that need them stop in the middle."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import psycopg
from playwright.sync_api import Page

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
    """Wait until so many requests wait for what is held, or for one that waits for it."""
    query = (
        "with recursive waiting (pid) as (select %s::integer union select a.pid"
        " from pg_stat_activity a join waiting w on w.pid = any(pg_blocking_pids(a.pid)))"
        " select count(*) - 1 from waiting"
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    while city.rows(query, holder.info.backend_pid)[0][0] < count:
        assert time.monotonic() < deadline, f"never were {count} requests waiting"
        time.sleep(0.05)


@dataclass(frozen=True)
class Posting:
    """A form to be sent from another thread, with the session that a browser has."""

    url: str
    cookies: str
    token: str

    @classmethod
    def of(cls, page: Page, path: str) -> "Posting":
        """Take the session and token of a page."""
        cookies = {one["name"]: one["value"] for one in page.context.cookies()}
        joined = "; ".join(f"{name}={value}" for name, value in cookies.items())
        origin = "/".join(page.url.split("/")[:3])
        return cls(f"{origin}{path}", joined, cookies["csrftoken"])

    def send(self) -> tuple[int, str]:
        """Send the form without fields; return the status and where it leads."""
        where = urlsplit(self.url)
        connection = HTTPConnection(where.hostname or "", where.port, timeout=30)
        body = urlencode({"csrfmiddlewaretoken": self.token})
        kind = "application/x-www-form-urlencoded"
        headers = {"Cookie": self.cookies, "Content-Type": kind, "Accept": "text/html"}
        connection.request("POST", where.path, body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.headers.get("Location", "")
