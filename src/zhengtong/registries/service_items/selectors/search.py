"""Searching the catalogue and suggesting while somebody types."""

from collections.abc import Mapping, Sequence

from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.search import query
from zhengtong.registries.service_items.search.highlighting import segments
from zhengtong.registries.service_items.selectors.indexing import (
    catalogue_stamp,
    get_generation,
    get_library,
)
from zhengtong.registries.service_items.types.labels import Power
from zhengtong.registries.service_items.types.search import (
    Channel,
    Facet,
    FacetGroup,
    SearchHit,
    SearchPage,
)

PAGE_SIZE = 20
DEEPEST_PAGE = 500
LONGEST_QUESTION = 100


def search_items(
    words: str = "",
    facets: Mapping[Facet, Sequence[str]] | None = None,
    page: int = 1,
    *,
    size: int = PAGE_SIZE,
) -> SearchPage:
    """Return one page of the items that have these words, with the counts of every facet.

    An item that can be applied for here comes before an equally fitting one that cannot.

    Guarantee: one query, whatever the number of items.
    """
    asked = words.replace("\x00", "").strip()[:LONGEST_QUESTION]
    page = min(max(page, 1), DEEPEST_PAGE)
    filters = {facet: tuple(values) for facet, values in (facets or {}).items() if values}
    generation, cut = get_generation(stamp=catalogue_stamp()), get_library().words
    found = query.find(generation, cut, asked, filters, ((page - 1) * size, size))
    marks = cut.of_question(asked)
    return SearchPage(
        words=asked,
        items=tuple(_hit(row, [*marks, asked]) for row in found.rows),
        facets=found.facets,
        total=found.total,
        page=page,
        pages=min(max(-(-found.total // size), 1), DEEPEST_PAGE),
        is_relaxed=found.is_relaxed,
    )


def list_facets() -> tuple[FacetGroup, ...]:
    """Return every facet of the whole catalogue with its counts, for a front page."""
    return search_items(size=1).facets


def suggest(prefix: str, limit: int = 8) -> tuple[str, ...]:
    """Return names that begin with what is typed, or have a word that does.

    Guarantee: no query once the index is there; an everyday word finds its official name.
    """
    typed = prefix.strip()[:LONGEST_QUESTION]
    return query.find_names(get_generation(), get_library().words, typed, limit)


def _hit(row: Mapping[str, str], marks: Sequence[str]) -> SearchHit:
    promised = LocalisedText(row["promised_zh"], row["promised_en"])
    return SearchHit(
        code=row["code"],
        name=LocalisedText(row["title"], row["title_en"]),
        segments=segments(row["title"], marks),
        department=LocalisedText(row["department_zh"], row["department_en"]),
        division_name=LocalisedText(row["division_zh"], row["division_en"]),
        power=Power(row["power"]),
        channel=Channel(row["channel"]),
        promised=promised if promised.zh else None,
    )
