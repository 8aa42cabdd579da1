"""Progress of a case for whoever has its number and four digits of the applicant's id."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhengtong.casework.cases import selectors as case_reads
from zhengtong.ui.audience import Audience, open_to


@open_to(Audience.EVERYONE)
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """Ask for both, and show the steps; sent by POST, so that neither stands in an address."""
    context: dict[str, object] = {"typed": request.POST, "found": None, "is_missing": False}
    if request.method == "GET":
        return render(request, "portal/case/progress.html", context)
    case_no = "".join(request.POST.get("case_no", "").split()).upper()
    found = case_reads.find_progress(case_no, request.POST.get("id_tail", ""))
    context |= {"found": found, "is_missing": found is None}
    return render(request, "portal/case/progress.html", context, status=200 if found else 404)
