"""What every page knows of the person's choices, kept in cookies: language, theme, size."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from zhengtong.core.labels import LabelledEnum

YEAR_SECONDS = 365 * 24 * 3600


class Theme(LabelledEnum):
    """Colours of the page."""

    AUTO = "auto", "跟随系统", "Same as device"
    LIGHT = "light", "浅色", "Light"
    DARK = "dark", "深色", "Dark"
    CONTRAST = "contrast", "高对比度", "High contrast"


class Size(LabelledEnum):
    """Size of the type; the two larger ones also simplify the layout."""

    STD = "std", "标准", "Standard"
    LARGE = "large", "大字", "Large"
    XLARGE = "xlarge", "超大字", "Extra large"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How this person wants to see every page."""

    language: str
    theme: Theme
    size: Size

    @property
    def html_lang(self) -> str:
        """Return the value of ``<html lang>``."""
        return "en" if self.is_english else "zh-Hans"

    @property
    def is_english(self) -> bool:
        """Return whether the page is in English."""
        return self.language.startswith("en")

    @property
    def is_elder(self) -> bool:
        """Return whether 长者模式 is on."""
        return self.size is not Size.STD


def read_preferences(request: HttpRequest) -> Preferences:
    """Read the choices from the cookies; anything unknown counts as the default."""
    theme, size = request.COOKIES.get("theme", ""), request.COOKIES.get("size", "")
    return Preferences(
        language=get_language() or settings.LANGUAGE_CODE,
        theme=Theme(theme) if theme in set(Theme) else Theme.AUTO,
        size=Size(size) if size in set(Size) else Size.STD,
    )


def page(request: HttpRequest) -> dict[str, Any]:
    """Give every template ``prefs``, ``user``, ``here`` (this address) and ``is_demo``.

    ``user`` is the lazy user of the request: a page that never looks at it never asks the database.
    ``csrf_input`` is made once a page, not masked anew for every form of a long list.
    """
    return {
        "csrf_input": SimpleLazyObject(partial(csrf_input, request)),
        "prefs": read_preferences(request),
        "user": getattr(request, "user", None),
        "here": request.get_full_path(),
        "path": request.path,
        "is_demo": settings.IS_DEMO,
    }
