"""Commands on notices: tell, post the e-mail, mark as read."""

from collections.abc import Collection
from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from procrastinate.contrib.django import app

from zhengtong.core.actors import AccountId
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.identity import selectors as identity
from zhengtong.foundation.notices.models import NoticeRecord
from zhengtong.foundation.notices.rules import masked_name, masked_text
from zhengtong.foundation.notices.types import NoticeId

POSTING = "notices.post-email"
FIRST_PERMANENT_REPLY = 500


@transaction.atomic
def send_notice(
    *,
    to: AccountId,
    title: LocalisedText,
    body: LocalisedText,
    link: str,
    key: str,
    at: datetime,
) -> None:
    """Put a notice into an inbox, and an e-mail about it on its way once this is committed.

    ``link`` is a path on this platform; ``body`` says what happened and what to do, without a
    person's data: it is also sent by e-mail.

    Guarantee: an account is told the same ``key`` once, however often this is called.
    """
    notice, is_new = NoticeRecord.objects.get_or_create(
        account_id=to,
        key=key,
        defaults={
            "title_zh": title.zh,
            "title_en": title.en,
            "body_zh": body.zh,
            "body_en": body.en,
            "link": link,
            "sent_at": at,
        },
    )
    if is_new:
        app.configure_task(POSTING, allow_unknown=False).defer(notice_id=notice.id)


@transaction.atomic
def post_email(*, notice_id: NoticeId, at: datetime) -> None:
    """Hand the e-mail of a notice to the mail server, once.

    A server that refuses the address for good is not asked again; the refusal is kept.

    Raises: what the mail server or the way to it raised, to be tried again.
    """
    notice = NoticeRecord.objects.select_for_update().get(id=notice_id)
    if notice.emailed_at or notice.email_refusal:
        return
    account_id = AccountId(notice.account_id)
    address = identity.emails_of({account_id})[account_id]
    name = identity.names_of({account_id})[account_id]
    try:
        _email(notice, address, name).send()
        notice.emailed_at = at
    except SMTPRecipientsRefused as refusal:
        code, reason = refusal.recipients[address]
        if code < FIRST_PERMANENT_REPLY:
            raise
        notice.email_refusal = f"{code} {reason.decode(errors='replace')}"[:200]
    notice.save(update_fields=["emailed_at", "email_refusal"])


@transaction.atomic
def mark_read(*, account_id: AccountId, notice_ids: Collection[NoticeId], at: datetime) -> int:
    """Mark notices of this account as read; return how many were not yet."""
    unread = NoticeRecord.objects.filter(account_id=account_id, read_at__isnull=True)
    return unread.filter(id__in=notice_ids).update(read_at=at)


@transaction.atomic
def mark_all_read(*, account_id: AccountId, at: datetime) -> int:
    """Mark everything in an inbox as read; return how many were not yet."""
    unread = NoticeRecord.objects.filter(account_id=account_id, read_at__isnull=True)
    return unread.update(read_at=at)


def _email(notice: NoticeRecord, address: str, name: str) -> EmailMessage:
    """Write the letter: Chinese first, then English if there is one, then the way back here.

    Its Message-ID is that of the notice, so that a letter sent twice is shown once.
    """
    sender = settings.DEFAULT_FROM_EMAIL
    domain = sender.rpartition("@")[2].strip(">")
    parts = [f"{masked_name(name)}，您好：", masked_text(notice.body_zh)]
    parts += [masked_text(notice.body_en)] if notice.body_en else []
    parts += [f"查看详情 / Details: {settings.PUBLIC_URL.rstrip('/')}{notice.link}"]
    return EmailMessage(
        subject=masked_text(notice.title_zh),
        body="\n\n".join(parts) + "\n",
        from_email=sender,
        to=[address],
        headers={
            "Message-ID": f"<notice-{notice.id}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )
