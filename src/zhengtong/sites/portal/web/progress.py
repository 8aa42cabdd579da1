"""Progress of a case for whoever has its number and four digits of the applicant's id."""

from allauth.core import ratelimit
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhengtong.casework.cases import selectors as case_reads
from zhengtong.ui.audience import Audience, open_to
from zhengtong.ui.pages import too_many_requests


@open_to(Audience.EVERYONE)
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest) -> HttpResponseBase:
    """Ask for both, and show the steps; sent by POST, so that neither stands in an address.

    Numbers can be counted up and four digits be tried out, so wrong ones are counted, by case.
    """
    context: dict[str, object] = {"typed": request.POST, "found": None, "is_missing": False}
    if request.method == "GET":
        return render(request, "portal/case/progress.html", context)
    case_no = "".join(request.POST.get("case_no", "").split()).upper()
    attempt = {"action": "progress", "key": case_no}
    if not ratelimit.consume(request, **attempt, dry_run=True):
        return too_many_requests(request)
    found = case_reads.find_progress(case_no, request.POST.get("id_tail", ""))
    if found is None and case_no:
        ratelimit.consume(request, **attempt)
    context |= {"found": found, "is_missing": found is None}
    return render(request, "portal/case/progress.html", context, status=200 if found else 404)
