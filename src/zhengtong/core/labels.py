"""Enumerations whose values carry their official Chinese name and an English one."""

from enum import StrEnum
from typing import Self


class LabelledEnum(StrEnum):
    """A code list: ``MEMBER = "code", "中文名", "English name"``."""

    label: str
    label_en: str

    def __new__(cls, value: str, label: str = "", label_en: str = "") -> Self:
        """Make a member that is its code; calling the class with a code finds it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.label_en = label_en
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return ``(code, Chinese name)`` pairs for a form or a column."""
        return [(member.value, member.label) for member in cls]

    def in_language(self, language: str) -> str:
        """Return the English name for a language starting with ``en``, else the Chinese one."""
        return self.label_en if language.startswith("en") else self.label
