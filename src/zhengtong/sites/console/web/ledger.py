"""The ledger: where its chain stands, and what was done to one subject."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhengtong.foundation.ledger import selectors as ledgers
from zhengtong.foundation.ledger.types import EntryId
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.ui.audience import Audience, open_to

PAGE_SIZE = 50


@open_to(Audience.ADMINISTRATORS)
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """Show the head of the chain; for a subject, its entries, the latest first."""
    subject, before = request.GET.get("subject", "").strip(), request.GET.get("before", "")
    found = ledgers.list_entries(
        subject,
        before=EntryId(int(before)) if before.isdecimal() else None,
        limit=PAGE_SIZE + 1,
    )
    shown = found[:PAGE_SIZE]
    context = {
        "head": ledgers.find_head(),
        "sealed": ledgers.count_sealed(),
        "subject": subject,
        "entries": shown,
        "older": shown[-1].entry_id if len(found) > PAGE_SIZE else "",
        "posts": {post.value: post for post in PostCode},
    }
    return render(request, "console/ledger.html", context)
