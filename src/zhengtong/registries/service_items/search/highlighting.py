"""Which runs of a name match the question; runs, not markup, so that nothing can be injected."""

from collections.abc import Iterable

from zhengtong.registries.service_items.search.words import plain
from zhengtong.registries.service_items.types.search import Segment


def segments(text: str, words: Iterable[str]) -> tuple[Segment, ...]:
    """Cut a text where the words begin and end.

    Guarantee: the segments joined are the text, and neighbours differ in ``is_match``.
    """
    folded = plain(text)
    if len(folded) != len(text):
        return (Segment(text),)
    is_marked = [False] * len(text)
    for word in words:
        at = folded.find(word)
        while word and at >= 0:
            is_marked[at : at + len(word)] = [True] * len(word)
            at = folded.find(word, at + 1)
    cuts = [at for at in range(1, len(text)) if is_marked[at] != is_marked[at - 1]]
    edges = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return tuple(Segment(text[start:end], is_marked[start]) for start, end in edges if end > start)
