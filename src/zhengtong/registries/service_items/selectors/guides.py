"""Reading one item's guide."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.errors import GuideNotFoundError
from zhengtong.registries.service_items.guides.defined import guide_of
from zhengtong.registries.service_items.guides.sections import (
    Texts,
    make_sections,
    texts_of,
    visits_text,
)
from zhengtong.registries.service_items.models import CatalogueItem
from zhengtong.registries.service_items.selectors.versions import find_current
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.guides import Guide, GuideMaterial
from zhengtong.registries.service_items.types.guides import GuideElement as El
from zhengtong.registries.service_items.types.labels import Audience, Level, Power
from zhengtong.registries.service_items.types.parts import Limit


def get_guide(code: str) -> Guide:
    """Return the guide of an item: of its version in force, else of its imported row.

    Raises: ``GuideNotFoundError``.
    Guarantee: at most two queries.
    """
    item = CatalogueItem.objects.defer("original").filter(code=code.strip().upper()).first()
    if item is None:
        raise GuideNotFoundError(item_code=code)
    if item.defined_from is not None and item.defined_from <= localdate():
        version = find_current(item.code)
        if version is not None:
            return guide_of(
                version,
                department=LocalisedText(item.department),
                division_name=LocalisedText(item.division_name or item.division_code),
                imported=_texts(item),
            )
    return _imported(item)


def has_guide(code: str) -> bool:
    """Return whether the catalogue has an item of this code."""
    return CatalogueItem.objects.filter(code=code.strip().upper()).exists()


def _element(item: CatalogueItem, element: El) -> JsonValue:
    value: JsonValue = item.elements.get(element.value)
    return value


def _texts(item: CatalogueItem) -> Texts:
    texts = {element: texts_of(_element(item, element)) for element in El}
    power = Power(item.power)
    audience = [Audience(one) for one in item.audience]
    visits = _element(item, El.VISITS)
    texts |= {
        El.NAME: (LocalisedText(item.name, item.name_en),),
        El.CODE: (LocalisedText(item.code),),
        El.BASE_CODE: texts_of(item.base_code),
        El.POWER: (LocalisedText(power.label, power.label_en),),
        El.BODY: (LocalisedText(item.department),),
        El.BODY_USCC: (LocalisedText(item.body_uscc),),
        El.DIVISION: (LocalisedText(item.division_name or item.division_code),),
        El.AUDIENCE: tuple(LocalisedText(one.label, one.label_en) for one in audience),
    }
    if item.level:
        level = Level(item.level)
        texts[El.LEVEL] = (LocalisedText(level.label, level.label_en),)
    if isinstance(visits, int):
        texts[El.VISITS] = (visits_text(visits),)
    return texts


def _imported(item: CatalogueItem) -> Guide:
    texts = _texts(item)
    visits = _element(item, El.VISITS)
    return Guide(
        code=item.code,
        name=LocalisedText(item.name, item.name_en),
        power=Power(item.power),
        department=LocalisedText(item.department),
        body_uscc=item.body_uscc,
        division_code=item.division_code,
        division_name=LocalisedText(item.division_name or item.division_code),
        level=Level(item.level) if item.level else None,
        audience=tuple(Audience(one) for one in item.audience),
        themes=tuple(item.themes),
        sections=make_sections(texts, frozenset(item.doubtful)),
        statutory=_limit(item, El.STATUTORY),
        promised=_limit(item, El.PROMISED),
        visits=visits if isinstance(visits, int) else None,
        is_online=item.is_online,
        url=_first(texts[El.URL]),
        address=_first(texts[El.ADDRESS]),
        conditions=tuple(texts[El.CONDITIONS]),
        materials=tuple(GuideMaterial(name=one) for one in texts[El.MATERIALS]),
        consult=_first(texts[El.CONSULT]),
        consult_phones=_phones(_element(item, El.CONSULT)),
        complain=_first(texts[El.COMPLAIN]),
        complain_phones=_phones(_element(item, El.COMPLAIN)),
        source=item.source,
    )


def _first(texts: Sequence[LocalisedText]) -> str:
    return texts[0].zh if texts else ""


def _limit(item: CatalogueItem, element: El) -> Limit | None:
    value = _element(item, element)
    return Limit.model_validate(value) if value else None


def _phones(value: JsonValue) -> tuple[str, ...]:
    match value:
        case {"phones": list(phones)}:
            return tuple(str(phone) for phone in phones)
        case _:
            return ()
