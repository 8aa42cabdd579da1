"""Background work that went wrong, and taking it up again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhengtong.foundation.outbox import selectors as outbox
from zhengtong.foundation.outbox import services as outbox_acts
from zhengtong.foundation.outbox.types import JobId
from zhengtong.ui.audience import Audience, open_to

PAGE_SIZE = 50


@open_to(Audience.ADMINISTRATORS)
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """Show what failed, the latest first, and how much is waiting."""
    before = request.GET.get("before", "")
    found = outbox.list_failures(
        before=JobId(int(before)) if before.isdecimal() else None, limit=PAGE_SIZE + 1
    )
    shown = found[:PAGE_SIZE]
    context = {
        "failures": shown,
        "older": shown[-1].job_id if len(found) > PAGE_SIZE else "",
        "backlog": outbox.get_backlog(),
    }
    return render(request, "console/jobs.html", context)


@open_to(Audience.ADMINISTRATORS)
@require_POST
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Take up a job again that was given up."""
    outbox_acts.retry_job(job_id=JobId(job_id), at=timezone.now())
    messages.success(request, _("已重新排队，稍后刷新可以看到结果"))
    return redirect("console:jobs")
