"""Licences of the bodies for which an officer keeps them: list, look, revoke."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhengtong.core.errors import ConflictError, InvalidError
from zhengtong.registries.licences import selectors as licence_register
from zhengtong.registries.licences import services as licence_acts
from zhengtong.sites.workbench.forms import RevocationForm
from zhengtong.sites.workbench.web.officers import account_of, officer_of
from zhengtong.ui import refusals
from zhengtong.ui.audience import Audience, open_to


@open_to(Audience.OFFICERS)
@require_GET
def licences(request: HttpRequest) -> HttpResponse:
    """Show the licences that this officer keeps, the newest first."""
    after = request.GET.get("after", "")
    page = licence_register.list_for_officer(account_of(request), after=after)
    return render(request, "workbench/licences.html", {"page": page})


@open_to(Audience.OFFICERS)
@require_http_methods(["GET", "POST"])
def licence(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show a licence, and revoke it when the form says so."""
    shown = licence_register.get_for_officer(identifier, account_of(request))
    form = RevocationForm(request.POST if request.method == "POST" else None)
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            licence_acts.revoke_licence(
                identifier=identifier,
                reason=form.cleaned_data["reason"],
                legal_basis=form.cleaned_data["legal_basis"],
                actor=officer_of(request),
                at=timezone.now(),
            )
        except (InvalidError, ConflictError) as error:
            refusal = refusals.of_error(error)
        else:
            messages.success(request, _("证照已吊销，公众核验页面同时更新"))
            return redirect("workbench:licence", identifier)
    status = 422 if form.errors else refusal.status if refusal else 200
    context = {"licence": shown, "form": form, "refusal": refusal}
    return render(request, "workbench/licence.html", context, status=status)


@open_to(Audience.OFFICERS)
@require_GET
def file(request: HttpRequest, identifier: str) -> FileResponse:
    """Hand out the sealed file."""
    opened = licence_register.open_pdf_for_officer(identifier, account_id=account_of(request))
    response = FileResponse(opened.content, as_attachment=True, filename=opened.name)
    response["Content-Type"] = opened.media_type
    return response
