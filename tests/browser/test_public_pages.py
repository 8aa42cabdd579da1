"""The citizen's public pages, by a browser: search, filters, choices, and how every page looks."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Faults
from tests.browser.looking import accessibility_faults, shape_faults, take_picture
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.registries.service_items.testing import LAW_FIRM_CODE, make_item

COPYRIGHT_OFFICE = "11440000006939561H"

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "items": "/items/",
    "departments": "/items/?by=department",
    "search": "/search/?q=律所",
    "nothing-found": "/search/?q=zzzqqq",
    "guide": f"/items/{LAW_FIRM_CODE}/",
    "verify": "/verify/",
    "verify-wrong": "/verify/1.2.3/",
    "progress": "/progress/",
    "login": "/accounts/login/",
    "signup": "/accounts/signup/",
    "reset": "/accounts/password/reset/",
    "prefs": "/prefs/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "no-such-page": "/no/such/page/",
}


@pytest.fixture(autouse=True)
def law_firm(site: str) -> None:
    """Publish the item that these tests look for, and one of another kind."""
    make_body(CITY_JUSTICE)
    make_body(PROVINCE_JUSTICE)
    make_body(COPYRIGHT_OFFICE)
    make_item()
    make_item("work-registration")


def test_an_item_is_found_and_its_guide_read(any_page: Page) -> None:
    any_page.goto("/")
    any_page.get_by_role("searchbox").fill("律所")
    any_page.get_by_role("button", name="搜索").click()
    any_page.get_by_role("link", name="律师事务所设立许可").click()

    expect(any_page.get_by_role("heading", level=1)).to_have_text("律师事务所设立许可")
    expect(any_page.get_by_role("button", name="立即办理")).to_be_visible()


def test_names_are_suggested_while_typing_and_the_keyboard_reaches_them(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").press_sequentially("律师", delay=30)
    suggestion = page.get_by_role("link", name="律师事务所设立许可").first
    expect(page.locator("[data-suggestions] a")).to_be_visible()

    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-suggestions] a")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator("[data-suggestions] a")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(suggestion).to_be_visible()  # the tile below is another link of that name


def test_a_filter_narrows_at_once_and_keeps_its_place(page: Page) -> None:
    page.goto("/search/")
    page.locator("summary", has_text="事项类型").click()
    page.get_by_label("行政许可").check()

    expect(page).to_have_url(re.compile("power=licensing"))
    expect(page.get_by_label("行政许可")).to_be_checked()
    expect(page.get_by_label("行政许可")).to_be_focused()


def test_a_filter_works_without_scripts(plain_page: Page) -> None:
    plain_page.goto("/search/")
    plain_page.locator("summary", has_text="事项类型").click()
    plain_page.get_by_label("行政许可").check()
    plain_page.get_by_role("button", name="应用筛选").click()

    expect(plain_page.get_by_label("行政许可")).to_be_checked()


def test_large_type_is_one_press_away_and_stays(any_page: Page) -> None:
    any_page.goto(f"/items/{LAW_FIRM_CODE}/")
    any_page.get_by_role("button", name="长者模式").click()

    expect(any_page.locator("html")).to_have_attribute("data-size", "xlarge")
    expect(any_page.get_by_role("heading", level=1)).to_have_text("律师事务所设立许可")


def test_english_is_one_press_away(any_page: Page) -> None:
    any_page.goto("/privacy/")
    any_page.get_by_role("button", name="English").first.click()

    expect(any_page.get_by_role("heading", level=1)).to_have_text("Privacy")


# In the light every page of the platform is looked at by test_accessibility.py.
LOOKS = [
    (1280, "zh-hans", "std", "dark"),
    (375, "zh-hans", "xlarge", "dark"),
    (1280, "en", "std", "contrast"),
    (375, "zh-hans", "std", "contrast"),
    (375, "en", "xlarge", "light"),
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
def test_every_page_is_accessible_and_fits(
    page: Page, site: str, faults: Faults, pictures: Path | None, look: tuple[int, str, str, str]
) -> None:
    faults.allow(r"status of 4\d\d")
    width, *chosen = look
    cookies = zip(("django_language", "size", "theme"), chosen, strict=True)
    page.context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in cookies]
    )
    page.set_viewport_size({"width": width, "height": 900})
    found: list[str] = []
    for name, address in PAGES.items():
        page.goto(address)
        found += accessibility_faults(page) + shape_faults(page)
        take_picture(page, pictures, "-".join([name, *map(str, look)]))

    assert found == []
