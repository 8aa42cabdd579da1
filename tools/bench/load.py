"""Puts load on a runner from a process of its own, for a few seconds, and tells how it went.

``python -m tools.bench.load SPEC`` reads a JSON file and prints a JSON line.
"""

import asyncio
import json
import statistics
import sys
import threading
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from tools.bench import flows
from tools.bench.chain import load_parts, perform
from tools.bench.recipes import Statement

CREATED = 300


class Load:
    """What to ask, of whom, by how many, for how long; and what came of it."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.spec = spec
        self.acts = tuple(spec["acts"])
        self.seconds: list[float] = []
        self.faults: list[str] = []
        self._numbers = count()
        self.deadline = 0.0

    def next_case(self, applicant: dict[str, Any]) -> dict[str, str]:
        """Return what is known of the next case; cases go round the items."""
        return flows.known_for(self.spec, applicant, next(self._numbers))

    def is_over(self) -> bool:
        """Whether time is up or something went wrong."""
        return time.perf_counter() >= self.deadline or bool(self.faults)

    def summary(self, elapsed: float) -> dict[str, Any]:
        """Return the rate and the times of whole flows, in milliseconds."""
        ordered = sorted(self.seconds) or [0.0]
        return {
            "per_second": len(self.seconds) / elapsed,
            "p50_ms": statistics.median(ordered) * 1000,
            "p95_ms": ordered[int((len(ordered) - 1) * 0.95)] * 1000,
            "p99_ms": ordered[int((len(ordered) - 1) * 0.99)] * 1000,
            "done": len(self.seconds),
            "faults": self.faults[:3],
        }


async def over_http(load: Load) -> None:
    """Keep one connection open for each applicant."""
    await asyncio.gather(*(_talk(load, one) for one in load.spec["applicants"]))


async def _talk(load: Load, applicant: dict[str, Any]) -> None:
    flow = {"ours": flows.ours, "bare": flows.bare}[load.spec["runner"]]
    headers = {**load.spec["headers"], "applicant": applicant["header"]}
    reader, writer = await asyncio.open_connection("127.0.0.1", load.spec["port"])
    while not load.is_over():
        began = time.perf_counter()
        talk = flow(load.next_case(applicant), load.acts)
        request = next(talk, None)
        while request is not None and not load.faults:
            writer.write(flows.encoded(request, headers))
            status, answer = await read_answer(reader)
            if status >= CREATED:
                load.faults.append(f"{request.act}: {status} {answer[:300]!r}")
                break
            try:
                request = talk.send(answer)
            except StopIteration:
                request = None
        load.seconds.append(time.perf_counter() - began)
    writer.close()


async def read_answer(reader: asyncio.StreamReader) -> tuple[int, Any]:
    """Return the status, and what was said: read, where it is JSON."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    body = await _body(head, reader)
    is_read = b"content-type: application/json" in head and body
    return status, json.loads(body) if is_read else body


async def _body(head: bytes, reader: asyncio.StreamReader) -> bytes:
    if b"transfer-encoding: chunked" in head:
        return await _chunks(reader)
    if b"content-length:" not in head:
        return b""
    length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    return await reader.readexactly(length)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)


def straight_to_postgresql(load: Load) -> None:
    """Keep one connection open for each applicant, each in a thread."""
    parts = load_parts(Path(load.spec["recipes"]))
    threads = [
        threading.Thread(target=_repeat, args=(load, one, parts)) for one in load.spec["applicants"]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _repeat(load: Load, applicant: dict[str, Any], parts: dict[str, Any]) -> None:
    url = load.spec["database"]
    with psycopg.connect(url, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection:

        def send(statement: Statement, values: list[Any]) -> Sequence[Sequence[Any]]:
            cursor = connection.execute(statement.sql.encode(), values or None)
            return cursor.fetchall() if cursor.description else ()

        while not load.is_over():
            began = time.perf_counter()
            known = load.next_case(applicant)
            try:
                for act in load.acts:
                    perform(parts[act], known, send, connection.transaction)
            except psycopg.Error as fault:
                load.faults.append(f"{act}: {fault}")
            load.seconds.append(time.perf_counter() - began)


def main() -> None:
    """Run the load that the file describes."""
    load = Load(json.loads(Path(sys.argv[1]).read_text()))
    began = time.perf_counter()
    load.deadline = began + load.spec["seconds"]
    if load.spec["runner"] == "direct":
        straight_to_postgresql(load)
    else:
        asyncio.run(over_http(load))
    print(json.dumps(load.summary(time.perf_counter() - began)))


if __name__ == "__main__":
    main()
