"""Places in a form: ``firm_name``, or ``partners[1].name`` in the second row of a group.

Source: 行政许可法 第三十二条第一款第四项 (what has to be put right is named exactly).
"""

import re
from collections.abc import Mapping

from zhengtong.registries.service_items.types import JsonValue

PLACE = re.compile(r"(?P<group>[a-z][a-z0-9_]*)(?:\[(?P<row>\d+)\]\.(?P<field>[a-z][a-z0-9_]*))?")
KEY = re.compile(r"(?P<material>[a-z][a-z0-9_]*)(?:\[(?P<row>\d+)\])?")


def put_at(form: Mapping[str, JsonValue], where: str, value: JsonValue) -> dict[str, JsonValue]:
    """Return the form with one answer replaced.

    Raises: ``ValueError`` when there is no such place.
    """
    place = PLACE.fullmatch(where)
    if place is None:
        raise ValueError(f"没有这一项：{where}")
    if place["row"] is None:
        return {**form, where: value}
    rows, number = form.get(place["group"]), int(place["row"])
    if not isinstance(rows, list | tuple) or number >= len(rows):
        raise ValueError(f"没有这一项：{where}")
    row = rows[number]
    changed = {**(row if isinstance(row, Mapping) else {}), place["field"]: value}
    return {**form, place["group"]: [*rows[:number], changed, *rows[number + 1 :]]}


def material_without_row(key: str, materials: frozenset[str], row: int) -> str | None:
    """Return a material's key after a row of its group was removed, or nothing if it was its own.

    ``materials`` are those asked for each row of that group; any other key stays as it is.
    """
    place = KEY.fullmatch(key)
    if place is None or place["row"] is None or place["material"] not in materials:
        return key
    number = int(place["row"])
    if number == row:
        return None
    return key if number < row else f"{place['material']}[{number - 1}]"
