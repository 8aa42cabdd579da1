"""What can be told of messages and of the work that follows from them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

JobId = NewType("JobId", int)
MessageId = NewType("MessageId", int)


@dataclass(frozen=True, slots=True)
class Failure:
    """Background work that went wrong: given up, or waiting for another try.

    ``what`` is the task's name, or for a delivery the event and its handler; ``error`` the first
    line of what was raised last; ``retry_at`` is empty once it was given up.
    """

    job_id: JobId
    what: str
    error: str
    attempts: int
    failed_at: datetime | None
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much is waiting, and since when."""

    messages: int
    oldest_message_at: datetime | None
    unknown_names: tuple[str, ...]
    jobs: int
    failures: int
