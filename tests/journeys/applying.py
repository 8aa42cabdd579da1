"""What a citizen does on the site, page by page."""

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.cast import fill_in, follow, main_text, press
from zhengtong.foundation.files.testing import CONTENTS

MEDIA = {"pdf": "application/pdf", "docx": "application/octet-stream", "png": "image/png"}
CASE_NO = re.compile(r"[0-9A-Z]{43}")


def find_guide(page: Page, words: str, name: str) -> None:
    """Search from the first page and open the item's guide."""
    page.goto("/")
    page.get_by_role("searchbox").first.fill(words)
    page.get_by_role("searchbox").first.press("Enter")
    follow(page, name)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def begin(page: Page, code: str = "") -> str:
    """Begin the application from its guide and return the draft's address."""
    if code:
        page.goto(f"/items/{code}/")
    page.get_by_role("button", name="立即办理").click()
    press(page, "开始")
    expect(page).to_have_url(re.compile(r"/apply/[0-9a-f-]{36}/"))
    found = re.search(r"/apply/[0-9a-f-]{36}/", page.url)
    return found[0] if found else ""


def judge(page: Page, answers: Mapping[str, str]) -> str:
    """Answer what eligibility asks, and return what it says."""
    fill_in(page, answers)
    press(page, "看看是否符合")
    return main_text(page)


def add_row(page: Page) -> None:
    """Ask for one row more of a repeated group; what is typed stays."""
    page.locator('main button[name="add"]').click()


def fill_page(page: Page, draft: str, index: int, answers: Mapping[str, str]) -> None:
    """Fill in one page of the form and go on."""
    page.goto(f"{draft}page/{index}/")
    fill_in(page, answers)
    press(page, "保存并继续")
    expect(page).not_to_have_url(re.compile(rf"/page/{index}/$"))


def upload(page: Page, draft: str, key: str, extension: str = "pdf", content: bytes = b"") -> None:
    """Upload a file for a material and go on."""
    page.goto(f"{draft}materials/{key}/")
    if page.locator('main [name="way"]').count():
        fill_in(page, {"way": "upload"})
    pick(page, "file", f"材料.{extension}", content or CONTENTS[extension])
    press(page, "保存并继续")


def pick(page: Page, name: str, file_name: str, content: bytes) -> None:
    """Choose a file for a field."""
    media = MEDIA.get(file_name.rpartition(".")[2], "application/octet-stream")
    file = {"name": file_name, "mimeType": media, "buffer": content}
    page.locator(f'main [name="{name}"]').set_input_files(file)


def choose(page: Page, draft: str, key: str, way: str) -> None:
    """Provide a material in another way than by upload."""
    page.goto(f"{draft}materials/{key}/")
    fill_in(page, {"way": way})
    press(page, "保存并继续")
    expect(page).to_have_url(re.compile(r"/materials/$"))


def submit(page: Page, draft: str) -> str:
    """Check the answers, send them, and return the number on the receipt."""
    page.goto(f"{draft}check/")
    press(page, "提交申请")
    expect(page.get_by_role("heading", level=1)).to_have_text("申请已提交")
    found = CASE_NO.search(main_text(page))
    return found[0] if found else ""


def progress(page: Page, case_no: str) -> list[str]:
    """Return the steps as the applicant sees them: title and state, then who and when."""
    page.goto(f"/me/cases/{case_no}/")
    steps = page.locator(".zt-timeline__item").all_inner_texts()
    return [
        " | ".join(line.strip() for line in step.splitlines() if line.strip()) for step in steps
    ]


def due_day(page: Page, case_no: str) -> str:
    """Return the day on which the case is due, as its applicant sees it."""
    page.goto(f"/me/cases/{case_no}/")
    row = page.locator(".govuk-summary-list__row", has_text="应办结日")
    return row.locator("dd").first.inner_text().strip()


def await_text(page: Page, address: str, text: str) -> None:
    """Look again until the worker has done its part."""
    for _ in range(60):
        page.goto(address)
        if text in main_text(page):
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address}: no {text!r} in {main_text(page)}")


def download(page: Page, text: str, folder: Path) -> Path:
    """Follow a link that hands out a file, and return where it was saved."""
    with page.expect_download() as started:
        follow_or_press(page, text)
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def follow_or_press(page: Page, text: str) -> None:
    """Use the link or button of the main part that contains the text."""
    main = page.locator("main")
    main.get_by_role("link", name=text).or_(main.get_by_role("button", name=text)).first.click()
