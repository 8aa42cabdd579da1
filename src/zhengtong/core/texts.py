"""A text that a government wrote in Chinese and perhaps in English."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalisedText:
    """Chinese is always there; English falls back to it."""

    zh: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the English text for a language starting with ``en`` if there is one."""
        return self.en if language.startswith("en") and self.en else self.zh

    def __str__(self) -> str:
        return self.zh


def noop(text: str) -> str:
    """Return a Chinese text as it is, marked for translation: edges translate, values do not."""
    return text
