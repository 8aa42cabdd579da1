"""What a person is told."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from zhengtong.core.texts import LocalisedText

NoticeId = NewType("NoticeId", int)


@dataclass(frozen=True, slots=True)
class Notice:
    """One line of an inbox; ``link`` is a path on this platform."""

    notice_id: NoticeId
    title: LocalisedText
    body: LocalisedText
    link: str
    sent_at: datetime
    read_at: datetime | None

    @property
    def is_unread(self) -> bool:
        """Tell whether it still wants to be read."""
        return self.read_at is None
