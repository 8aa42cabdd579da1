"""Pages about the site itself, and how it looks."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from zhengtong.sites.portal.forms import PreferencesForm
from zhengtong.ui.audience import Audience, open_to
from zhengtong.ui.context import YEAR_SECONDS, read_preferences

COOKIES = {"size": "size", "theme": "theme", "language": settings.LANGUAGE_COOKIE_NAME}


@open_to(Audience.EVERYONE)
@require_http_methods(["GET", "POST"])
def prefs(request: HttpRequest) -> HttpResponse:
    """Show the choices of size, colours and language; keep what is chosen in cookies for a year."""
    now = read_preferences(request)
    if request.method == "POST":
        form = PreferencesForm(request.POST)
        if form.is_valid():
            return _keep(request, form)
    else:
        chosen = {"size": now.size.value, "theme": now.theme.value, "language": now.language}
        form = PreferencesForm(initial={**chosen, "next": _safe(request, request.GET.get("next"))})
    return render(request, "portal/prefs.html", {"form": form}, status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: PreferencesForm) -> HttpResponse:
    response = redirect(_safe(request, form.cleaned_data["next"]))
    for name, cookie in COOKIES.items():
        if value := form.cleaned_data[name]:
            response.set_cookie(
                cookie, value, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure()
            )
    return response


def _safe(request: HttpRequest, address: str | None) -> str:
    """Return where to go afterwards: an address of this site, or the home page."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if address and is_ours else "/"


@open_to(Audience.EVERYONE)
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what works for whom, what does not yet, and whom to tell."""
    return render(request, "portal/accessibility.html")


@open_to(Audience.EVERYONE)
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Say which data are kept, why and for how long."""
    return render(request, "portal/privacy.html")
