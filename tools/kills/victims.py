"""What is killed: the database, the web server, the worker; and how each comes back."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil  # type: ignore[import-untyped]  # ships no types
from django.db.utils import OperationalError

from config.embedded import server
from zhengtong.sites.demo.launcher.address import status_of
from zhengtong.sites.demo.management.commands.demo import granian_arguments

HOST = "127.0.0.1"
OK = 200
PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.1


class Victim(Protocol):
    """Something that can be killed, and started again."""

    name: str

    def start(self) -> None:
        """Start it; returns when it is there again."""

    def kill(self) -> None:
        """Kill it and everything it has started, by SIGKILL."""


@dataclass(slots=True)
class Database:
    """The embedded PostgreSQL: its postmaster dies first, then whatever it leaves behind."""

    folder: Path
    name: str = "database"

    def start(self) -> None:
        """Start the server, which first replays what it had promised to keep."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                server.start(self.folder)
            except OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(PAUSE_SECONDS)
            else:
                return

    def kill(self) -> None:
        """Kill the postmaster and its children."""
        pid = int((self.folder / "postmaster.pid").read_text().partition("\n")[0])
        postmaster = psutil.Process(pid)
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, PATIENCE_SECONDS)


@dataclass(slots=True)
class Program:
    """``python -m …`` in a session of its own, so that its children die with it."""

    name: str
    arguments: tuple[str, ...]
    environment: dict[str, str]
    log: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the program, and wait until it answers on its port; its log is added to."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.arguments],
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if self.port:
            _await_answer(self.port)

    def kill(self) -> None:
        """Kill the program and its children."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Let the program end in peace, then make sure of it."""
        if self.process is not None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE_SECONDS)
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            self.process.wait()


def web_server(port: int, environment: dict[str, str], logs: Path) -> Program:
    """Return the web server, as ``zhengtong demo`` starts it."""
    arguments = tuple(granian_arguments(port))
    return Program("web server", arguments, environment, logs / "web.log", port)


def worker(environment: dict[str, str], logs: Path) -> Program:
    """Return the worker, as ``zhengtong demo`` starts it."""
    return Program("worker", ("django", "worker"), environment, logs / "worker.log")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
    return port


def _await_answer(port: int) -> None:
    """Wait until the platform shows its home page."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while status_of(HOST, port, "/") != OK:
        if time.monotonic() > deadline:
            raise SystemExit("平台没有应答 The platform does not answer")
        time.sleep(PAUSE_SECONDS)
