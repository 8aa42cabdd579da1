"""Questions to the index: relevance, facets and suggestions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tantivy import DocAddress, Occur, Order, Query, Searcher, SearchResult

from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.search.index import Generation
from zhengtong.registries.service_items.search.schema import FACETS, WEIGHTS, get_schema
from zhengtong.registries.service_items.search.words import Words, plain
from zhengtong.registries.service_items.types.search import Facet, FacetGroup, FacetValue

TIE = 0.1
WHOLE_NAME = 40.0
OTHER_NAME = 8.0
HEAD = 12.0
BUCKETS = 500
CODE_LENGTHS = {12, 18, 31, 33}
Filters = Mapping[Facet, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of the index to one question; ``rows`` are the kept fields of this page."""

    rows: tuple[dict[str, str], ...]
    total: int
    facets: tuple[FacetGroup, ...]
    is_relaxed: bool


def _term(field: str, value: str) -> Query:
    return Query.term_query(get_schema(), field, value)


def _word(word: str) -> Query:
    """Return the query for one word: its best field counts, the others break ties."""
    fields = [Query.boost_query(_term(field, word), weight) for field, weight in WEIGHTS.items()]
    return Query.disjunction_max_query(fields, TIE)


def _relevance(text: str, words: Words, occur: Occur) -> Query:
    code = plain(text).strip()
    if len(code) in CODE_LENGTHS and code.isascii():
        return _word(code)
    is_strict = occur == Occur.Must
    asked = words.of_question(text) if is_strict else words.of_question_finely(text)
    if not asked:
        return Query.empty_query()
    all_words = Query.boolean_query([(occur, _word(word)) for word in asked])
    official = words.official(text)
    whole = Query.const_score_query(_term("whole_name", official), WHOLE_NAME)
    other = Query.const_score_query(_term("whole_other", official), OTHER_NAME)
    head = Query.const_score_query(_term("heads", "".join(asked)), HEAD)
    better = [(Occur.Should, one) for one in (whole, other, head)]
    return Query.boolean_query([(Occur.Must, all_words), *better])


def _beginning(text: str, words: Words) -> Query:
    """Return the query for names that have a word beginning with the text, be it one character."""
    start = words.start(text)
    return Query.regex_query(get_schema(), "starts", f"{start}.*") if start else Query.empty_query()


def _matching(searcher: Searcher, text: str, words: Words) -> tuple[Query, bool]:
    """Return the strictest query that finds anything, and whether it had to be relaxed."""
    strict = _relevance(text, words, Occur.Must)
    if _total(searcher.search(strict, limit=1)):
        return strict, False
    beginning = _beginning(text, words)
    if _total(searcher.search(beginning, limit=1)):
        return beginning, False
    return _relevance(text, words, Occur.Should), True


def _narrowed(query: Query, filters: Filters, *, except_for: Facet | None = None) -> Query:
    chosen = [
        (Occur.Must, Query.const_score_query(_any_of(facet, values), 0.0))
        for facet, values in filters.items()
        if values and facet is not except_for
    ]
    return Query.boolean_query([(Occur.Must, query), *chosen]) if chosen else query


def _any_of(facet: Facet, values: Iterable[str]) -> Query:
    return Query.boolean_query([(Occur.Should, _term(FACETS[facet], value)) for value in values])


def find(
    generation: Generation, words: Words, text: str, filters: Filters, window: tuple[int, int]
) -> Found:
    """Return the rows of ``window`` (offset, limit) with the facet counts of the whole answer.

    All words must occur; when nothing has them all, any may (``is_relaxed``). Without words the
    catalogue is listed, best known first.
    """
    searcher = generation.searcher
    is_listing = not text.strip()
    query, is_relaxed = Query.all_query(), False
    if not is_listing:
        query, is_relaxed = _matching(searcher, text, words)
    offset, limit = window
    narrowed = _narrowed(query, filters)
    if is_listing:
        result = searcher.search(
            narrowed, limit=limit, offset=offset, order_by_field="rank", order=Order.Asc
        )
    else:
        result = searcher.search(narrowed, limit=limit, offset=offset, weight_by_field="prior")
    return Found(
        rows=tuple(_row(searcher, address) for _, address in result.hits),
        total=_total(result),
        facets=_facets(generation, query, filters),
        is_relaxed=is_relaxed and bool(_total(result)),
    )


def _total(result: SearchResult) -> int:
    return result.count or 0  # type: ignore[attr-defined]  # the stub of tantivy lacks it


def _row(searcher: Searcher, address: DocAddress) -> dict[str, str]:
    return {name: values[0] for name, values in searcher.doc(address).to_dict().items()}


def _facets(generation: Generation, query: Query, filters: Filters) -> tuple[FacetGroup, ...]:
    """Count every facet under the choices made in the others, so that a choice can be widened."""
    open_facets = [facet for facet in Facet if not filters.get(facet)]
    counts = _counts(generation.searcher, _narrowed(query, filters), open_facets)
    for facet in Facet:
        if facet not in counts:
            widened = _narrowed(query, filters, except_for=facet)
            counts |= _counts(generation.searcher, widened, [facet])
    return tuple(
        _group(generation, facet, counts[facet], filters.get(facet, ())) for facet in Facet
    )


def _counts(
    searcher: Searcher, query: Query, facets: Sequence[Facet]
) -> dict[Facet, dict[str, int]]:
    if not facets:
        return {}
    asked = {facet.value: {"terms": {"field": FACETS[facet], "size": BUCKETS}} for facet in facets}
    answer = searcher.aggregate(query, asked)
    return {
        facet: {one["key"]: one["doc_count"] for one in answer[facet.value]["buckets"]}
        for facet in facets
    }


def _group(
    generation: Generation, facet: Facet, counts: Mapping[str, int], chosen: Sequence[str]
) -> FacetGroup:
    labels = generation.labels[facet]
    counted = {**dict.fromkeys(chosen, 0), **counts}
    values = (
        FacetValue(value, labels.get(value, LocalisedText(value)), count, value in chosen)
        for value, count in counted.items()
    )
    return FacetGroup(facet, tuple(sorted(values, key=lambda one: (-one.count, one.value))))


def find_names(generation: Generation, words: Words, typed: str, limit: int) -> tuple[str, ...]:
    """Return names beginning with what is typed, or having a word that does; best known first.

    When these are few, names that have all the words follow.
    """
    searcher, most = generation.searcher, limit * 4
    begun = searcher.search(
        _beginning(typed, words), limit=most, count=False, order_by_field="rank", order=Order.Asc
    ).hits
    names = dict.fromkeys(_row(searcher, address)["title"] for _, address in begun)
    if len(names) < limit:
        having = _relevance(typed, words, Occur.Must)
        hits = searcher.search(having, limit=most, count=False, weight_by_field="prior").hits
        names |= dict.fromkeys(_row(searcher, address)["title"] for _, address in hits)
    return tuple(names)[:limit]
