"""A person's own cases: the page of one, putting right, withdrawing, downloading."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhengtong.casework.cases import selectors as case_reads
from zhengtong.casework.cases import services as cases
from zhengtong.casework.cases.types import CaseView, CorrectionKind, MaterialChoice
from zhengtong.core.errors import InvalidError
from zhengtong.foundation.files import selectors as files
from zhengtong.registries.service_items.types import JsonValue, read_back
from zhengtong.sites.portal.web.people import account_of, citizen_of
from zhengtong.sites.portal.web.uploads import stream_of
from zhengtong.ui import refusals
from zhengtong.ui.audience import Audience, open_to


@open_to(Audience.SIGNED_IN)
@require_safe
def case(request: HttpRequest, case_no: str) -> HttpResponse:
    """Show where the case stands: each step, who holds it and when it is due."""
    view = case_reads.get_case_for_applicant(case_no, account_of(request))
    context = {"case": view, "sections": read_back(view.item.program, view.form)}
    return render(request, "portal/case/case.html", context)


@open_to(Audience.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, case_no: str) -> HttpResponse:
    """Ask for exactly what the notice lists, and hand it in."""
    view = case_reads.get_case_for_applicant(case_no, account_of(request))
    if not view.must_correct:
        return redirect("portal:case", case_no)
    if request.method == "GET":
        return _correction_page(request, view)
    try:
        _answer(request, view)
    except InvalidError as error:
        return _correction_page(request, view, error)
    messages.success(request, _("补正材料已提交，请等待受理"))
    return redirect("portal:case", case_no)


def _answer(request: HttpRequest, view: CaseView) -> None:
    actor, at = citizen_of(request), timezone.now()
    items = view.corrections[-1].items
    values: dict[str, JsonValue] = {
        item.key: request.POST.get(item.key, "")
        for item in items
        if item.kind == CorrectionKind.FIELD
    }
    attached: dict[str, MaterialChoice] = {}
    for item in items:
        file = request.FILES.get(item.key)
        if item.kind == CorrectionKind.MATERIAL and file is not None:
            attached[item.key] = cases.attach_to_case(
                case_no=view.case_no,
                key=item.key,
                content=stream_of(file),
                name=file.name or "",
                actor=actor,
                at=at,
            )
    cases.answer_correction(
        case_no=view.case_no, values=values, materials=attached, actor=actor, at=at
    )


def _correction_page(
    request: HttpRequest, view: CaseView, error: InvalidError | None = None
) -> HttpResponse:
    refusal = refusals.of_error(error) if error else None
    lines = {
        line.where: line
        for section in read_back(view.item.program, view.form)
        for line in section.lines
    }
    context = {
        "case": view,
        "notice": view.corrections[-1],
        "lines": lines,
        "materials": {one.key: one for one in view.materials},
        "typed": request.POST,
        "refusal": refusal,
        "errors": {one.where: one.text for one in refusal.problems} if refusal else {},
    }
    return render(request, "portal/case/correct.html", context, status=422 if error else 200)


@open_to(Audience.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, case_no: str) -> HttpResponse:
    """Ask once more, then withdraw the case."""
    if request.method == "POST":
        cases.withdraw_case(case_no=case_no, actor=citizen_of(request), at=timezone.now())
        messages.success(request, _("申请已撤回"))
        return redirect("portal:case", case_no)
    view = case_reads.get_case_for_applicant(case_no, account_of(request))
    return render(request, "portal/case/withdraw.html", {"case": view})


@open_to(Audience.SIGNED_IN)
@require_POST
def supply(request: HttpRequest, case_no: str, key: str) -> HttpResponse:
    """Hand in a material that was deferred."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("请选择要上传的文件"))
        return redirect("portal:case", case_no)
    try:
        cases.supply_material(
            case_no=case_no,
            key=key,
            content=stream_of(file),
            name=file.name or "",
            actor=citizen_of(request),
            at=timezone.now(),
        )
    except InvalidError as error:
        messages.error(request, refusals.of_error(error).text)
    else:
        messages.success(request, _("材料已补交"))
    return redirect("portal:case", case_no)


@open_to(Audience.SIGNED_IN)
@require_safe
def material(request: HttpRequest, case_no: str, key: str) -> FileResponse:
    """Hand back a file that the person handed in."""
    file_id = case_reads.get_material_file(case_no, key, account_of(request))
    stored = files.get_file(file_id)
    response = FileResponse(files.open_file(file_id), as_attachment=True, filename=stored.name)
    response["Content-Type"] = stored.media_type
    return response
