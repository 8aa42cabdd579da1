"""Reading conditions, materials and participating bodies, where vagueness hides."""

import re

from zhengtong.registries.service_items.importer.normalisers.reading import (
    Argument,
    Reading,
)
from zhengtong.registries.service_items.importer.normalisers.texts import read_list, read_text
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.importing import DoubtKind

VAGUE = re.compile(r"其[他它]|有关|相关")


def read_conditions(value: JsonValue, argument: Argument, reading: Reading) -> JsonValue:
    """Read the conditions as text; catch-alls and cut-off texts are doubted."""
    text = read_text(value, argument, reading)
    if isinstance(text, str):
        if found := re.search(r"[^，。；、\s]{0,12}其[他它][^，。；]{0,4}条件", text):
            reading.doubt(DoubtKind.CATCH_ALL, f"“{found[0]}”未写明具体条件")
        if text.endswith(("：", ":")):
            reading.doubt(DoubtKind.TEXT_CUT, "以冒号结尾，其后的条件没有导出，照录")
    return text


def read_materials(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Tidy the names of materials; a material that names nothing is doubted."""
    if not isinstance(value, list):
        return value
    names = [str(one).strip().rstrip("；;。") for one in value if one is not None]
    for name in names:
        if re.match(r"^(?:[^，。]{0,4})其[他它].{0,8}材料", name) or re.match(r"^其[他它]", name):
            reading.doubt(DoubtKind.CATCH_ALL, f"材料“{name}”未写明具体是什么")
    return list(dict.fromkeys(filter(None, names)))


def read_bodies(value: JsonValue, argument: Argument, reading: Reading) -> JsonValue:
    """Read participating bodies; “省级其他” names nobody."""
    bodies = read_list(value, argument, reading)
    named = bodies if isinstance(bodies, list) else []
    if vague := [str(body) for body in named if VAGUE.search(str(body).partition("（")[0])]:
        reading.doubt(DoubtKind.VAGUE_BODY, f"“{'、'.join(vague)}”没有指明是哪个部门，照录")
    return named
