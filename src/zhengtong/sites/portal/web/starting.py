"""Before the form: for whom, and whether the conditions are met."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhengtong.casework.cases import selectors as case_reads
from zhengtong.casework.cases import services as cases
from zhengtong.casework.cases.types import DraftId, DraftView
from zhengtong.foundation.identity import selectors as identity
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import (
    Audience as ItemAudience,
)
from zhengtong.registries.service_items.types import (
    Condition,
    Field,
    Group,
    Page,
    Truth,
)
from zhengtong.sites.portal.web.people import account_of, citizen_of
from zhengtong.sites.portal.web.typed import read_page, rows_in
from zhengtong.ui.audience import Audience, open_to


@open_to(Audience.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Say what is needed and how long it takes, ask for whom, and begin a draft."""
    if request.method == "POST":
        draft_id = cases.start_draft(
            item_code=code,
            on_behalf_of=request.POST.get("on_behalf_of", ""),
            actor=citizen_of(request),
            at=timezone.now(),
        )
        return redirect("portal:eligibility", draft_id)
    item = service_items.get_current(code)
    definition = item.definition
    entities = identity.list_entities_of(account_of(request))
    context = {
        "item": item,
        "definition": definition,
        "needs": item.program.materials_for({}),
        "entities": entities if ItemAudience.LEGAL_ENTITY in definition.audience else (),
        "serves_persons": ItemAudience.NATURAL_PERSON in definition.audience,
    }
    return render(request, "portal/apply/start.html", context)


@dataclass(frozen=True, slots=True)
class Question:
    """What eligibility asks of one page: its group, some of its fields, and how many rows."""

    page: Page
    group: Group
    fields: tuple[Field, ...]
    rows: int


@open_to(Audience.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def eligibility(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask only what the conditions read, and say at once whether they are met."""
    draft = case_reads.get_draft(DraftId(draft_id), account_of(request))
    if draft.submitted_as:
        return redirect("portal:done", draft_id)
    if not questions_of(draft):
        return redirect("portal:application", draft_id)
    if request.method == "GET":
        return _eligibility_page(request, draft)
    _save(request, draft)
    if added := request.POST.get("add", ""):
        return redirect(f"{request.path}#{added}")
    draft = case_reads.get_draft(DraftId(draft_id), account_of(request))
    states = draft.item.program.condition_states(draft.form)
    if all(truth is Truth.MET for _one, truth in states):
        messages.success(request, _("您符合申请条件，可以开始填写"))
        return redirect("portal:application", draft_id)
    return _eligibility_page(request, draft, states)


def questions_of(draft: DraftView) -> tuple[Question, ...]:
    """Return what the conditions read, page by page, with enough rows for what was typed."""
    program = draft.item.program
    read = program.eligibility_fields()
    questions = []
    for page in program.pages(draft.form):
        group = page.asked.group
        prefix = f"{group.repeat.id}." if group.repeat else ""
        fields = tuple(one for one in group.fields if f"{prefix}{one.id}" in read)
        if not fields and not (group.repeat and group.repeat.id in read):
            continue
        rows = max(len(rows_in(draft.typed, group)), group.repeat.min) if group.repeat else 0
        questions.append(Question(page, group, fields, rows))
    return tuple(questions)


def _save(request: HttpRequest, draft: DraftView) -> None:
    for question in questions_of(draft):
        values = read_page(question.group, question.fields, request.POST, draft.typed)
        cases.save_page(
            draft_id=draft.draft_id,
            group_index=question.page.index,
            values=values,
            actor=citizen_of(request),
            at=timezone.now(),
        )
        if question.group.repeat and request.POST.get("add") == question.group.repeat.id:
            cases.add_row(
                draft_id=draft.draft_id,
                group_index=question.page.index,
                actor=citizen_of(request),
                at=timezone.now(),
            )


def _eligibility_page(
    request: HttpRequest,
    draft: DraftView,
    states: Sequence[tuple[Condition, Truth]] = (),
) -> HttpResponse:
    context = {
        "draft": draft,
        "questions": questions_of(draft),
        "rows_in": rows_in,
        "unmet": [one for one, truth in states if truth is Truth.UNMET],
        "unknown": [one for one, truth in states if truth is Truth.UNKNOWN],
        "is_judged": bool(states),
    }
    return render(request, "portal/apply/eligibility.html", context)
