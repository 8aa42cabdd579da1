"""事项编码: of a base item, of one body's implementation of it, and of a variant of that."""

from zhengtong.core.codes.parsing import DIGITS, Code, CodeError, require_alphabet, require_length
from zhengtong.core.codes.uscc import Uscc

BASE_NAME = "基本编码"
IMPLEMENTATION_NAME = "实施编码"
ITEM_NAME = "事项编码"
LEVELS = frozenset("1234567")

USCC_END = 18
LEVEL_END = 19
IMPLEMENTATION_END = 31


class BaseCode(Code):
    """Twelve digits of the catalogue: region 2, kind 2, department 2, main item 3, sub item 3.

    Source: GB/T 39554.1—2020 政务服务事项基本目录及实施清单 第1部分：编码要求.
    """

    __slots__ = ()

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse what is not twelve digits.

        Raises: ``CodeError``.
        """
        require_length(code, BASE_NAME, 12)
        require_alphabet(code, BASE_NAME, DIGITS)


class ImplementationCode(Code):
    """The implementing body's USCC 18, level of exercise 1, base code 12.

    Source: GB/T 39554.1—2020 编码要求.
    """

    __slots__ = ()

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse a wrong length or a wrong part.

        Raises: ``CodeError`` of the part that is wrong.
        """
        require_length(code, IMPLEMENTATION_NAME, 31)
        Uscc.check(code[:USCC_END])
        if code[USCC_END] not in LEVELS:
            raise CodeError(
                "实施编码第19位是行使层级，应为1至7，您填写的是“{level}”", level=code[USCC_END]
            )
        require_alphabet(code[LEVEL_END:], IMPLEMENTATION_NAME, DIGITS, start=LEVEL_END)

    @property
    def body(self) -> Uscc:
        """The body that implements the item."""
        return Uscc(self[:USCC_END])

    @property
    def level(self) -> str:
        """The level of exercise: 1 national, 2 province, 3 city, 4 county, 5 town, 6 village."""
        return self[USCC_END]

    @property
    def base(self) -> BaseCode:
        """The catalogue item that is implemented."""
        return BaseCode(self[LEVEL_END:])


class ItemCode(Code):
    """An implementation code, alone (31) or followed by the two digits of a variant (33).

    Source: GB/T 39554.1—2020 编码要求 (业务办理项编码).
    """

    __slots__ = ()

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse a wrong length or a wrong part.

        Raises: ``CodeError`` of the part that is wrong.
        """
        require_length(code, ITEM_NAME, 31, 33)
        ImplementationCode.check(code[:IMPLEMENTATION_END])
        require_alphabet(code[IMPLEMENTATION_END:], ITEM_NAME, DIGITS, start=IMPLEMENTATION_END)

    @property
    def implementation(self) -> ImplementationCode:
        """The implementation that it belongs to."""
        return ImplementationCode(self[:IMPLEMENTATION_END])

    @property
    def variant(self) -> str:
        """The two digits of the variant (业务办理项); empty when there is none."""
        return self[IMPLEMENTATION_END:]
