"""Finding an item and reading its guide."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from zhengtong.core.spreadsheets import csv_lines
from zhengtong.registries.service_items import selectors as items
from zhengtong.registries.service_items.services import count_empty_search
from zhengtong.registries.service_items.types import (
    Facet,
    FacetGroup,
    FacetValue,
    GuideLine,
    SearchHit,
    limit_text,
)
from zhengtong.ui.audience import Audience, open_to

CSV_ROWS = 5000
LONGEST_PAGE_NUMBER = 5
SUGGESTIONS = 8
BROWSED_BY = {"theme": Facet.THEME, "department": Facet.BODY, "division": Facet.DIVISION}
UNSORTED_THEME = "其他"
CSV_HEAD = ("code", "name", "department", "division", "kind", "channel", "promised", "address")


@open_to(Audience.EVERYONE)
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show a page of the items that fit the words and facets, or all of them as CSV."""
    words, facets = request.GET.get("q", ""), chosen_facets(request)
    if request.GET.get("format") == "csv":
        found = items.search_items(words, facets, size=CSV_ROWS)
        return _csv(request, found.items)
    page = items.search_items(words, facets, page=_number(request.GET.get("page", "")))
    count_empty_search(page=page, at=now())
    chosen = [(group, value) for group in page.facets for value in group.values if value.is_chosen]
    return render(request, "portal/search.html", {"page": page, "words": words, "chosen": chosen})


@open_to(Audience.EVERYONE)
@require_GET
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show the names that begin with what is being typed: a fragment for the search box."""
    names = items.suggest(request.GET.get("q", ""), SUGGESTIONS)
    return render(request, "portal/suggestions.html", {"names": names})


@open_to(Audience.EVERYONE)
@require_GET
def browse(request: HttpRequest) -> HttpResponse:
    """Show every theme, department or division with the number of its items."""
    by = request.GET.get("by", "theme")
    by = by if by in BROWSED_BY else "theme"
    audience = chosen_facets(request).get(Facet.AUDIENCE, ())
    groups = items.search_items("", {Facet.AUDIENCE: audience}, size=1).facets
    context = {
        "by": by,
        "facet": BROWSED_BY[by],
        "values": values_of(groups, BROWSED_BY[by]),
        "audience": audience[0] if audience else "",
        "audiences": values_of(groups, Facet.AUDIENCE),
        "unsorted": UNSORTED_THEME,
    }
    return render(request, "portal/items.html", context)


@open_to(Audience.EVERYONE)
@require_GET
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything about one item: may I, what do I need, how long, how much, where."""
    found = items.get_guide(code)
    lines = {line.element.value: line for section in found.sections for line in section.lines}
    language = get_language() or ""

    def lines_of(keys: Sequence[str]) -> list[GuideLine]:
        return [lines[key] for key in keys if key in lines and lines[key].is_provided]

    context = {
        "guide": found,
        "lines": lines,
        "lines_of": lines_of,
        "promised": limit_text(found.promised).in_language(language) if found.promised else "",
        "statutory": limit_text(found.statutory).in_language(language) if found.statutory else "",
    }
    return render(request, "portal/guide.html", context)


def chosen_facets(request: HttpRequest) -> Mapping[Facet, Sequence[str]]:
    """Return the facet values in the address; unknown keys are ignored."""
    return {facet: values for facet in Facet if (values := request.GET.getlist(facet.value))}


def values_of(groups: Sequence[FacetGroup], facet: Facet) -> tuple[FacetValue, ...]:
    """Return the values of one facet."""
    return next((group.values for group in groups if group.facet is facet), ())


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_PAGE_NUMBER else 1


def _csv(request: HttpRequest, hits: Sequence[SearchHit]) -> HttpResponse:
    table = "".join(csv_lines([CSV_HEAD, *(_cells(request, hit) for hit in hits)]))
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="items.csv"'
    return response


def _cells(request: HttpRequest, hit: SearchHit) -> tuple[str, ...]:
    language = get_language() or ""
    return (
        hit.code,
        hit.name.in_language(language),
        hit.department.in_language(language),
        hit.division_name.in_language(language),
        hit.power.in_language(language),
        hit.channel.in_language(language),
        hit.promised.in_language(language) if hit.promised else "",
        request.build_absolute_uri(reverse("portal:guide", args=(hit.code,))),
    )
