"""Reading texts and lists of texts."""

import re
import unicodedata

from zhengtong.registries.service_items.importer.normalisers.reading import (
    Argument,
    Reading,
    words_of,
)
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.importing import DoubtKind


def _is_none_word(value: JsonValue, words: frozenset[str]) -> bool:
    return value is None or (isinstance(value, str) and value.strip().rstrip("。.") in words)


def read_none_words(value: JsonValue, argument: Argument, reading: Reading) -> JsonValue:
    """Read “无” and its kind as nothing; the original row keeps them."""
    words = reading.none_words | set(words_of(argument))
    if isinstance(value, list):
        return [one for one in value if not _is_none_word(one, words)]
    return None if _is_none_word(value, words) else value


def read_text(value: JsonValue, _argument: Argument, reading: Reading) -> JsonValue:
    """Trim, and drop invisible characters; line breaks stay."""
    if not isinstance(value, str):
        return None if value is None else str(value)
    trimmed = "\n".join(line.strip(" \t\r　\xa0\u200b﻿") for line in value.splitlines()).strip()
    if value != value.strip():
        reading.doubt(DoubtKind.SPACES, "首尾有多余空格，已去除")
    return trimmed or None


def read_name(value: JsonValue, argument: Argument, reading: Reading) -> JsonValue:
    """Read a name: trimmed, and its brackets counted."""
    text = read_text(value, argument, reading)
    if isinstance(text, str):
        pairs = unicodedata.normalize("NFKC", text)
        if any(pairs.count(a) != pairs.count(b) for a, b in ("()", "[]", "《》", "【】")):
            reading.doubt(DoubtKind.BRACKETS, "名称中的括号不成对，原样保留")
    return text


def read_prefix(value: JsonValue, argument: Argument, _reading: Reading) -> JsonValue:
    """Strip a label that every cell begins with."""
    if isinstance(value, str):
        for prefix in words_of(argument):
            value = value.removeprefix(prefix)
    return value


def read_list(value: JsonValue, argument: Argument, reading: Reading) -> JsonValue:
    """Read a list, or a string cut at the separators given; without any, a string is a doubt."""
    separators = "".join(words_of(argument))
    parts: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if one is None:
            continue
        text = str(one)
        parts += re.split(f"[{re.escape(separators)}]", text) if separators else [text]
        if not separators and not isinstance(value, list):
            reading.doubt(DoubtKind.LIST_MIXED, "此栏应为列表而填了一段文字，作为一项保留")
    cleaned = [part.strip(" \t\r\n　") for part in parts]
    return list(dict.fromkeys(filter(None, cleaned)))


def read_known(value: JsonValue, argument: Argument, reading: Reading) -> JsonValue:
    """Keep every value and doubt those outside the list that the mapping gives."""
    known = set(words_of(argument))
    given = value if isinstance(value, list) else [value]
    if unknown := [str(one) for one in given if one is not None and str(one) not in known]:
        reading.doubt(DoubtKind.UNKNOWN_VALUE, f"不在代码表内，照录：{'、'.join(unknown)}")
    return value


def read_join(value: JsonValue, argument: Argument, _reading: Reading) -> JsonValue:
    """Join several columns into one text."""
    if not isinstance(value, list):
        return value
    glue = "；" if argument is None else str(argument)
    return glue.join(str(one) for one in value if one is not None) or None


def read_first(value: JsonValue, _argument: Argument, _reading: Reading) -> JsonValue:
    """Take the first of several columns that holds something."""
    return next((one for one in value if one), None) if isinstance(value, list) else value
