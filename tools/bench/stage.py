"""Django's part of the preparation: the city, the old cases, and two recordings of a life."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django
import psycopg

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from tools.bench import flows  # noqa: E402
from tools.bench.city import City, build  # noqa: E402
from tools.bench.filling import fill  # noqa: E402
from tools.bench.recipes import Act  # noqa: E402
from tools.bench.recorder import recording  # noqa: E402

# Item and applicant of each tale. The first five warm caches and use up serials, so that in the
# last two, which are kept, whatever can differ does, and no two values that differ look alike.
TALES = ((10, 2), (23, 2), (10, 2), (23, 2), (23, 2), (10, 3), (23, 8))


def prepare(cases: int, applicants: int) -> tuple[City, list[tuple[list[Act], list[Act]]]]:
    """Return the city, and two recordings of each chain of acts in it, once caches are warm."""
    city = prepare_city(applicants)
    fill(cases, city.accounts, now())
    city.note_cases()
    recordings = []
    for acts in (flows.ACTS, *((one,) for one in flows.READS)):
        tales = [_tell(city, acts, *one) for one in TALES]
        recordings.append((tales[-2], tales[-1]))
    return city, recordings


def prepare_city(applicants: int) -> City:
    """Return the city in a new database, without any case yet."""
    call_command("migrate", verbosity=0)
    return build(applicants)


def hang_up() -> None:
    """Let nobody of us be connected to the database."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's, not every backend's


def copy_database(socket_folder: Path, names: tuple[str, ...]) -> None:
    """Copy the database, once nobody of us is connected to it."""
    hang_up()
    with psycopg.connect(host=str(socket_folder), user="postgres", autocommit=True) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name} TEMPLATE ours STRATEGY file_copy")


def _tell(city: City, wanted: tuple[str, ...], item: int, person: int) -> list[Act]:
    """Let one applicant and the officers go through a chain of acts."""
    applicant = city.applicants[person % len(city.applicants)]
    known = flows.known_for(asdict(city), applicant, item)
    headers = {**city.headers, "applicant": applicant["header"]}
    talk = flows.ours(known, wanted)
    acts: list[Act] = []
    answer: Any = None
    try:
        while True:
            request = talk.send(answer)
            with recording(request.act, {} if acts else known) as act:
                answer = _ask(request, headers[request.who])
            acts.append(act)
    except StopIteration:
        return acts


def _ask(request: flows.Request, header: str) -> Any:
    cookie, token = (line.partition(": ")[2] for line in header.split("\r\n"))
    client = Client(headers={"Cookie": cookie, "X-CSRFToken": token, "Host": "127.0.0.1"})
    body = "" if request.body is None else json.dumps(request.body)
    answer = client.generic(request.method, request.path, body, content_type="application/json")
    if answer.status_code >= 300:  # noqa: PLR2004 - HTTP
        raise SystemExit(f"{request.act}: {answer.status_code} {answer.content.decode()[:2000]}")
    is_json = answer.headers.get("Content-Type", "").startswith("application/json")
    return json.loads(answer.content) if is_json and answer.content else None
