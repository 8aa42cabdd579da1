"""Reads of an inbox; each scoped by the account that asks."""

from zhengtong.core.actors import AccountId
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.notices.models import NoticeRecord
from zhengtong.foundation.notices.types import Notice, NoticeId


def list_notices(
    account_id: AccountId, before: NoticeId | None = None, limit: int = 20
) -> tuple[Notice, ...]:
    """Return a page of an inbox, latest first, from ``before`` backwards."""
    notices = NoticeRecord.objects.filter(account_id=account_id).order_by("-id")
    if before is not None:
        notices = notices.filter(id__lt=before)
    return tuple(
        Notice(
            notice_id=NoticeId(record.id),
            title=LocalisedText(record.title_zh, record.title_en),
            body=LocalisedText(record.body_zh, record.body_en),
            link=record.link,
            sent_at=record.sent_at,
            read_at=record.read_at,
        )
        for record in notices[:limit]
    )


def count_unread(account_id: AccountId, limit: int = 100) -> int:
    """Return how many notices wait to be read, counting no further than ``limit``."""
    unread = NoticeRecord.objects.filter(account_id=account_id, read_at__isnull=True)
    return unread[:limit].count()
