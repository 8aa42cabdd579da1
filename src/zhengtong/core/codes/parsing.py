"""What all codes share: a forgiving reading, a strict check, and a refusal that can be told."""

from typing import Self

DIGITS = frozenset("0123456789")

# Only what a keyboard or a copied page really brings: full-width forms, lower case, blanks and
# invisible marks. NFKC was ruled out: it would turn ① or ² into a digit of somebody's number.
TO_ASCII = (
    {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
    | {lower: lower - 32 for lower in range(ord("a"), ord("z") + 1)}
    | {full: full - 0xFEE0 - 32 for full in range(0xFF41, 0xFF5B)}
    | dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
)


class CodeError(ValueError):
    """A code that cannot be right: a Chinese msgid with ``{named}`` holes, and their values.

    ``str(error)`` is the Chinese sentence; an edge translates ``error.text`` before it fills it.
    """

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values


def to_ascii(text: str) -> str:
    """Return ``text`` upper-cased, full-width forms made ASCII, without blanks of any kind."""
    return "".join(text.translate(TO_ASCII).split())


def require_length(code: str, name: str, *lengths: int) -> None:
    """Refuse a code that is too short or too long.

    Units: ``lengths`` in characters.
    Raises: ``CodeError`` naming the code, the length it should have and the length it has.
    """
    if len(code) not in lengths:
        raise CodeError(
            "{name}应为{wanted}位，您填写的是{given}位，请核对后重新填写",
            name=name,
            wanted="或".join(("、".join(map(str, lengths[:-1])), str(lengths[-1]))).lstrip("或"),
            given=str(len(code)),
        )


def require_alphabet(code: str, name: str, alphabet: frozenset[str], *, start: int = 0) -> None:
    """Refuse the first character that may not occur in the code.

    Units: ``start`` is how many characters stand before ``code`` in what the person typed.
    Raises: ``CodeError`` naming the character and its place, counted from one.
    """
    for position, character in enumerate(code, start + 1):
        if character not in alphabet:
            raise CodeError(
                "{name}第{position}位“{character}”有误，请核对后重新填写",
                name=name,
                position=str(position),
                character=character,
            )


class Code(str):
    """A code with a form of its own; ``parse`` reads it forgivingly and checks it strictly.

    Calling the class itself trusts the text: only for what was checked before it was stored.
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the code that ``text`` means.

        Raises: ``CodeError`` saying what is wrong and what to do.
        """
        code = to_ascii(text)
        cls.check(code)
        return cls(code)

    @classmethod
    def check(cls, code: str) -> None:
        """Refuse a normalised text that cannot be this code.

        Raises: ``CodeError``.
        """
        raise NotImplementedError
