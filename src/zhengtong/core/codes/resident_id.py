"""公民身份号码: the number on a resident identity card."""

from datetime import date

from stdnum.cn.ric import calc_check_digit

from zhengtong.core.codes.parsing import DIGITS, Code, CodeError, require_alphabet, require_length

NAME = "身份证号码"
PROVINCES = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)}
    | {*range(61, 66), 71, 81, 82, 83}
)


class ResidentId(Code):
    """Division 6, birth date 8, sequence 3 (odd for men), check character 1.

    The division is checked to its province only: people keep the codes of counties long dissolved.

    Source: GB 11643—1999 公民身份号码 4.
    Guarantee: any single wrong character is noticed.
    """

    __slots__ = ()

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse a wrong length, character, province, birth date or check character.

        Raises: ``CodeError``; the right check character is never told.
        """
        require_length(code, NAME, 18)
        require_alphabet(code[:17], NAME, DIGITS)
        require_alphabet(code[17:], NAME, DIGITS | {"X"}, start=17)
        if int(code[:2]) not in PROVINCES:
            raise CodeError("身份证号码前两位不是省级行政区划代码，请对照身份证逐位核对")
        try:
            date.fromisoformat(code[6:14])
        except ValueError:
            raise CodeError(
                "身份证号码第7至14位应是出生日期，您填写的“{birth_date}”不是有效日期，请核对",
                birth_date=code[6:14],
            ) from None
        if calc_check_digit(code) != code[-1]:
            raise CodeError("身份证号码校验不通过，请对照身份证逐位核对")

    @property
    def birth_date(self) -> date:
        """The date of birth that the number carries."""
        return date.fromisoformat(self[6:14])

    @property
    def masked(self) -> str:
        """What a screen may show: the division and the last four characters."""
        return f"{self[:6]}{'*' * 8}{self[-4:]}"
