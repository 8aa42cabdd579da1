"""The materials of an application: the list, and one page a material."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhengtong.casework.cases import selectors as case_reads
from zhengtong.casework.cases import services as cases
from zhengtong.casework.cases.types import (
    DraftId,
    DraftMaterial,
    DraftView,
    MaterialChoice,
    MaterialWay,
)
from zhengtong.core.errors import InvalidError, NotFoundError
from zhengtong.sites.portal.web.filling import is_provided
from zhengtong.sites.portal.web.people import account_of, citizen_of
from zhengtong.sites.portal.web.uploads import stream_of
from zhengtong.ui import refusals
from zhengtong.ui.audience import Audience, open_to


@open_to(Audience.SIGNED_IN)
@require_safe
def materials(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """List what must be handed in, and what need not be because it is already held."""
    draft = case_reads.get_draft(DraftId(draft_id), account_of(request))
    if draft.submitted_as:
        return redirect("portal:done", draft_id)
    context = {"draft": draft, "is_provided": is_provided}
    return render(request, "portal/apply/materials.html", context)


@open_to(Audience.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def material(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Ask how one material is provided: uploaded, from a licence, by commitment, or later."""
    draft = case_reads.get_draft(DraftId(draft_id), account_of(request))
    need = _need(draft, key)
    if request.method == "GET":
        return _material_page(request, draft, need)
    try:
        fault = _provide(request, draft, need)
    except InvalidError as error:
        refusal = refusals.of_error(error)
        fault = " ".join(one.text for one in refusal.problems) or refusal.text
    if fault:
        return _material_page(request, draft, need, fault)
    back = "portal:check" if request.GET.get("from") == "check" else "portal:materials"
    return redirect(back, draft_id)


def _provide(request: HttpRequest, draft: DraftView, need: DraftMaterial) -> str:
    """Carry out what was chosen and return what is wrong with the choice."""
    actor, at = citizen_of(request), timezone.now()
    file = request.FILES.get("file")
    if file is not None:
        cases.attach_material(
            draft_id=draft.draft_id,
            key=need.key,
            content=stream_of(file),
            name=file.name or "",
            actor=actor,
            at=at,
        )
        return ""
    way = request.POST.get("way", "")
    if way not in {MaterialWay.COMMITMENT, MaterialWay.DEFERRED, MaterialWay.LICENCE, "none"}:
        return _("请选择要上传的文件") if not need.choice else ""
    choice = None if way == "none" else MaterialChoice(way=MaterialWay(way))
    cases.choose_material(draft_id=draft.draft_id, key=need.key, choice=choice, actor=actor, at=at)
    return ""


def _need(draft: DraftView, key: str) -> DraftMaterial:
    for need in draft.materials:
        if need.key == key:
            return need
    raise NotFoundError


def _material_page(
    request: HttpRequest, draft: DraftView, need: DraftMaterial, fault: str = ""
) -> HttpResponse:
    ways = [MaterialWay.UPLOAD.value]
    ways += [MaterialWay.LICENCE.value] if need.held else []
    ways += [MaterialWay.COMMITMENT.value] if need.material.commitment_allowed else []
    ways += [MaterialWay.DEFERRED.value] if need.material.deferrable else []
    context = {"draft": draft, "need": need, "ways": ways, "fault": fault}
    status = 422 if fault else 200
    return render(request, "portal/apply/material.html", context, status=status)
