"""What a test asks of a page as people see it."""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch every style sheet anew, for a rule that is not in TAGS
    "iframes": False,  # there are none
}


def begin_looking(page: Page) -> None:
    """Let axe begin, and do not wait: another page can be opened meanwhile."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    page.evaluate("options => { window.looked = axe.run(options); }", OPTIONS)


def accessibility_faults(page: Page) -> list[str]:
    """Return axe's violations on the page, one line each: rule, help and the first element."""
    if not page.evaluate("'looked' in window"):
        begin_looking(page)
    found = page.evaluate("() => window.looked.finally(() => { delete window.looked; })")
    return [
        f"{page.url} {fault['id']}: {fault['help']} {fault['nodes'][0]['html']}"
        for fault in found["violations"]
    ]


def shape_faults(page: Page) -> list[str]:
    """Return what axe does not see: sideways scrolling, more or less than one heading, no title."""
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    found = {
        "scrolls sideways": not page.evaluate(width),
        "has not one h1": page.locator("h1").count() != 1,
        "has no title": not page.title(),
    }
    return [f"{page.url} {fault}" for fault, is_there in found.items() if is_there]


def take_picture(page: Page, folder: Path | None, name: str) -> None:
    """Save the whole page as ``name.png``, if pictures are wanted."""
    if folder:
        page.screenshot(path=folder / f"{name}.png", full_page=True)
