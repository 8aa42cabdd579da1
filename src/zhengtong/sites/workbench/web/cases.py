"""A case to read: found by its number, with its materials."""

from dataclasses import replace

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zhengtong.casework.cases import selectors as cases
from zhengtong.casework.cases import services
from zhengtong.casework.cases.errors import CaseNotFoundError
from zhengtong.core.errors import ConflictError, InvalidError
from zhengtong.foundation.files import selectors as files
from zhengtong.foundation.ledger import selectors as ledger
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.service_items.types import read_back
from zhengtong.sites.workbench.web.officers import account_of, officer_of
from zhengtong.ui import refusals
from zhengtong.ui.audience import Audience, open_to
from zhengtong.ui.refusals import Refusal

MOST_DIGITS = 4


@open_to(Audience.OFFICERS)
@require_GET
def find_case(request: HttpRequest) -> HttpResponse:
    """Go to the case of a number; say so where there is none for this officer."""
    typed = "".join(request.GET.get("case_no", "").split()).upper()
    if not typed:
        return render(request, "workbench/find.html", {"typed": "", "is_missing": False})
    try:
        cases.get_case_for_officer(typed, account_of(request))
    except CaseNotFoundError:
        context = {"typed": typed, "is_missing": True}
        return render(request, "workbench/find.html", context, status=404)
    return redirect("workbench:case", typed)


@open_to(Audience.OFFICERS)
@require_GET
def case(request: HttpRequest, case_no: str) -> HttpResponse:
    """Show the case and its history in the ledger."""
    return _case_page(request, case_no)


@open_to(Audience.OFFICERS)
@require_POST
def extend(request: HttpRequest, case_no: str) -> HttpResponse:
    """Extend the limit of the case; a refused extension shows the page again with the reason."""
    view = cases.get_case_for_officer(case_no, account_of(request))
    offer = cases.find_extension(view.case, account_of(request))
    days = request.POST.get("days", "").strip()
    head = replace(
        officer_of(request), body=offer.body if offer else "", post=PostCode.DECIDER.value
    )
    try:
        services.extend_limit(
            case_no=case_no,
            days=int(days) if days.isdecimal() and len(days) < MOST_DIGITS else 0,
            reasons=request.POST.get("reasons", ""),
            approved_by=head,
            at=timezone.now(),
        )
    except (InvalidError, ConflictError) as error:
        return _case_page(request, case_no, refusal=refusals.of_error(error))
    messages.success(request, _("办理时限已延长，并将理由告知申请人"))
    return redirect("workbench:case", case_no)


def _case_page(
    request: HttpRequest, case_no: str, *, refusal: Refusal | None = None
) -> HttpResponse:
    view = cases.get_case_for_officer(case_no, account_of(request))
    context = {
        "officer_view": view,
        "case": view.case,
        "sections": read_back(view.case.item.program, view.case.form),
        "entries": ledger.list_entries(case_no),
        "today": timezone.localdate(),
        "me": account_of(request),
        "posts": {post.value: post for post in PostCode},
        "offer": cases.find_extension(view.case, account_of(request)),
        "refusal": refusal,
        "typed": request.POST.dict(),
    }
    status = refusal.status if refusal else 200
    return render(request, "workbench/case.html", context, status=status)


@open_to(Audience.OFFICERS)
@require_GET
def material(request: HttpRequest, case_no: str, key: str) -> FileResponse:
    """Hand out a material of a case that this officer may see; never shown inside our pages."""
    file_id = cases.get_material_file(case_no, key, account_of(request))
    stored = files.get_file(file_id)
    response = FileResponse(files.open_file(file_id), as_attachment=True, filename=stored.name)
    response["Content-Type"] = stored.media_type
    return response
