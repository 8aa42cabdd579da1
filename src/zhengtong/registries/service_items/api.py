"""The catalogue for programs: search, suggestions, and every guide as data."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.timezone import now
from ninja import Query, Router, Schema

from zhengtong.registries.service_items import selectors, services
from zhengtong.registries.service_items.types.guides import Guide, GuideSection
from zhengtong.registries.service_items.types.parts import Limit
from zhengtong.registries.service_items.types.search import Facet, SearchPage

router = Router(tags=["items"])
MOST_SUGGESTIONS = 20


class NameOut(Schema):
    """A text in Chinese, and in English where there is one."""

    zh: str
    en: str = ""


class SearchIn(Schema):
    """What to look for; every facet may be given several times."""

    q: str = ""
    page: int = 1
    division: list[str] = []
    body: list[str] = []
    theme: list[str] = []
    audience: list[str] = []
    power: list[str] = []
    channel: list[str] = []


class HitOut(Schema):
    """One item found."""

    code: str
    name: NameOut
    department: NameOut
    division: NameOut
    power: str
    channel: str
    is_executable: bool
    promised: NameOut | None


class FacetValueOut(Schema):
    """One value of a facet, with the items it would leave."""

    value: str
    label: NameOut
    count: int


class SearchOut(Schema):
    """One page of a search."""

    words: str
    total: int
    page: int
    pages: int
    is_relaxed: bool
    items: list[HitOut]
    facets: dict[str, list[FacetValueOut]]


class LineOut(Schema):
    """One element of the standard; ``is_provided`` says whether the body published it."""

    element: str
    label: NameOut
    texts: list[NameOut]
    link: str
    is_provided: bool
    is_doubtful: bool


class MaterialOut(Schema):
    """One material."""

    name: NameOut
    basis: str
    source: str
    is_required: bool
    may_commit: bool
    may_defer: bool


class LimitOut(Schema):
    """A time limit; ``unit`` is ``working day``, ``day``, ``hour`` or ``minute``."""

    amount: int
    unit: str


class GuideOut(Schema):
    """A guide: what programs compute with, and every element of the standard."""

    code: str
    name: NameOut
    power: str
    body_uscc: str
    department: NameOut
    division_code: str
    level: str | None
    audience: list[str]
    themes: list[str]
    statutory: LimitOut | None
    promised: LimitOut | None
    visits: int | None
    is_online: bool
    url: str
    is_executable: bool
    version: int | None
    materials: list[MaterialOut]
    elements: list[LineOut]
    source: str


@router.get("/items", response=SearchOut, auth=None, summary="检索政务服务事项")
def search(request: HttpRequest, asked: Annotated[SearchIn, Query()]) -> dict[str, Any]:
    """Search the catalogue; all words must occur, unless nothing has them all."""
    del request
    facets = {facet: getattr(asked, facet.value) for facet in Facet}
    page = selectors.search_items(asked.q, facets, asked.page)
    services.count_empty_search(page=page, at=now())
    return _page(page)


@router.get("/items/suggestions", response=list[str], auth=None, summary="输入时的联想")
def suggestions(request: HttpRequest, q: str, limit: int = 8) -> list[str]:
    """Return names that fit what is being typed."""
    del request
    return list(selectors.suggest(q, min(max(limit, 1), MOST_SUGGESTIONS)))


@router.get("/items/{code}", response=GuideOut, auth=None, summary="办事指南")
def guide(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return the guide of an item of 31 or 33 characters."""
    del request
    return _guide(selectors.get_guide(code))


def _page(page: SearchPage) -> dict[str, Any]:
    items = [
        {**asdict(hit), "division": asdict(hit.division_name), "is_executable": hit.is_executable}
        for hit in page.items
    ]
    facets = {group.facet.value: [asdict(one) for one in group.values] for group in page.facets}
    return {
        "words": page.words,
        "total": page.total,
        "page": page.page,
        "pages": page.pages,
        "is_relaxed": page.is_relaxed,
        "items": items,
        "facets": facets,
    }


def _guide(found: Guide) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in GUIDE_FIELDS},
        "name": asdict(found.name),
        "department": asdict(found.department),
        "statutory": _limit(found.statutory),
        "promised": _limit(found.promised),
        "version": found.version_number,
        "materials": [asdict(one) for one in found.materials],
        "elements": [line for section in found.sections for line in _lines(section)],
    }


GUIDE_FIELDS = (
    *("code", "power", "body_uscc", "division_code", "level", "audience", "themes", "visits"),
    *("is_online", "url", "is_executable", "source"),
)


def _limit(limit: Limit | None) -> dict[str, Any] | None:
    return None if limit is None else limit.model_dump(mode="json")


def _lines(section: GuideSection) -> list[dict[str, Any]]:
    return [
        {
            "element": line.element.value,
            "label": {"zh": line.element.label, "en": line.element.label_en},
            "texts": [asdict(text) for text in line.texts],
            "link": line.link,
            "is_provided": line.is_provided,
            "is_doubtful": line.is_doubtful,
        }
        for line in section.lines
    ]
