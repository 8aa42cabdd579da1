"""What other rooms' tests ask of notices."""

from datetime import UTC, datetime

from zhengtong.core.actors import AccountId
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.notices.models import NoticeRecord
from zhengtong.foundation.notices.services import send_notice

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
ACCEPTED = LocalisedText("您的申请已受理", "Your application was accepted")
PROMISE = LocalisedText("办件已受理，承诺五个工作日内办结。")


def notice_titles(account_id: AccountId) -> list[str]:
    """Return the Chinese titles of all that an account was told, oldest first."""
    told = NoticeRecord.objects.filter(account_id=account_id).order_by("id")
    return list(told.values_list("title_zh", flat=True))


def make_notice(
    to: AccountId,
    *,
    title: LocalisedText = ACCEPTED,
    body: LocalisedText = PROMISE,
    link: str = "/me/",
    key: str = "cases.accepted:1",
    at: datetime = NOON,
) -> None:
    """Tell an account something harmless."""
    send_notice(
        to=to,
        title=title,
        body=body,
        link=link,
        key=key,
        at=at,
    )
