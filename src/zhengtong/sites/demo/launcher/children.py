"""The web server and the worker as child processes of the one that the person started."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

STOP_TIMEOUT_SECONDS = 15
LOOK_SECONDS = 0.3
LAST_LINES = 20


@dataclass(frozen=True, slots=True)
class Child:
    """A running process and where it writes what it has to say."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Household:
    """Every child of the launcher; all stop together, the last one started first."""

    def __init__(self, *, logs: Path, environment: dict[str, str]) -> None:
        self._logs, self._environment = logs, environment
        self._children: list[Child] = []
        self._stopping = threading.Event()
        logs.mkdir(parents=True, exist_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)

    @property
    def is_stopping(self) -> bool:
        """Whether somebody asked for the end."""
        return self._stopping.is_set()

    def start(self, name: str, *arguments: str) -> None:
        """Start ``python -m <arguments>`` in a session of its own, so that Ctrl-C is ours alone."""
        log = self._logs / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603 - a fixed command of our own
                [sys.executable, "-m", *arguments],
                env={**os.environ, **self._environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._children.append(Child(name, process, log))

    def find_dead(self) -> Child | None:
        """Return a child that ended by itself."""
        return next((c for c in self._children if c.process.poll() is not None), None)

    def watch(self) -> Child | None:
        """Wait until somebody asks for the end, or a child dies; return the dead child."""
        while not self._stopping.wait(LOOK_SECONDS):
            dead = self.find_dead()
            if dead:
                return dead
        return None

    def stop(self) -> None:
        """Stop every child, the last one started first; one that does not listen is killed."""
        for child in reversed(self._children):
            if child.process.poll() is None:
                child.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(STOP_TIMEOUT_SECONDS)
            # Whatever is left of the child and of its own children; mostly nobody.
            with suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
        self._children.clear()

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stopping.set()


def last_words(child: Child) -> str:
    """Return how the child ended and the last lines that it wrote."""
    lines = child.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
    return "\n".join([f"{child.name}: exit code {child.process.returncode}; {child.log}", *lines])
