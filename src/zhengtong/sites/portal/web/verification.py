"""Checking a licence: by its identifier, or by the file; open to everybody."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhengtong.core.errors import DomainError
from zhengtong.registries.licences import selectors as licences
from zhengtong.registries.licences.errors import (
    LicenceIdentifierFaultyError,
    LicenceNotFoundError,
)
from zhengtong.sites.portal.forms import VerifyForm
from zhengtong.ui import refusals
from zhengtong.ui.audience import Audience, open_to
from zhengtong.ui.pages import too_many_requests

LARGEST_FILE_BYTES = 20 * 1024 * 1024


@open_to(Audience.EVERYONE)
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponseBase:
    """Ask for an identifier (and go to its page) or for a file (and judge it here)."""
    typed = request.GET.get("identifier", "").replace("/", "").strip()
    if typed:
        return redirect("portal:licence", identifier=typed[:120])
    if request.method == "GET":
        return render(request, "portal/verify.html", {"form": VerifyForm()})
    if not ratelimit.consume(request, action="verify_file"):
        return too_many_requests(request)
    form = VerifyForm(request.POST, request.FILES)
    file = request.FILES.get("file")
    if file is None:
        form.add_error("file", _("请选择要核验的文件"))
    elif (file.size or 0) > LARGEST_FILE_BYTES:
        form.add_error("file", _("文件超过20 MB，不是本平台签发的电子证照"))
    if form.errors or file is None:
        return render(request, "portal/verify.html", {"form": form}, status=422)
    found = licences.verify_file(file.read())
    return render(request, "portal/verified_file.html", {"found": found, "name": file.name})


@open_to(Audience.EVERYONE)
@require_GET
def licence(request: HttpRequest, identifier: str) -> HttpResponse:
    """Show the state of a licence at this moment; no personal data but a masked name."""
    try:
        found = licences.verify(identifier)
    except (LicenceNotFoundError, LicenceIdentifierFaultyError) as error:
        return _not_verified(request, identifier, error)
    return render(request, "portal/licence.html", {"found": found, "asked_at": now()})


def _not_verified(request: HttpRequest, identifier: str, error: DomainError) -> HttpResponse:
    """Show the form again with what was typed: the person will want to mend it."""
    refusal = refusals.of_error(error)
    form = VerifyForm(initial={"identifier": identifier})
    faults = [problem.text for problem in refusal.problems] or [refusal.text]
    context = {"form": form, "faults": faults}
    return render(request, "portal/verify.html", context, status=refusal.status)
