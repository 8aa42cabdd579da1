"""Reading codes and what is looked up in a code list."""

import unicodedata
from collections.abc import Callable, Mapping

from zhengtong.core.codes import CodeError, DivisionCode, ItemCode, Uscc
from zhengtong.core.labels import LabelledEnum
from zhengtong.registries.service_items.importer.normalisers.reading import (
    Argument,
    Reading,
)
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.importing import DoubtKind
from zhengtong.registries.service_items.types.labels import Audience, Level, Power

LEVELS = {level.label: level for level in Level} | {
    **dict(zip("123456", Level, strict=False)),
    "地市级": Level.CITY,
    "区县级": Level.COUNTY,
    "县（区）级": Level.COUNTY,
    "镇街级": Level.TOWN,
    "镇级": Level.TOWN,
    "街道级": Level.TOWN,
    "村级": Level.VILLAGE,
}
POWERS = {power.label: power for power in Power} | {
    "01": Power.LICENSING,
    "02": Power.PENALTY,
    "03": Power.COERCION,
    "04": Power.LEVY,
    "05": Power.BENEFIT,
    "06": Power.INSPECTION,
    "07": Power.CONFIRMATION,
    "08": Power.REWARD,
    "09": Power.ADJUDICATION,
    "10": Power.OTHER,
    "其他类别": Power.OTHER,
    "公共服务事项": Power.PUBLIC_SERVICE,
}


def _coded(
    value: JsonValue, codes: Mapping[str, LabelledEnum], argument: Argument, reading: Reading
) -> JsonValue:
    """Look a value up in a code list, which the mapping may extend by its own codes."""
    own = argument if isinstance(argument, Mapping) else {}
    text = "" if value is None else str(value).strip()
    found = own.get(text) or codes.get(text)
    if found is None:
        reading.doubt(DoubtKind.UNKNOWN_VALUE, f"“{text}”不在代码表内")
        return None
    return str(found)


def read_level(value: JsonValue, argument: Argument, reading: Reading) -> JsonValue:
    """Read a level of exercise by name or code."""
    return _coded(value, LEVELS, argument, reading)


def read_power(value: JsonValue, argument: Argument, reading: Reading) -> JsonValue:
    """Read a kind of item by name or code; the mapping may give its region's own codes."""
    return _coded(value, POWERS, argument, reading)


PERSONS = {"自然人", "个人"}
ENTITIES = {
    *("企业法人", "事业法人", "社会组织法人", "非法人企业", "行政机关", "其他组织", "法人"),
    *("企业", "事业单位", "社会组织", "法人和其他组织", "机关"),
}


def read_audience(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Read who may apply into the two kinds of applicant; unknown words are doubts."""
    given = value if isinstance(value, list) else [value]
    texts = [str(one).strip() for one in given if one is not None]
    if unknown := [text for text in texts if text not in PERSONS | ENTITIES]:
        reading.doubt(DoubtKind.UNKNOWN_VALUE, f"不认识的服务对象：{'、'.join(unknown)}")
    kinds = [
        (Audience.NATURAL_PERSON, bool(PERSONS & set(texts))),
        (Audience.LEGAL_ENTITY, bool(ENTITIES & set(texts))),
    ]
    return [kind.value for kind, is_meant in kinds if is_meant]


def _code_part(value: JsonValue, part: Callable[[str], str]) -> JsonValue:
    return None if value is None else part(str(value).strip().upper())


def read_code(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Read an item code of 31 or 33 characters; a wrong one is kept, and doubted."""
    if value is None:
        return None
    text = unicodedata.normalize("NFKC", str(value)).strip().upper()
    try:
        code = ItemCode.parse(text)
    except CodeError as error:
        is_checksum = len(text) in {31, 33} and not _is_uscc(text[:18])
        kind = DoubtKind.CODE_CHECK_DIGIT if is_checksum else DoubtKind.CODE_MALFORMED
        reading.doubt(kind, f"{error}，照录")
        return text
    if code.variant:
        reading.doubt(DoubtKind.CODE_LENGTH_33, f"末两位“{code.variant}”是业务办理项序号")
    return str(code)


def _is_uscc(text: str) -> bool:
    try:
        Uscc.parse(text)
    except CodeError:
        return False
    return True


def read_uscc(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Read a unified social credit code; a wrong one is kept, and doubted."""
    if value is None:
        return None
    text = str(value).strip().upper()
    if not _is_uscc(text):
        reading.doubt(DoubtKind.CODE_CHECK_DIGIT, "统一社会信用代码校验不通过，照录")
    return text


def read_uscc_of_code(value: JsonValue, _argument: Argument, _reading: Reading) -> JsonValue:
    """Take the body's code out of an item code; the code itself is doubted where it stands."""
    return _code_part(value, lambda code: code[:18])


def read_base_of_code(value: JsonValue, _argument: Argument, _reading: Reading) -> JsonValue:
    """Take the base code out of an item code."""
    return _code_part(value, lambda code: code[19:31])


def read_division(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Read a division code of 6, 9 or 12 digits; shorter ones are filled up with noughts."""
    if value is None:
        return None
    text = str(value).strip().ljust(6, "0")
    try:
        return str(DivisionCode.parse(text))
    except CodeError as error:
        reading.doubt(DoubtKind.CODE_MALFORMED, f"{error}，照录")
        return text
