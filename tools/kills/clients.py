"""Applicants and officers who ask until they are answered, and remember what they were told.

Whoever gets no answer cannot know whether it was done: an application is sent again with the same
key; an act is tried again, and a task that is gone then was finished by the try before.
"""

import asyncio
import itertools
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.bench import flows
from tools.bench.load import read_answer

PATIENCE_SECONDS = 20.0
PAUSE_SECONDS = 0.2
CREATED = 300
SERVER_AT_FAULT = 500
LIVES = 3  # one case in so many goes all the way; the others are only submitted
STEPS = (
    ("accept", "counter", "accept", None),
    ("review", "reviewer", "review", {"outcome": "pass", "opinion": "符合条件"}),
    ("decide", "decider", "decision", {"outcome": "grant"}),
)


@dataclass(slots=True)
class Told:
    """One application: its key, its number once acknowledged, the acts acknowledged since."""

    account_id: int
    key: str
    case_no: str = ""
    acts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Clients:
    """Everybody who asks; ``is_over`` lets each finish what was begun, then stop."""

    city: Mapping[str, Any]
    port: int
    told: list[Told] = field(default_factory=list)
    unanswered: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    is_over: bool = False
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    async def work(self) -> None:
        """Let every applicant, and the officers after them, ask until it is over."""
        await asyncio.gather(*(self._apply(one) for one in self.city["applicants"]))

    async def _apply(self, applicant: Mapping[str, Any]) -> None:
        line = Line(self, {**self.city["headers"], "applicant": applicant["header"]})
        while not self.is_over and not self.faults:
            number = next(self._numbers)
            item = self.city["items"][number % len(self.city["items"])]
            told = Told(int(applicant["known"]["account_id"]), f"kill-{uuid.uuid4()}")
            self.told.append(told)
            body = {"item_code": item["item_code"], "form": flows.FORM, "key": told.key}
            filed = flows.Request("submit", "POST", "/api/v1/cases", "applicant", body)
            _, answer = await line.ask(filed)
            if self.faults:
                break
            told.case_no = answer["case_no"]
            if number % LIVES == 0:
                await self._handle(line, told)
        line.hang_up()

    async def _handle(self, line: "Line", told: Told) -> None:
        for act, who, path, body in STEPS:
            while not self.faults:
                wanted = f"/api/v1/tasks?case_no={told.case_no}&limit=1"
                _, queue = await line.ask(flows.Request(f"find to {act}", "GET", wanted, who))
                if self.faults:
                    return
                where = f"/api/v1/tasks/{queue['tasks'][0]['task_id']}/{path}"
                if await self._act(line, flows.Request(act, "POST", where, who, body)):
                    told.acts.append(act)
                    break

    async def _act(self, line: "Line", request: flows.Request) -> bool:
        """Perform an act once; return whether it is known to be done."""
        status, _ = await line.ask(request, refusals_are_answers=True)
        if status < CREATED:
            return True
        # Refused, and no earlier try went unanswered: then something is wrong with the platform.
        if not line.tries_unanswered:
            self.faults.append(f"{request.act}: {status}")
        return bool(line.tries_unanswered)


class Line:
    """One kept-alive connection, made anew whenever it is lost."""

    def __init__(self, clients: Clients, headers: Mapping[str, str]) -> None:
        self.clients, self.headers = clients, headers
        self.tries_unanswered = 0
        self._writer: asyncio.StreamWriter | None = None
        self._reader: asyncio.StreamReader | None = None

    async def ask(
        self, request: flows.Request, *, refusals_are_answers: bool = False
    ) -> tuple[int, Any]:
        """Ask until there is an answer; return its status and what it said."""
        self.tries_unanswered = 0
        while True:
            try:
                status, answer = await asyncio.wait_for(self._once(request), PATIENCE_SECONDS)
            except (OSError, EOFError, TimeoutError) as lost:
                self.hang_up()
                self._note(type(lost).__name__)
            else:
                if status < CREATED or (refusals_are_answers and status < SERVER_AT_FAULT):
                    return status, answer
                if status != 503:  # noqa: PLR2004 - the one refusal that says: try again
                    self.clients.faults.append(f"{request.act}: {status} {answer!r:.300}")
                    return status, answer
                self._note("503")
            await asyncio.sleep(PAUSE_SECONDS)

    def hang_up(self) -> None:
        """Close the connection; the next question opens another."""
        if self._writer is not None:
            self._writer.close()
        self._writer = self._reader = None

    def _note(self, what: str) -> None:
        self.tries_unanswered += 1
        self.clients.unanswered[what] += 1

    async def _once(self, request: flows.Request) -> tuple[int, Any]:
        if self._reader is None or self._writer is None:
            port = self.clients.port
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", port)
        self._writer.write(flows.encoded(request, self.headers))
        return await read_answer(self._reader)
