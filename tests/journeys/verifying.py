"""What anybody does with a licence in hand, and what an auditor does with the ledger."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.cast import fill_in, follow, main_text, press
from tests.journeys.city import City

SEAL_SECONDS = 15
IDENTIFIER = re.compile(r"1\.2\.156\.3005\.2\.[0-9A-Z.]+")


def identifier_on(page: Page) -> str:
    """Return the licence identifier that stands on the page."""
    found = IDENTIFIER.search(main_text(page))
    return found[0] if found else ""


def verify_identifier(page: Page, identifier: str) -> str:
    """Type the identifier into the public form and return the verdict."""
    page.goto("/verify/")
    fill_in(page, {"identifier": identifier})
    press(page, "核验")
    return page.get_by_role("heading", level=1).inner_text()


def verify_file(page: Page, path: Path) -> str:
    """Hand the file to the public form and return the verdict."""
    page.goto("/verify/")
    page.locator('main [name="file"]').set_input_files(path)
    press(page, "核验文件")
    return page.get_by_role("heading", level=1).inner_text()


def revoke(page: Page, identifier: str) -> None:
    """Revoke a licence as the officer who keeps it."""
    page.goto(f"/work/licences/{identifier}/")
    answers = {
        "reason": "经查，设立人提供虚假材料。",
        "legal_basis": "中华人民共和国律师法 第五十条",
        "confirmed": "on",
    }
    fill_in(page, answers)
    press(page, "吊销")
    page.get_by_text("证照已吊销，公众核验页面同时更新").wait_for()


def newest_licence(page: Page, name: str) -> str:
    """Open the list of licences that an officer keeps and return the newest one's identifier."""
    page.goto("/work/licences/")
    follow(page, name)
    return identifier_on(page)


def await_seal(city: City, case_no: str) -> None:
    """Wait until the worker has sealed everything that happened to a case."""
    query = "select count(*) from ledger_entry where subject = %s and seal_no is null"
    deadline = time.monotonic() + SEAL_SECONDS
    while city.rows(query, case_no) != [(0,)]:
        assert time.monotonic() < deadline, "the worker seals nothing"
        time.sleep(0.1)


@contextmanager
def rewritten_entry(city: City, case_no: str) -> Iterator[int]:
    """Rewrite one sealed entry of the ledger in the database, as a bribed administrator would."""
    query = "select id, actor_name from ledger_entry where subject = %s and action = %s"
    entry, name = city.rows(query, case_no, "cases.accepted")[0]
    _rewrite(city, entry, "另一个人")
    try:
        yield entry
    finally:
        _rewrite(city, entry, name)


def _rewrite(city: City, entry: int, name: str) -> None:
    with city.connect() as connection:
        connection.execute("alter table ledger_entry disable trigger user")
        connection.execute("update ledger_entry set actor_name = %s where id = %s", (name, entry))
        connection.execute("alter table ledger_entry enable trigger user")
