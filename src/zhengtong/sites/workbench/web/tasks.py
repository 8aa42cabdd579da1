"""One task opened for work: the case on the left, what may be done on the right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhengtong.casework.cases import selectors as cases
from zhengtong.casework.cases.types import TaskId
from zhengtong.registries.service_items.types import read_back
from zhengtong.sites.workbench.web.officers import account_of
from zhengtong.ui.audience import Audience, open_to
from zhengtong.ui.refusals import Refusal


@open_to(Audience.OFFICERS)
@require_GET
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """Show the task."""
    return task_page(request, task_id)


def task_page(
    request: HttpRequest, task_id: int, *, refused: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    """Return the page of a task; after a refused act with what was typed and why it was refused."""
    view = cases.get_task(TaskId(task_id), account_of(request))
    case = view.case.case
    context = {
        "view": view,
        "case": case,
        "officer_view": view.case,
        "sections": read_back(case.item.program, case.form),
        "today": timezone.localdate(),
        "refused": refused,
        "refusal": refusal,
        "typed": request.POST.dict(),
        "chosen": request.POST.getlist("items"),
        "me": account_of(request),
    }
    return render(
        request, "workbench/task.html", context, status=refusal.status if refusal else 200
    )
