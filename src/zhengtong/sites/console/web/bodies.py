"""Bodies of government and the officers in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.ui.audience import Audience, open_to


@open_to(Audience.ADMINISTRATORS)
@require_GET
def bodies(request: HttpRequest) -> HttpResponse:
    """Show bodies by code, narrowed by name or code."""
    query = request.GET.get("query", "")
    page = organisations.list_bodies(query=query, after=request.GET.get("after", ""))
    divisions = organisations.get_divisions({body.division_code for body in page.bodies})
    context = {"page": page, "query": query, "divisions": divisions}
    return render(request, "console/bodies.html", context)


@open_to(Audience.ADMINISTRATORS)
@require_GET
def body(request: HttpRequest, uscc: str) -> HttpResponse:
    """Show a body and who holds a post in it."""
    found = organisations.get_body(uscc)
    context = {
        "body": found,
        "division": organisations.find_division(found.division_code),
        "officers": access.list_officers(body=uscc).officers,
    }
    return render(request, "console/body.html", context)
