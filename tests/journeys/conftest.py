"""The city of the journeys, and who goes through it.

``JOURNEYS_CITY`` names a folder that keeps the city between runs, so that it starts in seconds.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser

from tests.browser.fixtures import Faults
from tests.journeys.cast import Cast
from tests.journeys.city import City, start_city, stop_city


@pytest.fixture(scope="session")
def city() -> Iterator[City]:
    """Run the platform with its demo city, once for all journeys; Ctrl-C must end it cleanly."""
    with TemporaryDirectory(prefix="journeys") as fresh:
        # Not under pytest's own folder: PostgreSQL's user, another one when root runs the tests,
        # must get in, and every pytest closes that folder when it starts.
        Path(fresh).chmod(0o755)
        running = start_city(Path(os.environ.get("JOURNEYS_CITY", fresh)))
        yield running
        assert stop_city(running) == 0, running.output


@pytest.fixture
def cast(city: City, browser: Browser, place: dict[str, object], faults: Faults) -> Iterator[Cast]:
    """Open browsers that run JavaScript."""
    people = Cast(city, browser, place, faults, has_script=True)
    yield people
    people.leave()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def any_cast(
    request: pytest.FixtureRequest,
    city: City,
    browser: Browser,
    place: dict[str, object],
    faults: Faults,
) -> Iterator[Cast]:
    """Open browsers with JavaScript, then without: the test runs twice."""
    if not request.param:
        faults.allow(r"\.js: csp$")  # so the browser calls a script that it may not run
    people = Cast(city, browser, place, faults, has_script=request.param)
    yield people
    people.leave()
