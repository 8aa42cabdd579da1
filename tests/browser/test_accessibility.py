"""Every page, as everybody sees it: at 375 and 1280 px, in Chinese and English, small and large."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
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
from tests.browser.looking import accessibility_faults, shape_faults, take_picture
from tests.browser.scene import Scene
from tests.browser.site_map import NO_PAGES, NOBODY, STOPS, Stop
from zhengtong.foundation.identity.testing import PASSWORD as NEWCOMERS_PASSWORD
from zhengtong.sites.demo.city.people import PASSWORD

SMALL_CHINESE, LARGE_ENGLISH = ("zh-hans", "zh-Hans", "std"), ("en", "en", "xlarge")
LOOKS = (
    SMALL_CHINESE,
    ("zh-hans", "zh-Hans", "xlarge"),
    ("en", "en", "std"),
    LARGE_ENGLISH,
)
WIDTHS = (1280, 375)
FOREIGN = ("api/",)


@dataclass
class Visitors:
    """One browser context for each person, signed in once and kept for the whole matrix."""

    browser: Browser
    site: str
    place: dict[str, object]
    pages: dict[str, Page] = field(default_factory=dict)

    def let_in(self, who: str) -> None:
        """Open a browser for a person, with a session of theirs."""
        context = self.browser.new_context(**self.place, base_url=self.site)  # type: ignore[arg-type]
        self.pages[who] = context.new_page()
        if who == NOBODY:
            return
        client = Client()
        password = NEWCOMERS_PASSWORD if who == scenes.NEWCOMER else PASSWORD
        assert client.login(email=who, password=password), who
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": self.site}])

    def choose(self, who: str, language: str, size: str) -> Page:
        """Return the page of a person who wants this language and size."""
        page = self.pages[who]
        chosen = {"django_language": language, "size": size, "theme": "light"}
        page.context.add_cookies(
            [{"name": name, "value": value, "url": self.site} for name, value in chosen.items()]
        )
        return page


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
            call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def visitors(
    browser: Browser, site_server: str, place: dict[str, object], scene: Scene
) -> Iterator[Visitors]:
    people = Visitors(browser, site_server, place)
    for who in sorted({stop.who for stop in STOPS}):
        people.let_in(who)
    yield people
    for page in people.pages.values():
        page.context.close()


def faults_of(stop: Stop, scene: Scene, visitors: Visitors, pictures: Path | None) -> list[str]:
    """Open the page in every language and size, and say what is wrong in any width.

    A further state of a page that is looked at in all of them is opened in the extremes only.
    """
    found: list[str] = []
    for language, html_lang, size in (SMALL_CHINESE, LARGE_ENGLISH) if stop.state else LOOKS:
        page = visitors.choose(stop.who, language, size)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(stop.path(scene))
        stop.act(page)
        page.wait_for_load_state()
        if page.locator("html").get_attribute("lang") != html_lang:
            found.append(f"{page.url} is not in {html_lang}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            take_picture(page, pictures, f"{stop} {language} {size} {width}".replace(":", "-"))
            faults = accessibility_faults(page) + shape_faults(page)
            found += [f"{language} {size} {width}px {fault}" for fault in faults]
    return found


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize("stop", STOPS, ids=str)
def test_a_page_has_no_fault_for_anybody(
    stop: Stop, scene: Scene, visitors: Visitors, faults: Faults, pictures: Path | None
) -> None:
    faults.allow("the server responded with a status of 4")  # a refusal is a page, too
    faults.watch(visitors.pages[stop.who])
    assert faults_of(stop, scene, visitors, pictures) == []


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
