"""Divisions and bodies for every room's tests."""

from datetime import datetime, timedelta, timezone

from zhengtong.core.actors import SYSTEM
from zhengtong.core.codes import WHOLE_COUNTRY, DivisionCode, Uscc
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.organisations import services
from zhengtong.foundation.organisations.models import DivisionRecord
from zhengtong.foundation.organisations.selectors import find_body
from zhengtong.foundation.organisations.types import Body, Level

CITY_JUSTICE = Uscc("11440100007483180K")
PROVINCE_JUSTICE = Uscc("114400000069401674")
LONG_AGO = datetime(2020, 1, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))

DIVISIONS = {
    WHOLE_COUNTRY: ("全国", "China", Level.NATIONAL),
    "440000": ("广东省", "Guangdong", Level.PROVINCE),
    "440100": ("广州市", "Guangzhou", Level.CITY),
    "440106": ("天河区", "Tianhe", Level.COUNTY),
}
BODIES = {
    CITY_JUSTICE: ("广州市司法局", "440100", Level.CITY, "司法局"),
    PROVINCE_JUSTICE: ("广东省司法厅", "440000", Level.PROVINCE, "司法厅"),
}


def make_division(code: str) -> DivisionCode:
    """Enter a division and those that it lies in; known ones stay."""
    division = DivisionCode.parse(code)
    parent = make_division(division.parent) if division.parent else None
    name, name_en, level = DIVISIONS.get(division, (f"区划{division}", "", Level.COUNTY))
    DivisionRecord.objects.get_or_create(
        code=division,
        defaults={"name": name, "name_en": name_en, "level": level, "parent_id": parent},
    )
    return division


def make_body(
    uscc: str = CITY_JUSTICE, *, name: str = "", division: str = "", department: str = ""
) -> Body:
    """Enter a body, by default 广州市司法局; a known one stays as it is."""
    found = find_body(uscc)
    if found is not None:
        return found
    known = BODIES.get(Uscc(uscc), (f"示例机构{uscc[-4:]}", "440100", Level.CITY, "示例机构"))
    body = Body(
        uscc=Uscc.parse(uscc),
        name=LocalisedText(name or known[0]),
        division_code=make_division(division or known[1]),
        level=known[2],
        department=department or known[3],
    )
    services.register_body(body=body, actor=SYSTEM, at=LONG_AGO)
    return body
