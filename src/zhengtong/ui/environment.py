"""The Jinja2 environment of every page: names, filters and tags that templates may use."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.files.storage import storages
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import StrictUndefined, pass_environment
from markupsafe import Markup, escape

from zhengtong.core.money import yuan_text
from zhengtong.ui.context import Size, Theme
from zhengtong.ui.engine import PageEnvironment
from zhengtong.ui.storage import AssetStorage

ICON_HEAD = Markup(
    '<svg class="zt-icon{}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
    'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" '
    'aria-hidden="true" focusable="false">'
)

PLAIN = re.compile(r"[A-Za-z0-9_-]+")
TEXTS = 4096


@cache
def _icon_shape(name: str) -> str:
    drawing = (settings.STATIC_ROOT.parent / "icons" / f"{name}.svg").read_text()
    return drawing[drawing.index(">", drawing.index("<svg")) + 1 :].strip().replace("\n", "")


def icon(name: str, modifier: str = "") -> Markup:
    """Draw a line icon inline; it is decoration, so the text beside it must say everything.

    Raises: ``FileNotFoundError`` for an icon that frontend/vendor.toml does not list.
    """
    extra = f" zt-icon--{modifier}" if modifier else ""
    return ICON_HEAD.format(extra) + Markup(_icon_shape(name)) + Markup("</svg>")  # noqa: S704 - our file


def _integrity(name: str) -> Markup:
    if settings.DEBUG:
        return Markup("")
    stored = _assets().stored_name(name)
    return Markup(' integrity="{}"').format(_assets().integrity[stored])


def static(name: str) -> str:
    """Return the address of one of our static files."""
    _assets().require_built()
    return str(_assets().url(name))


def _assets() -> AssetStorage:
    return cast("AssetStorage", storages["staticfiles"])


def stylesheet(name: str) -> Markup:
    """Return the link to a style sheet, with its integrity."""
    return Markup('<link rel="stylesheet" href="{}"{}>').format(static(name), _integrity(name))


def script(name: str, kind: str = "module") -> Markup:
    """Return the tag of a script, with its integrity; ``kind`` is module, defer or blocking."""
    how = {"module": Markup(' type="module"'), "defer": Markup(" defer"), "blocking": Markup("")}[
        kind
    ]
    return Markup('<script src="{}"{}{}></script>').format(static(name), _integrity(name), how)


def vendor_script(package: str, file: str) -> Markup:
    """Return the deferred tag of a package's script."""
    return script(_assets().find_vendor(package, file), "defer")


def vendor_preload(package: str, file: str) -> Markup:
    """Return the preload of a module that ours import, which also pins its integrity."""
    name = _assets().find_vendor(package, file)
    return Markup('<link rel="modulepreload" href="{}"{}>').format(static(name), _integrity(name))


def url(name: str, *args: object, **query: object) -> str:
    """Return the address of a named page; keyword arguments are its query, empty ones left out."""
    address = _address(name, args)
    wanted = {key: value for key, value in query.items() if value not in ("", None, (), [])}
    return f"{address}?{urlencode(wanted, doseq=True)}" if wanted else address


def _address(name: str, args: tuple[object, ...]) -> str:
    """Return what ``reverse`` does; where nothing needs quoting, from the route cut once."""
    kinds = tuple(int if type(one) is int else str for one in args)
    cut = _cut_route(name, kinds)
    if cut is None or not all(PLAIN.fullmatch(str(one)) for one in args):
        return reverse(name, args=args)
    return "".join(part for pair in zip(cut, (*map(str, args), ""), strict=True) for part in pair)


@cache
def _cut_route(name: str, kinds: tuple[type, ...]) -> tuple[str, ...] | None:
    """Return the parts of a route between its arguments; nothing for one that is particular."""
    marks = [10**15 + n if kind is int else f"mark{n}" for n, kind in enumerate(kinds)]
    try:
        rest = reverse(name, args=marks)
    except NoReverseMatch:
        return None
    parts = []
    for mark in marks:
        part, found, rest = rest.partition(str(mark))
        if not found:
            return None
        parts.append(part)
    return (*parts, rest)


def with_query(here: str, **changes: object) -> str:
    """Return ``here`` with some of its query replaced; an empty value takes a key out."""
    path, _, query = here.partition("?")
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    kept = [f"{key}={value}" for key, _, value in pairs if key not in changes]
    added = [urlencode({key: value}, doseq=True) for key, value in changes.items() if value]
    joined = "&".join([*kept, *added])
    return f"{path}?{joined}" if joined else path


def local(text: Any) -> str:
    """Return a two-language text or a code's label in the language of the page."""
    return _local(text, get_language() or settings.LANGUAGE_CODE)


def _local(text: Any, language: str) -> str:
    if text is None or not hasattr(text, "in_language"):
        return str(text or "")
    return str(text.in_language(language))


def local_html(text: Any) -> Markup:
    """Return the same as ``local``, marked as Chinese where an English page has nothing else.

    Source: WCAG 2.2 3.1.2 (language of parts).
    """
    return _local_html(text, get_language() or settings.LANGUAGE_CODE)


@lru_cache(TEXTS, typed=True)  # codes of two lists may be equal as texts
def _local_html(text: Any, language: str) -> Markup:
    shown = _local(text, language)
    is_english = language.startswith("en")
    if is_english and shown and not getattr(text, "en", getattr(text, "label_en", " ")):
        return Markup('<span lang="zh-Hans">{}</span>').format(shown)
    return escape(shown)


def as_date(value: date | datetime | None) -> str:
    """Return ``2026年11月21日``, or ``21 Nov 2026`` on an English page."""
    return _as_date(value, get_language() or settings.LANGUAGE_CODE)


def _as_date(value: date | datetime | None, language: str) -> str:
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    if language.startswith("en"):
        return f"{day.day} {day:%b %Y}"
    return f"{day.year}年{day.month}月{day.day}日"


def as_time(value: datetime | None) -> str:
    """Return the date and the time to the minute, in the platform's time zone."""
    return f"{as_date(value)} {timezone.localtime(value):%H:%M}" if value else ""


def attributes(values: Mapping[str, object]) -> Markup:
    """Return HTML attributes: ``True`` stands alone, ``False``, ``None`` and "" are left out."""
    parts = [
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in values.items()
        if value is not None and value is not False and value != ""
    ]
    return Markup("".join(parts))  # noqa: S704 - names are ours, values escaped


def lines(text: str) -> Markup:
    """Return a plain text with its line breaks kept, as paragraphs."""
    parts = [part.strip() for part in str(text).replace("\r", "").split("\n") if part.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(escape(part)) for part in parts)


def in_own_language(write: Callable[[Any, str], str]) -> Callable[..., str]:
    """Return a filter that writes in the language its template was compiled for."""

    @pass_environment
    def written(environment: PageEnvironment, value: Any) -> str:
        return write(value, environment.language)

    return written


GLOBALS: dict[str, Callable[..., Any] | object] = {
    "static": static,
    "stylesheet": stylesheet,
    "script": script,
    "vendor_script": vendor_script,
    "vendor_preload": vendor_preload,
    "icon": icon,
    "url": url,
    "with_query": with_query,
    "messages_of": get_messages,
    "Theme": Theme,
    "Size": Size,
}
FILTERS: dict[str, Callable[..., Any]] = {
    "local": in_own_language(_local),
    "local_html": in_own_language(_local_html),
    "as_date": in_own_language(_as_date),
    "as_time": as_time,
    "yuan": yuan_text,
    "attributes": attributes,
    "lines": lines,
}


def make_environment(**options: Any) -> PageEnvironment:
    """Build the environment: an undefined name is an error, texts are escaped and translated."""
    extensions = [*options.pop("extensions", []), "jinja2.ext.i18n", "jinja2.ext.do"]
    kept = {**options, "undefined": StrictUndefined, "autoescape": True, "trim_blocks": True}
    environment = PageEnvironment(**kept, lstrip_blocks=True, extensions=extensions)
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(GLOBALS)
    environment.filters.update(FILTERS)
    return environment
