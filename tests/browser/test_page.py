"""The first page, by a browser: the fixtures of this folder tested by their use."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.fixtures import Faults
from tests.browser.looking import accessibility_faults, shape_faults, take_picture

pytestmark = pytest.mark.browser


def test_the_home_page_opens_with_and_without_script(any_page: Page, pictures: Path | None) -> None:
    answer = any_page.goto("/")
    take_picture(any_page, pictures, "home")
    assert answer is not None
    assert answer.status == 200


def test_the_home_page_is_accessible_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto("/")
    assert accessibility_faults(page) + shape_faults(page) == []


def test_a_failed_request_is_noticed(page: Page, faults: Faults) -> None:
    faults.allow("no-such-page")
    page.goto("/no-such-page/")
    assert len(faults.found) == 1
    assert faults.unexpected() == []
