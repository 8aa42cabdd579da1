"""A demo city of its own for the journeys, started as a person starts it: with one command.

Web server, worker and embedded PostgreSQL are real processes; tests reach them from outside, by the
browser, by HTTP, by the command line and, where somebody tampers, straight in the database.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from config.embedded.server import PostgresServer, get_server
from config.environment import ROOT
from zhengtong.sites.demo.launcher.address import status_of

HOST = "127.0.0.1"
START_SECONDS = 240
STOP_SECONDS = 60
COMMAND_SECONDS = 120


@dataclass
class City:
    """The running platform, and the sign-ins that later visits of the same officer reuse."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    passports: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where the site answers."""
        return f"http://{HOST}:{self.port}"

    @property
    def output(self) -> str:
        """What the command has said so far."""
        return (self.folder / "demo.out").read_text()

    def next_serial(self) -> int:
        """Return a number that nobody in this city has: how many people have signed up."""
        return int(self.rows("select count(*) from identity_account")[0][0])

    def database_server(self) -> PostgresServer:
        """Return the embedded PostgreSQL that the command runs."""
        return get_server(self.folder / "postgres")

    def stop_database(self) -> None:
        """Stop PostgreSQL as an operator does: ``pg_ctl stop``, which throws everybody out."""
        self.database_server().stop()

    def start_database(self) -> None:
        """Start PostgreSQL again where it was."""
        self.database_server().ensure_postgres_running()

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """Open a connection to the city's database past the platform."""
        folder = str(self.database_server().get_postmaster_info().socket_dir)
        return psycopg.connect(host=folder, user="postgres", dbname="zhengtong")

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement past the platform and return its rows."""
        with self.connect() as connection:
            cursor = connection.execute(query, values)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run ``zhengtong <arguments>`` beside the running platform."""
        return subprocess.run(
            [sys.executable, "-m", "django", *arguments],
            env=environment_of(self.folder),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )


def environment_of(folder: Path) -> dict[str, str]:
    """Return the environment of the city's processes: its own state, its embedded database."""
    ours = {"DJANGO_SETTINGS_MODULE": "config.settings", "ZHENGTONG_STATE": str(folder)}
    deployment = ("ZHENGTONG_", "DATABASE_URL", "DJANGO_")
    kept = {key: text for key, text in os.environ.items() if not key.startswith(deployment)}
    return {**kept, **ours}


def start_city(folder: Path) -> City:
    """Run ``zhengtong demo`` in an empty folder and wait until the site answers."""
    port = free_port()
    with (folder / "demo.out").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "django", "demo", "--port", str(port)],
            env=environment_of(folder),
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    city = City(folder, port, process)
    await_city(city)
    return city


def await_city(city: City) -> None:
    """Wait for the address; a city that dies says why."""
    deadline = time.monotonic() + START_SECONDS
    while "Zhengtong is running" not in city.output:
        if city.process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(city.output)
        time.sleep(0.2)
    if status_of(HOST, city.port, "/") != 200:
        raise RuntimeError(city.output)


def stop_city(city: City) -> int:
    """Press Ctrl-C and return the exit code; PostgreSQL ends with the last who uses it, us."""
    city.process.send_signal(signal.SIGINT)
    code = city.process.wait(STOP_SECONDS)
    city.database_server().cleanup()
    return code


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
