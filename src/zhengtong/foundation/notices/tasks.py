"""Background work of notices: the e-mails."""

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhengtong.foundation.notices import services
from zhengtong.foundation.notices.types import NoticeId

# 1, 2, 3 … 30 min: thirty tries within eight hours outlast an outage of the mail server.
RETRY = RetryStrategy(max_attempts=30, wait=60, linear_wait=60)


@app.task(name=services.POSTING, queue="mail", priority=-1, retry=RETRY)
def post_email(*, notice_id: int) -> None:
    """Hand the e-mail of one notice to the mail server."""
    services.post_email(notice_id=NoticeId(notice_id), at=now())
