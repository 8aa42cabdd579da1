"""办件编码: the number a citizen gets on a receipt."""

from datetime import date
from typing import Self

from zhengtong.core.codes.items import IMPLEMENTATION_END, ImplementationCode
from zhengtong.core.codes.parsing import DIGITS, Code, CodeError, require_alphabet, require_length

NAME = "办件编号"
DATE_END = 39
MAX_SERIAL = 9999


class CaseNo(Code):
    """Implementation code 31, date of filing 8, serial of that day 4.

    Source: GB/T 39046—2020 政务服务平台基础数据规范 (办件编号).
    """

    __slots__ = ()

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse a wrong length or a wrong part.

        Raises: ``CodeError`` of the part that is wrong.
        """
        require_length(code, NAME, 43)
        ImplementationCode.check(code[:IMPLEMENTATION_END])
        require_alphabet(code[IMPLEMENTATION_END:], NAME, DIGITS, start=IMPLEMENTATION_END)
        try:
            date.fromisoformat(code[IMPLEMENTATION_END:DATE_END])
        except ValueError:
            raise CodeError("办件编号第32至39位应是申请日期，请对照回执核对") from None

    @classmethod
    def build(cls, code: str, on: date, serial: int) -> Self:
        """Return the number of the ``serial``-th case of an item on a day.

        ``code`` may be of a variant: a case number carries the implementation only.

        Raises: ``CodeError`` when the day has had its 9999 numbers.
        """
        if not 1 <= serial <= MAX_SERIAL:
            raise CodeError("该事项当日办件编号已用完，请次日再提交")
        return cls(f"{code[:IMPLEMENTATION_END]}{on:%Y%m%d}{serial:04d}")

    @property
    def implementation(self) -> ImplementationCode:
        """The implementation that the case is about."""
        return ImplementationCode(self[:IMPLEMENTATION_END])

    @property
    def filed_on(self) -> date:
        """The day on which the case was filed."""
        return date.fromisoformat(self[IMPLEMENTATION_END:DATE_END])

    @property
    def serial(self) -> int:
        """Which case of that item and day it is, counted from one."""
        return int(self[DATE_END:])
