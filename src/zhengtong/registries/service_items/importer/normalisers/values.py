"""Reading flags, numbers, time limits, web addresses and telephone numbers."""

import re
import unicodedata
from collections.abc import Mapping

from zhengtong.registries.service_items.importer.normalisers.reading import (
    Argument,
    Reading,
)
from zhengtong.registries.service_items.importer.phones import find_phones
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.importing import DoubtKind
from zhengtong.registries.service_items.types.labels import LimitUnit

YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("是", "有", "1", "true", "y", "yes", "支持", "可"), True),
    **dict.fromkeys(("否", "无", "0", "false", "n", "no", "不支持", "不可"), False),
}


def read_yes_no(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Read yes or no in any of the usual words."""
    if value is None or isinstance(value, bool):
        return value
    found = YES_NO.get(str(value).strip().lower())
    if found is None:
        reading.doubt(DoubtKind.UNREADABLE, "应为“是”或“否”")
    return found


LIMIT = re.compile(r"(\d+)\s*[(（]?\s*(?:个)?\s*(工作日|自然日|日|天|小时|分钟)?\s*[)）]?")
UNITS = {
    "工作日": LimitUnit.WORKING_DAY,
    "自然日": LimitUnit.CALENDAR_DAY,
    "日": LimitUnit.CALENDAR_DAY,
    "天": LimitUnit.CALENDAR_DAY,
    "小时": LimitUnit.HOUR,
    "分钟": LimitUnit.MINUTE,
}
IMMEDIATE = {"即办", "即时办结", "即时", "当场办结", "马上办"}
LONGEST_DAYS = 300


def read_limit(value: JsonValue, argument: Argument, reading: Reading) -> JsonValue:
    """Read “30(工作日)” and its kind; the argument is the unit of bare numbers, if known."""
    if value is None:
        return None
    text = str(value).strip()
    if text in IMMEDIATE:
        return {"amount": 0, "unit": LimitUnit.WORKING_DAY.value}
    found = LIMIT.fullmatch(text)
    if found is None:
        reading.doubt(DoubtKind.UNREADABLE, "时限应写作“30(工作日)”")
        return None
    unit = UNITS.get(found[2] or str(argument or ""))
    if unit is None:
        reading.doubt(DoubtKind.LIMIT_UNIT_MISSING, "只有数字，不知是工作日还是自然日，未采用")
        return None
    amount = int(found[1])
    is_long = unit in {LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY} and amount >= LONGEST_DAYS
    if is_long:
        reason = f"{amount}{unit.label}，达到或超过{LONGEST_DAYS}日，疑为误填，照录"
        reading.doubt(DoubtKind.LIMIT_IMPLAUSIBLE, reason)
    return {"amount": amount, "unit": unit.value}


def read_phones(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Find the telephone numbers and keep the words around them."""
    if value is None:
        return None
    text = str(value).strip()
    phones = find_phones(text)
    if phones.strays:
        strays = "、".join(phones.strays)
        reading.doubt(DoubtKind.PHONE_IMPLAUSIBLE, f"“{strays}”不像电话号码，未作为号码采用")
    elif not phones.numbers:
        reading.doubt(DoubtKind.NOT_A_PHONE, "没有可拨打的号码，只保留原文")
    if phones.numbers and phones.prose:
        reading.doubt(DoubtKind.PHONE_WITH_PROSE, "号码之外还有说明文字，号码已提取，原文保留")
    return {"text": text, "phones": list(phones.numbers)}


def read_integer(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Read a whole number."""
    if value is None or value == "":
        return None
    text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix("次").removesuffix(".0")
    if not text.isdecimal():
        reading.doubt(DoubtKind.UNREADABLE, "应为整数")
        return None
    return int(text)


URL = re.compile(r"https?://[\w.-]+(:\d+)?([/?#]\S*)?", re.ASCII)
SESSION = re.compile(r"(?i)(?:token|sessionid|jsessionid|sid)[A-Za-z]*=([^&#\s]{16,})")


def read_url(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Read a web address; one that carries somebody's session is kept without being offered."""
    if value is None:
        return None
    text = str(value).strip()
    if not URL.fullmatch(text.encode("ascii", "replace").decode()):
        reading.doubt(DoubtKind.URL_MALFORMED, "不是完整的网址，只作文字保留")
    elif SESSION.search(text):
        reading.doubt(DoubtKind.URL_SESSION, "网址里带有他人的会话标识，可能打不开，照录")
    return text
