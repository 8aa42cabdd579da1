"""The first page: search, what is unfinished, ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhengtong.casework.cases import selectors as cases
from zhengtong.core.actors import AccountId
from zhengtong.registries.service_items import selectors as items
from zhengtong.registries.service_items.types import Channel, Facet
from zhengtong.sites.portal.web.catalogue import UNSORTED_THEME, values_of
from zhengtong.sites.portal.web.unfinished import Unfinished, list_unfinished
from zhengtong.ui.audience import Audience, open_to

POPULAR = 8
TILES = 10
DEPARTMENTS = 10


@open_to(Audience.EVERYONE)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the search box first, then the person's own business, then every way into the items."""
    ready = items.search_items("", {Facet.CHANNEL: (Channel.HERE,)}, size=POPULAR)
    groups = items.list_facets()
    themes = [one for one in values_of(groups, Facet.THEME) if one.value != UNSORTED_THEME]
    audiences = {one.value: one.count for one in values_of(groups, Facet.AUDIENCE)}
    context = {
        "ready": ready.items,
        "themes": themes[:TILES],
        "departments": values_of(groups, Facet.BODY)[:DEPARTMENTS],
        "audiences": audiences,
        "unfinished": unfinished_of(request),
    }
    return render(request, "portal/home.html", context)


def unfinished_of(request: HttpRequest) -> tuple[Unfinished, ...]:
    """Return what waits for the person, if somebody is signed in."""
    if not request.user.is_authenticated:
        return ()
    account_id = AccountId(request.user.pk)
    return list_unfinished(account_id, cases.list_my_cases(account_id).cases)
