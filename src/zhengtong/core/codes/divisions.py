"""行政区划代码: where in the country."""

from typing import Self

from zhengtong.core.codes.parsing import DIGITS, Code, require_alphabet, require_length

NAME = "行政区划代码"
WHOLE_COUNTRY = "000000"


class DivisionCode(Code):
    """Province 2, city 2, county 2; with 9 digits a street or town, with 12 a village.

    ``000000`` is the whole country.

    Source: GB/T 2260—2007 中华人民共和国行政区划代码; 统计用区划代码 for 9 and 12 digits.
    """

    __slots__ = ()

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse a wrong length or a character that is no digit.

        Raises: ``CodeError``.
        """
        require_length(code, NAME, 6, 9, 12)
        require_alphabet(code, NAME, DIGITS)

    @property
    def prefix(self) -> str:
        """What the codes of all divisions inside it start with: 440000 gives ``44``."""
        if len(self) > len(WHOLE_COUNTRY):
            return str(self)
        pairs = [self[:2], self[2:4], self[4:6]]
        while pairs and pairs[-1] == "00":
            pairs.pop()
        return "".join(pairs)

    @property
    def parent(self) -> Self | None:
        """The division it lies in; nothing lies above the whole country."""
        prefix = self.prefix
        if not prefix:
            return None
        shorter = prefix[: -3 if len(prefix) > len(WHOLE_COUNTRY) else -2]
        return type(self)(shorter.ljust(len(WHOLE_COUNTRY), "0"))

    def covers(self, other: str) -> bool:
        """Whether ``other`` is this division or lies inside it."""
        return other.startswith(self.prefix)
