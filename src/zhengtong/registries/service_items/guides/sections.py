"""The elements of the standard in their order, each with its texts or openly without."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.guides import (
    ELEMENTS,
    GuideElement,
    GuideLine,
    GuideSection,
    limit_text,
)
from zhengtong.registries.service_items.types.parts import Limit

YES, NO = LocalisedText("是", "Yes"), LocalisedText("否", "No")
LINKS = {GuideElement.URL, GuideElement.BOOKING_URL}
Texts = Mapping[GuideElement, Sequence[LocalisedText]]


def make_sections(
    texts: Texts, doubtful: AbstractSet[str] = frozenset()
) -> tuple[GuideSection, ...]:
    """Return every element in the order of the standard, in its group."""
    return tuple(
        GuideSection(group, tuple(_line(element, texts, doubtful) for element in elements))
        for group, elements in ELEMENTS.items()
    )


def _line(element: GuideElement, texts: Texts, doubtful: AbstractSet[str]) -> GuideLine:
    found = tuple(texts.get(element, ()))
    link = found[0].zh if found and element in LINKS else ""
    is_link = link.startswith(("http://", "https://"))
    return GuideLine(element, found, link if is_link else "", element.value in doubtful)


def texts_of(value: JsonValue) -> tuple[LocalisedText, ...]:
    """Return the words for a stored element, by its shape."""
    match value:
        case None | "":
            return ()
        case bool():
            return (YES if value else NO,)
        case {"amount": _, "unit": _}:
            return (limit_text(Limit.model_validate(value)),)
        case {"text": text}:
            return (LocalisedText(str(text)),)
        case list() | tuple():
            return tuple(LocalisedText(str(one)) for one in value)
        case _:
            return (LocalisedText(str(value)),)


def visits_text(visits: int) -> LocalisedText:
    """Return how often one must come, in words."""
    return LocalisedText(f"{visits} 次", "None" if visits == 0 else str(visits))
