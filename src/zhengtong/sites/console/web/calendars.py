"""Announced years: what is loaded, and loading another."""

from io import StringIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhengtong.core.errors import InvalidError
from zhengtong.foundation.calendars import selectors as calendar_reads
from zhengtong.foundation.calendars import services as calendars_acts
from zhengtong.sites.console.forms import YearForm
from zhengtong.sites.console.web.administrators import administrator_of
from zhengtong.ui.audience import Audience, open_to
from zhengtong.ui.forms import tell

LARGEST_FILE_BYTES = 256 * 1024


@open_to(Audience.ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def calendars(request: HttpRequest) -> HttpResponse:
    """Show the years that can be counted in, and load a year from its file."""
    form = YearForm(request.POST, request.FILES) if request.method == "POST" else YearForm()
    if form.is_bound and form.is_valid():
        try:
            year = calendars_acts.load_year(
                file=_text_of(form), actor=administrator_of(request), at=timezone.now()
            )
        except InvalidError as error:
            tell(form, error)
        else:
            messages.success(request, _("%(year)s年已装入") % {"year": year})
            return redirect("console:calendars")
    context = {"form": form, "years": calendar_reads.list_years()}
    return render(request, "console/calendars.html", context, status=422 if form.errors else 200)


def _text_of(form: YearForm) -> StringIO:
    content: bytes = form.cleaned_data["file"].read(LARGEST_FILE_BYTES)
    return StringIO(content.decode("utf-8-sig", errors="replace"))
