"""电子证照标识: which licence, of which type, by whom, in which version."""

import re
from typing import Self

from stdnum.iso7064 import mod_37_36 as iso7064

from zhengtong.core.codes.parsing import DIGITS, Code, CodeError, require_alphabet, require_length
from zhengtong.core.codes.uscc import Uscc

TYPE_NAME = "证照类型代码"
NAME = "电子证照标识"
ROOT = "1.2.156.3005.2."
USCC_END = 18
ALPHABET = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
MAX_VERSION = 999
PARTS = re.compile(
    r"(?P<type>[0-9A-Z]{21})\.(?P<issuer>[0-9A-Z]{18}|[0-9]{6})"
    r"\.(?P<serial>[0-9A-Z]+)\.(?P<version>[0-9]{3})\.(?P<check>[0-9A-Z])"
)


def mod_37_36(text: str) -> str:
    """Return the check character of ``text``, written in digits and capital letters.

    Raises: ``CodeError`` when another character occurs.
    Source: ISO/IEC 7064:2003 MOD 37,36 (GB/T 17710—2008).
    Guarantee: any single wrong character changes it.
    """
    require_alphabet(text, NAME, ALPHABET)
    return iso7064.calc_check_digit(text)


class LicenceTypeCode(Code):
    """The USCC of the body that defines the type 18, its number 3.

    Source: GB/T 36902—2018 电子证照 目录信息规范.
    """

    __slots__ = ()

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse a wrong length or a wrong part.

        Raises: ``CodeError``.
        """
        require_length(code, TYPE_NAME, 21)
        Uscc.check(code[:USCC_END])
        require_alphabet(code[USCC_END:], TYPE_NAME, DIGITS, start=USCC_END)


class LicenceIdentifier(Code):
    """``1.2.156.3005.2.`` + type . issuer . serial . version . check character.

    The issuer is a USCC; licences of early years carry the six digits of a division instead.

    Source: GB/T 36904—2018 电子证照 标识规范.
    Guarantee: any single wrong character after the root is noticed.
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the identifier that ``text`` means, written with or without its root.

        Raises: ``CodeError`` saying what is wrong and what to do.
        """
        try:
            return super().parse(text)
        except MissingRootError:
            return super().parse(ROOT + text)

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse a wrong shape, part or check character.

        Raises: ``CodeError``.
        """
        if not code.startswith(ROOT):
            raise MissingRootError("电子证照标识应以 {root} 开头，请对照证照核对", root=ROOT)
        found = PARTS.fullmatch(code.removeprefix(ROOT))
        if found is None:
            raise CodeError(
                "电子证照标识应依次为证照类型代码、颁发机构代码、流水号、版本号和校验位，"
                "以“.”分隔，请对照证照核对"
            )
        LicenceTypeCode.check(found["type"])
        if len(found["issuer"]) == USCC_END:
            Uscc.check(found["issuer"])
        counted = "".join((found["type"], found["issuer"], found["serial"], found["version"]))
        if mod_37_36(counted) != found["check"]:
            raise CodeError("电子证照标识校验不通过，请对照证照逐位核对")

    @classmethod
    def build(cls, type_code: str, issuer: str, serial: str, version: int = 1) -> Self:
        """Return the identifier of a licence.

        Raises: ``CodeError`` when a part is wrong.
        """
        if not 1 <= version <= MAX_VERSION:
            raise CodeError("电子证照版本号应为1至999，给出的是{version}", version=str(version))
        check = mod_37_36(f"{type_code}{issuer}{serial}{version:03d}")
        return cls.parse(f"{ROOT}{type_code}.{issuer}.{serial}.{version:03d}.{check}")

    @property
    def parts(self) -> tuple[str, str, str, str, str]:
        """Type code, issuer, serial, version and check character."""
        type_code, issuer, serial, version, check = self.removeprefix(ROOT).split(".")
        return type_code, issuer, serial, version, check

    @property
    def type_code(self) -> LicenceTypeCode:
        """The type of licence."""
        return LicenceTypeCode(self.parts[0])

    @property
    def issuer(self) -> str:
        """The USCC of the body that issued it, or six digits of a division in early years."""
        return self.parts[1]

    @property
    def serial(self) -> str:
        """Its number within type and issuer."""
        return self.parts[2]

    @property
    def version(self) -> int:
        """Which version of the licence it is, counted from one."""
        return int(self.parts[3])


class MissingRootError(CodeError):
    """The identifier was written without the root that all share."""
