"""Telephone numbers out of whatever a clerk wrote into the column."""

import re
import unicodedata
from dataclasses import dataclass

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))
AREA = r"0(?:10|2\d|[3-9]\d{2})"
EXTENSION = r"(?:(?:-|转|分机)\d{1,5})*"
NUMBER = re.compile(
    rf"(?<![\d-])(?:"
    rf"(?P<free>(?:400|800)-?\d{{3,4}}-?\d{{3,4}})"
    rf"|(?P<mobile>1[3-9]\d{{9}})"
    r"|(?P<land>(?:010|02\d)-?[2-8]\d{7}|0[3-9]\d\d-?[2-8]\d{6,7}|[2-8]\d{6,7})"
    rf"|(?P<short>(?:{AREA}-)?(?:1[012]\d{{3}}|9[5-6]\d{{3,4}}))"
    rf")(?P<extension>{EXTENSION})(?!\d)"
)
CLOCK = re.compile(r"\d{1,2}:\d{2}(?:-\d{1,2}:\d{2})?")
LABEL = re.compile(
    r"电话|咨询|投诉|号码|热线|联系|监督|拨打|或|及|和|、|，|。|；|：|,|;|:|/|\||\.|-|\s|[()（）]"
)
NO_NUMBERS = re.compile(
    r"https?://[^\s、，。；\u4e00-\u9fff]+|[\w.]+@[\w.]+|(?<![A-Za-z0-9])[A-Za-z_]+\w*\d\w*"
    r"|邮政编码:?\s*\d{6}",
    re.ASCII,
)
LEFT_DIGITS = re.compile(r"\d{5,}|\d{3,}-\d+")


@dataclass(frozen=True, slots=True)
class Phones:
    """The numbers found, what else was written, and runs of digits that are no number."""

    numbers: tuple[str, ...]
    prose: str
    strays: tuple[str, ...]


def _tidy(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(DASHES)
    folded = re.sub(r"\((0\d{2,3})\)\s*", r"\1-", folded)
    folded = re.sub(r"\(86\s?(\d{2,3})\)\s*", r"0\1-", folded)
    folded = re.sub(r"(?<!\d)86 (\d{2,3}) (?=\d)", r"0\1-", folded)
    folded = re.sub(r"-{2,}", "-", folded)
    folded = re.sub(r"(?<=\d-) +(?=\d)", "", folded)
    return re.sub(r"(?<=\d{4}) (?=\d{4}(?!\d))", "", folded)


def find_phones(text: str) -> Phones:
    """Return the telephone numbers in a text, each once, in order."""
    tidy = NO_NUMBERS.sub(" 略 ", _tidy(text))
    numbers = [found[0] for found in NUMBER.finditer(tidy)]
    left = NUMBER.sub(" ", tidy)
    strays = tuple(found[0] for found in LEFT_DIGITS.finditer(CLOCK.sub(" ", left)))
    prose = LABEL.sub("", left)
    return Phones(tuple(dict.fromkeys(numbers)), prose, strays)
