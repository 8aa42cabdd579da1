"""The officer's queue: what waits, the most urgent first."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhengtong.casework.cases import selectors as cases
from zhengtong.casework.cases.types import QueueFilter, TaskLine
from zhengtong.core.actors import AccountId
from zhengtong.core.spreadsheets import csv_lines
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.sites.workbench.forms import QueueForm, read_key, write_key
from zhengtong.sites.workbench.web.officers import account_of
from zhengtong.ui.audience import Audience, open_to

PAGE_SIZE = 50
CSV_PAGE_SIZE = 1000
CSV_HEAD = ("办件编号", "事项", "申请人", "环节", "岗位", "状态", "签收人", "到达时间", "应办结日")


@open_to(Audience.OFFICERS)
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show one page of the queue; htmx asks for the list alone."""
    form = QueueForm(request.GET)
    account_id = account_of(request)
    page = cases.list_queue(
        account_id,
        narrow=form.as_filter(),
        after=read_key(request.GET.get("after", "")),
        limit=PAGE_SIZE,
    )
    context = {
        "form": form,
        "tasks": page.tasks,
        "next_after": write_key(page.next_after),
        "today": timezone.localdate(),
        "bodies": organisations.get_bodies({task.body for task in page.tasks}),
        "me": account_id,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }
    if request.headers.get("HX-Request"):
        return render(request, "workbench/_tasks.html", context)
    context["grants"] = access.list_grants(account_id)
    return render(request, "workbench/queue.html", context)


@open_to(Audience.OFFICERS)
@require_GET
def queue_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the whole narrowed queue as a table, page by page, so that no list is too long."""
    tasks = _all_tasks(account_of(request), QueueForm(request.GET).as_filter())
    return StreamingHttpResponse(
        csv_lines(_rows(tasks)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="queue.csv"'},
    )


def _all_tasks(account_id: AccountId, narrow: QueueFilter) -> Iterator[TaskLine]:
    after, is_more = None, True
    while is_more:
        page = cases.list_queue(account_id, narrow=narrow, after=after, limit=CSV_PAGE_SIZE)
        yield from page.tasks
        after, is_more = page.next_after, page.next_after is not None


def _rows(tasks: Iterator[TaskLine]) -> Iterator[tuple[str, ...]]:
    yield CSV_HEAD
    for task in tasks:
        yield (
            task.case_no,
            task.item_name.zh,
            task.applicant_name,
            task.title.zh,
            task.post,
            task.state.label,
            task.claimed_by_name,
            timezone.localtime(task.opened_at).isoformat(timespec="minutes"),
            task.due_on.isoformat(),
        )
