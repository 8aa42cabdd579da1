"""统一社会信用代码: the one number of every body, company and organisation."""

from stdnum.cn.uscc import calc_check_digit

from zhengtong.core.codes.parsing import DIGITS, Code, CodeError, require_alphabet, require_length

ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
NAME = "统一社会信用代码"


class Uscc(Code):
    """Registrar 1, kind 1, division 6, organisation 9, check character 1.

    Source: GB 32100—2015 法人和其他组织统一社会信用代码编码规则 4.
    Guarantee: any single wrong character is noticed.
    """

    __slots__ = ()

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse a wrong length, character or check character.

        Raises: ``CodeError``.
        """
        require_length(code, NAME, 18)
        require_alphabet(code, NAME, ALPHABET)
        require_alphabet(code[2:8], NAME, DIGITS, start=2)
        # stdnum's own validate() wants digits in front and so refuses registrars N and Y.
        if calc_check_digit(code) != code[-1]:
            raise CodeError(
                "统一社会信用代码校验不通过，请对照证照逐位核对（代码中没有字母 I、O、S、V、Z）"
            )

    @property
    def division_code(self) -> str:
        """The six digits of the division in which it was registered."""
        return self[2:8]
