"""The inbox: what the platform has told the person, and what is new."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhengtong.core.actors import AccountId
from zhengtong.core.errors import NotFoundError
from zhengtong.foundation.notices import selectors as notices
from zhengtong.foundation.notices import services as notice_acts
from zhengtong.foundation.notices.types import Notice, NoticeId
from zhengtong.sites.portal.web.people import account_of
from zhengtong.ui.audience import Audience, open_to

PAGE_SIZE = 20


@open_to(Audience.SIGNED_IN)
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the notices, the latest first."""
    account_id, before = account_of(request), request.GET.get("before", "")
    found = notices.list_notices(
        account_id,
        before=NoticeId(int(before)) if before.isdecimal() else None,
        limit=PAGE_SIZE + 1,
    )
    shown = found[:PAGE_SIZE]
    context = {
        "received": shown,
        "older": shown[-1].notice_id if len(found) > PAGE_SIZE else "",
        "unread": notices.count_unread(account_id),
    }
    return render(request, "portal/inbox.html", context)


@open_to(Audience.SIGNED_IN)
@require_safe
def open_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = _own_notice(account_of(request), NoticeId(notice_id))
    notice_acts.mark_read(
        account_id=account_of(request), notice_ids=[notice.notice_id], at=timezone.now()
    )
    return redirect(notice.link or "portal:inbox")


@open_to(Audience.SIGNED_IN)
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    notice_acts.mark_all_read(account_id=account_of(request), at=timezone.now())
    messages.success(request, _("全部消息已标为已读"))
    return redirect("portal:inbox")


def _own_notice(account_id: AccountId, notice_id: NoticeId) -> Notice:
    latest = notices.list_notices(account_id, before=NoticeId(notice_id + 1), limit=1)
    for notice in latest:
        if notice.notice_id == notice_id:
            return notice
    raise NotFoundError
