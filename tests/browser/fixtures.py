"""Fixtures of every test in a browser: the site, a page that may not fail silently, axe, pictures.

``page`` runs JavaScript, ``plain_page`` does not, ``any_page`` runs the test once with each. A test
fails on a console error, a page error or a failed request, unless ``faults.allow(…)`` named it.
"""

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from pytest_django import Settings

from tools.browser import MISSING, find_browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    "--lang=zh-CN",
]
# Playwright's loop runs in the thread of the test, which is no reason to forbid its queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


class SilentHandler(WSGIRequestHandler):
    """Serves without printing a line per request."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Faults:
    """What a page complained of; the test fails with it at the end."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.allowed: list[re.Pattern[str]] = []

    def allow(self, pattern: str) -> None:
        """Expect complaints that match, such as the 403 of a refused page."""
        self.allowed.append(re.compile(pattern))

    def watch(self, page: Page) -> Page:
        """Listen to everything that can go wrong on the page without being seen."""
        page.on("console", lambda message: self._note(console_fault(message)))
        page.on("pageerror", lambda error: self._note(f"page: {error}"))
        page.on("requestfailed", lambda request: self._note(request_fault(request)))
        return page

    def _note(self, fault: str) -> None:
        if fault:
            self.found.append(fault)

    def unexpected(self) -> list[str]:
        """Return the complaints that nobody allowed."""
        return [text for text in self.found if not any(p.search(text) for p in self.allowed)]


def console_fault(message: ConsoleMessage) -> str:
    """Return what the console complains of; empty for any other message."""
    return f"console: {message.text} {message.location}" if message.type == "error" else ""


def request_fault(request: Request) -> str:
    """Return the failed request; empty when the browser gave it up itself, as for a download."""
    return "" if request.failure == "net::ERR_ABORTED" else f"{request.url}: {request.failure}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: while Playwright's loop runs, no other may start in its thread.

    Skip them where there is no browser; in CI that is a failure.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    if not browser_tests or find_browser():
        return
    if os.environ.get("CI"):
        raise pytest.UsageError(MISSING)
    for item in browser_tests:
        item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Launch the Chromium that was found, the same everywhere."""
    return {**browser_type_launch_args, "executable_path": find_browser(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Iterator[Browser]:
    """Return the browser; while Playwright's loop runs, Django keeps a connection of its own."""
    yield browser
    connections.close_all()


@pytest.fixture(scope="session")
def place() -> dict[str, object]:
    """Return what every browser context has: the same place, time and look."""
    where = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "color_scheme": "light"}
    return {**where, "service_workers": "block"}


@pytest.fixture(scope="session")
def site_server(django_db_setup: None) -> Iterator[str]:
    """Serve the platform as it runs in production, with WhiteNoise and the collected assets."""
    call_command("collectstatic", interactive=False, verbosity=0)  # as the build left them
    application = get_wsgi_application()
    server = ThreadedWSGIServer(("127.0.0.1", 0), SilentHandler)
    server.daemon_threads = True
    server.set_app(application)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(site_server: str, transactional_db: None, settings: Settings) -> str:
    """Return the address of the running platform, which sees what the test commits."""
    settings.PUBLIC_URL = site_server
    return site_server


@pytest.fixture
def faults() -> Iterator[Faults]:
    """Collect what the test's pages complain of, and fail the test with it."""
    collected = Faults()
    yield collected
    assert collected.unexpected() == []


@pytest.fixture
def page(site: str, faults: Faults, browser: Browser, place: dict[str, object]) -> Iterator[Page]:
    """Return a page that runs JavaScript."""
    context = browser.new_context(**place, base_url=site)
    yield faults.watch(context.new_page())
    context.close()


@pytest.fixture
def plain_page(
    site: str, faults: Faults, browser: Browser, place: dict[str, object]
) -> Iterator[Page]:
    """Return a page that runs no JavaScript."""
    faults.allow(r"\.js: csp$")  # so the browser calls a script that it may not run
    context = browser.new_context(**place, base_url=site, java_script_enabled=False)
    yield faults.watch(context.new_page())
    context.close()


@pytest.fixture(params=["page", "plain_page"], ids=["with script", "without script"])
def any_page(request: pytest.FixtureRequest) -> Page:
    """Return a page with JavaScript, then one without: the test runs twice."""
    found: Page = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def pictures() -> Path | None:
    """Return the folder that ``SCREENSHOTS`` names, made; nothing when nobody wants pictures."""
    named = os.environ.get("SCREENSHOTS")
    folder = Path(named) if named else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    return folder
