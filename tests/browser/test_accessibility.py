"""Every page, as everybody sees it: at 375 and 1280 px, in Chinese and English, small and large."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tests.browser import scene as scenes
from tests.browser.fixtures import Faults
from tests.browser.looking import (
    accessibility_faults,
    begin_looking,
    shape_faults,
    take_picture,
)
from tests.browser.scene import Scene
from tests.browser.site_map import NO_PAGES, NOBODY, STOPS, Stop
from zhengtong.foundation.identity.testing import PASSWORD as NEWCOMERS_PASSWORD
from zhengtong.sites.demo.city.people import PASSWORD

WIDTHS = (1280, 375)
FOREIGN = ("api/",)


@dataclass(frozen=True)
class Look:
    """One way of seeing the site: a language and a size, in a browser of its own."""

    language: str
    html_lang: str
    size: str
    is_extreme: bool = False

    def __str__(self) -> str:
        return f"{self.language} {self.size}"


LOOKS = (
    Look("zh-hans", "zh-Hans", "std", is_extreme=True),
    Look("zh-hans", "zh-Hans", "xlarge"),
    Look("en", "en", "std"),
    Look("en", "en", "xlarge", is_extreme=True),
)


@dataclass
class Windows:
    """A page for each look, and the session of everybody who sits down at them."""

    site: str
    pages: dict[Look, Page]
    sessions: dict[str, str]

    def seat(self, who: str, look: Look) -> Page:
        """Return the page of a look, with nobody else's session left in it."""
        page = self.pages[look]
        kept = {"django_language": look.language, "size": look.size, "theme": "light"}
        if who != NOBODY:
            kept["sessionid"] = self.sessions[who]
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": name, "value": value, "url": self.site} for name, value in kept.items()]
        )
        return page


def session_of(who: str) -> str:
    """Sign in, and return the session."""
    client = Client()
    password = NEWCOMERS_PASSWORD if who == scenes.NEWCOMER else PASSWORD
    assert client.login(email=who, password=password), who
    return client.cookies["sessionid"].value


@pytest.fixture(scope="module")
def scene(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, state_folder: Path
) -> Iterator[Scene]:
    """Build the scene once, committed, where the server sees it; empty the database afterwards."""
    fast = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    own = {"STATE_DIR": state_folder, "MEDIA_ROOT": state_folder / "files"}
    with django_db_blocker.unblock(), override_settings(**own, PASSWORD_HASHERS=fast):
        try:
            with ThreadPoolExecutor(1) as aside:  # licences are signed in a loop of their own
                built = aside.submit(scenes.build).result()
                aside.submit(connections.close_all).result()
            yield built
        finally:
            # Numbers are never given twice: what was published stays known by its number.
            call_command("flush", interactive=False, verbosity=0, reset_sequences=False)


@pytest.fixture(scope="module")
def windows(
    browser: Browser, site_server: str, place: dict[str, object], scene: Scene
) -> Iterator[Windows]:
    contexts = [browser.new_context(**place, base_url=site_server) for _ in LOOKS]  # type: ignore[arg-type]
    pages = {look: one.new_page() for look, one in zip(LOOKS, contexts, strict=True)}
    people = sorted({stop.who for stop in STOPS} - {NOBODY})
    yield Windows(site_server, pages, {who: session_of(who) for who in people})
    for context in contexts:
        context.close()


def open_stop(stop: Stop, look: Look, scene: Scene, windows: Windows) -> Page:
    """Open the page and bring it into its state."""
    page = windows.seat(stop.who, look)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(stop.path(scene))
    stop.act(page)
    page.wait_for_load_state()
    begin_looking(page)
    return page


def faults_of(stop: Stop, scene: Scene, windows: Windows, pictures: Path | None) -> list[str]:
    """Open the page in every language and size, and say what is wrong in any width.

    A further state of a page that is looked at in all of them is opened in the extremes only. While
    axe looks at one page the next is opened, which halves the time.
    """
    looks = [look for look in LOOKS if look.is_extreme or not stop.state]
    pages = {look: open_stop(stop, look, scene, windows) for look in looks}
    found = [
        f"{page.url} is not in {look.html_lang}"
        for look, page in pages.items()
        if page.locator("html").get_attribute("lang") != look.html_lang
    ]
    for width, next_width in zip_longest(WIDTHS, WIDTHS[1:]):
        for look, page in pages.items():
            faults = accessibility_faults(page) + shape_faults(page)
            found += [f"{look} {width}px {fault}" for fault in faults]
            take_picture(page, pictures, f"{stop} {look} {width}".replace(":", "-"))
            if next_width:
                page.set_viewport_size({"width": next_width, "height": 900})
                begin_looking(page)
    return found


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize("stop", STOPS, ids=str)
def test_a_page_has_no_fault_for_anybody(
    stop: Stop, scene: Scene, windows: Windows, faults: Faults, pictures: Path | None
) -> None:
    faults.allow("the server responded with a status of 4")  # a refusal is a page, too
    for page in windows.pages.values():
        faults.watch(page)
    assert faults_of(stop, scene, windows, pictures) == []


def routes(patterns: list[URLPattern | URLResolver], inside: str = "") -> Iterator[str]:
    """Yield the name of every address that is not made for programs."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{inside}{pattern.name}"
        elif not str(pattern.pattern).startswith(FOREIGN):
            named = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from routes(pattern.url_patterns, f"{inside}{named}")


def test_every_address_is_looked_at_or_shows_no_page() -> None:
    known = {stop.route for stop in STOPS} | set(NO_PAGES)
    assert set(routes(get_resolver().url_patterns)) ^ known == set()


def test_no_page_is_listed_as_none() -> None:
    assert {stop.route for stop in STOPS} & set(NO_PAGES) == set()
