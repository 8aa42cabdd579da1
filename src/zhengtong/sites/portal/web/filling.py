"""The form: a list of its parts, and one page a part."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.casework.cases import selectors as case_reads
from zhengtong.casework.cases import services as cases
from zhengtong.casework.cases.types import DraftId, DraftMaterial, DraftView
from zhengtong.core.errors import NotFoundError, Problem
from zhengtong.registries.service_items.types import Group, Page
from zhengtong.sites.portal.web.people import account_of, citizen_of
from zhengtong.sites.portal.web.questions import question_rows
from zhengtong.sites.portal.web.typed import LONGEST_NUMBER, read_page, rows_in
from zhengtong.ui import refusals
from zhengtong.ui.audience import Audience, open_to


@open_to(Audience.SIGNED_IN)
@require_safe
def application(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """List the parts of the application and what is still missing in each."""
    draft = case_reads.get_draft(DraftId(draft_id), account_of(request))
    if draft.submitted_as:
        return redirect("portal:done", draft_id)
    pages = draft.item.program.pages(draft.form)
    problems = {one.index: draft.item.program.problems(draft.form, one.index) for one in pages}
    begun = {one.index for one in pages if _is_begun(draft, one.asked.group)}
    ready = sum(1 for one in draft.materials if is_provided(one))
    context = {
        "draft": draft,
        "pages": pages,
        "problems": problems,
        "begun": begun,
        "ready_materials": ready,
        "is_complete": not any(problems.values()),
    }
    return render(request, "portal/apply/application.html", context)


def is_provided(need: DraftMaterial) -> bool:
    """Return whether a material is provided, fetched, made by the platform, or not needed."""
    if need.material.generated or not need.material.required:
        return True
    return bool(need.choice or need.held)


@open_to(Audience.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, draft_id: UUID, index: int) -> HttpResponse:
    """Ask one page; whatever was typed is saved before it is judged."""
    draft = case_reads.get_draft(DraftId(draft_id), account_of(request))
    if draft.submitted_as:
        return redirect("portal:done", draft_id)
    if request.method == "GET":
        return _form_page(request, draft, index)
    is_faulty = bool(_save(request, draft, _page_at(draft, index)))
    if moved := _change_rows(request, draft, index):
        return moved
    if is_faulty:
        draft = case_reads.get_draft(DraftId(draft_id), account_of(request))
        language = get_language() or ""
        problems = draft.item.program.problems(draft.form, index, language=language)
        return _form_page(request, draft, index, problems)
    return _next(request, draft_id, index)


@open_to(Audience.SIGNED_IN)
@require_POST
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    actor, at = citizen_of(request), timezone.now()
    cases.discard_draft(draft_id=DraftId(draft_id), actor=actor, at=at)
    return redirect("portal:me")


def _save(request: HttpRequest, draft: DraftView, page: Page) -> tuple[Problem, ...]:
    group = page.asked.group
    values = read_page(group, group.fields, request.POST, draft.typed)
    return cases.save_page(
        draft_id=draft.draft_id,
        group_index=page.index,
        values=values,
        actor=citizen_of(request),
        at=timezone.now(),
    )


def _change_rows(
    request: HttpRequest, draft: DraftView, index: int
) -> HttpResponseRedirectBase | None:
    actor, at = citizen_of(request), timezone.now()
    if "add" in request.POST:
        rows = cases.add_row(draft_id=draft.draft_id, group_index=index, actor=actor, at=at)
        return redirect(f"{request.get_full_path()}#row-{rows}")
    row = request.POST.get("remove", "")
    if row.isdecimal() and len(row) <= LONGEST_NUMBER:
        cases.remove_row(
            draft_id=draft.draft_id, group_index=index, row=int(row), actor=actor, at=at
        )
        return redirect(request.get_full_path())
    return None


def _next(request: HttpRequest, draft_id: UUID, index: int) -> HttpResponse:
    if request.GET.get("from") == "check":
        return redirect("portal:check", draft_id)
    draft = case_reads.get_draft(DraftId(draft_id), account_of(request))
    later = [one.index for one in draft.item.program.pages(draft.form) if one.index > index]
    if later:
        return redirect("portal:page", draft_id, later[0])
    return redirect("portal:materials" if draft.materials else "portal:check", draft_id)


def _page_at(draft: DraftView, index: int) -> Page:
    for one in draft.item.program.pages(draft.form):
        if one.index == index:
            return one
    raise NotFoundError


def _form_page(
    request: HttpRequest, draft: DraftView, index: int, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    pages = draft.item.program.pages(draft.form)
    shown = _page_at(draft, index)
    group = shown.asked.group
    told = [refusals.told(problem) for problem in problems]
    context = {
        "draft": draft,
        "group": group,
        "rows": question_rows(draft, shown, account_of(request)),
        "problems": told,
        "errors": {problem.where: problem.text for problem in told},
        "number": 1 + [one.index for one in pages].index(index),
        "count": len(pages),
        "previous": max((one.index for one in pages if one.index < index), default=None),
        "is_from_check": request.GET.get("from") == "check",
    }
    return render(request, "portal/apply/page.html", context, status=422 if told else 200)


def _is_begun(draft: DraftView, group: Group) -> bool:
    if group.repeat is not None:
        return bool(rows_in(draft.typed, group))
    return any(draft.typed.get(field.id) for field in group.fields)
