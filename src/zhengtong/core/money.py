"""Money as whole fen (分), and how people read and write it in yuan (元)."""

import re
from typing import NewType

from zhengtong.core.codes.parsing import CodeError, to_ascii

Fen = NewType("Fen", int)

FEN_PER_YUAN = 100
YUAN = re.compile(r"(?P<yuan>[0-9]{1,12})(?:\.(?P<fen>[0-9]{1,2}))?")


def yuan_text(fen: Fen) -> str:
    """Return an amount as yuan with thousands separators and two decimals: ``1,234.50``."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{sign}{yuan:,}.{rest:02d}"


def parse_yuan(text: str) -> Fen:
    """Return the fen of an amount written in yuan, with or without separators and ``元``.

    Raises: ``CodeError`` when the text is no amount or has more than two decimals.
    """
    bare = to_ascii(text).removesuffix("元").replace(",", "")
    found = YUAN.fullmatch(bare)
    if found is None:
        raise CodeError("金额应当是以元为单位的数字，最多两位小数，例如 1234.50")
    return Fen(int(found["yuan"]) * FEN_PER_YUAN + int((found["fen"] or "").ljust(2, "0")))
