"""The search index of this machine: where it is, whether it is fresh, and how it is rebuilt."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Min
from django.utils.timezone import localdate

from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.registries.service_items.models import CatalogueItem, CatalogueStamp
from zhengtong.registries.service_items.search.index import Generation, Library
from zhengtong.registries.service_items.search.schema import ItemDocument
from zhengtong.registries.service_items.search.words import get_words
from zhengtong.registries.service_items.types.guides import GuideElement, limit_text
from zhengtong.registries.service_items.types.labels import Audience, Power
from zhengtong.registries.service_items.types.parts import Limit
from zhengtong.registries.service_items.types.search import Channel, Facet

CHUNK = 2000
SEARCHED = (
    GuideElement.PARENT_NAME,
    GuideElement.CONDITIONS,
    GuideElement.MATERIALS,
    GuideElement.BASIS,
    GuideElement.RESULT,
    GuideElement.PLATFORM,
)
EXECUTABLE_FACTOR = 1.35
POWER_FACTORS = {Power.PUBLIC_SERVICE: 1.0, Power.OTHER: 1.06, Power.REWARD: 1.02}
USUAL_POWER_FACTOR = 1.12


@cache
def _library(folder: Path) -> Library:
    return Library(folder, get_words())


def get_library() -> Library:
    """Return the library of the database that this process works on."""
    return _library(Path(settings.STATE_DIR) / "search" / str(connection.settings_dict["NAME"]))


def catalogue_stamp() -> str:
    """Return the mark of the catalogue's present state; empty before the first import."""
    return CatalogueStamp.objects.values_list("stamp", flat=True).first() or ""


def get_generation(*, stamp: str | None = None) -> Generation:
    """Return the index, building it when it is missing or older than ``stamp``.

    While another process builds, the older one answers.
    """
    library = get_library()
    found = library.current()
    if found is None or not _is_fresh(found, stamp):
        build_index(unless=stamp, wait=found is None)
        found = library.current()
    if found is None:
        raise RuntimeError("the index just built cannot be opened")
    return found


def build_index(*, unless: str | None = None, wait: bool = True) -> int:
    """Build the index from the tables and swap it in; return how many items it holds.

    ``unless`` names the stamp that another process may have built while this one waited.
    """
    library = get_library()
    with library.building(wait=wait) as may_build:
        if not may_build:
            return 0
        found = library.current()
        if unless is not None and found is not None and _is_fresh(found, unless):
            return 0
        stamp, today = catalogue_stamp(), localdate()
        due = CatalogueItem.objects.filter(defined_from__gt=today)
        next_on = due.aggregate(on=Min("defined_from"))["on"]
        return library.build(_documents(today), stamp=stamp, valid_before=next_on)


def _is_fresh(found: Generation, stamp: str | None) -> bool:
    """Whether the index shows this state of the catalogue, and no effective date has come since."""
    is_due = found.valid_before is not None and found.valid_before <= localdate()
    return not is_due and stamp in {None, found.stamp}


def _documents(today: date) -> Iterator[ItemDocument]:
    """Yield every item, those of this platform first, then by kind and code."""
    places = CatalogueItem.objects.values_list("body_uscc", "division_code").distinct()
    bodies, divisions = {body for body, _ in places}, {division for _, division in places}
    registered = {
        **{str(code): body.name for code, body in organisations.get_bodies(bodies).items()},
        **{str(code): one.name for code, one in organisations.get_divisions(divisions).items()},
    }
    items = CatalogueItem.objects.defer("original").in_order_of_fame(today)
    return (_document(item, today, registered) for item in items.iterator(chunk_size=CHUNK))


def _place(zh: str, code: str, registered: Mapping[str, LocalisedText]) -> LocalisedText:
    """Return a name as the list writes it, with the English one of the register."""
    known = registered.get(code, LocalisedText(code))
    return LocalisedText(zh or known.zh, known.en)


def _texts(item: CatalogueItem, element: GuideElement) -> list[str]:
    value = item.elements.get(element.value)
    if isinstance(value, list):
        return [str(one) for one in value]
    return [value] if isinstance(value, str) else []


def _channel(item: CatalogueItem, today: date) -> Channel:
    is_in_force = item.defined_from is not None and item.defined_from <= today
    if item.has_process and is_in_force:
        return Channel.HERE
    return Channel.ELSEWHERE if item.is_online else Channel.WINDOW


def _document(
    item: CatalogueItem, today: date, registered: Mapping[str, LocalisedText]
) -> ItemDocument:
    power, channel = Power(item.power), _channel(item, today)
    promised = item.elements.get(GuideElement.PROMISED.value)
    audience = [Audience(one) for one in item.audience]
    department = _place(item.department, item.body_uscc, registered)
    division = _place(
        "",
        item.division_code,
        {item.division_code: LocalisedText(item.division_name), **registered},
    )
    factor = POWER_FACTORS.get(power, USUAL_POWER_FACTOR)
    return ItemDocument(
        code=item.code,
        name=LocalisedText(item.name, item.name_en),
        other_names="\n".join(_texts(item, GuideElement.OTHER_NAMES)),
        department=department,
        division_name=division,
        power=power.value,
        channel=channel,
        promised=limit_text(Limit.model_validate(promised)) if promised else None,
        text="\n".join(text for element in SEARCHED for text in _texts(item, element)),
        facets={
            Facet.DIVISION: (item.division_code,),
            Facet.BODY: (item.body_uscc,),
            Facet.THEME: tuple(item.themes),
            Facet.AUDIENCE: tuple(audience),
            Facet.POWER: (power.value,),
            Facet.CHANNEL: (channel.value,),
        },
        labels={
            Facet.DIVISION: {item.division_code: division},
            Facet.BODY: {item.body_uscc: department},
            Facet.AUDIENCE: {one.value: LocalisedText(one.label, one.label_en) for one in audience},
            Facet.POWER: {power.value: LocalisedText(power.label, power.label_en)},
            Facet.CHANNEL: {channel.value: LocalisedText(channel.label, channel.label_en)},
        },
        factor=factor * (EXECUTABLE_FACTOR if channel is Channel.HERE else 1.0),
    )
