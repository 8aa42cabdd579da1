"""The last look before sending, the sending, and the receipt."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.casework.cases import selectors as case_reads
from zhengtong.casework.cases import services as cases
from zhengtong.casework.cases.types import DraftId, DraftView
from zhengtong.core.errors import InvalidError, Problem
from zhengtong.registries.service_items.types import read_back
from zhengtong.sites.portal.web.filling import is_provided
from zhengtong.sites.portal.web.people import account_of, citizen_of
from zhengtong.ui import refusals
from zhengtong.ui.audience import Audience, open_to


@open_to(Audience.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show everything once more, and submit; sent twice, it is one case and the same receipt."""
    if request.method == "POST":
        try:
            cases.submit_case(
                draft_id=DraftId(draft_id),
                key=str(draft_id),
                actor=citizen_of(request),
                at=timezone.now(),
            )
        except InvalidError as error:
            return _check_page(request, DraftId(draft_id), error)
        return redirect("portal:done", draft_id)
    return _check_page(request, DraftId(draft_id))


@open_to(Audience.SIGNED_IN)
@require_safe
def done(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show the receipt; the address can be kept and opened again."""
    draft = case_reads.get_draft(DraftId(draft_id), account_of(request))
    if not draft.submitted_as:
        return redirect("portal:application", draft_id)
    case = case_reads.get_case_for_applicant(draft.submitted_as, account_of(request))
    return render(request, "portal/apply/done.html", {"draft": draft, "case": case})


def _check_page(
    request: HttpRequest, draft_id: DraftId, error: InvalidError | None = None
) -> HttpResponse:
    account_id = account_of(request)
    draft = case_reads.get_draft(draft_id, account_id)
    if draft.submitted_as:
        return redirect("portal:done", draft_id)
    language = get_language() or ""
    problems = error.problems if error else case_reads.review_draft(draft_id, account_id, language)
    context = {
        "draft": draft,
        "sections": read_back(draft.item.program, draft.form),
        "fees": draft.item.program.fee_lines(draft.form),
        "faults": [(_place(one, draft), refusals.told(one).text) for one in problems],
        "refusal": refusals.of_error(error) if error else None,
        "is_provided": is_provided,
    }
    return render(request, "portal/apply/check.html", context, status=422 if error else 200)


def _place(problem: Problem, draft: DraftView) -> str:
    """Return the id of the row on the check page that a problem is about."""
    where = problem.where
    if where.startswith("conditions["):
        return ""
    groups = {one.repeat.id for one in draft.item.definition.form if one.repeat}
    return f"group-{where}" if where in groups else f"answer-{where}"
