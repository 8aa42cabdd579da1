"""Money as whole fen (分), and how people read it in yuan (元)."""

from typing import NewType

Fen = NewType("Fen", int)

FEN_PER_YUAN = 100


def yuan_text(fen: Fen) -> str:
    """Return an amount as yuan with thousands separators and two decimals: ``1,234.50``."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{sign}{yuan:,}.{rest:02d}"
