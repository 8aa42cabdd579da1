"""A complete application for a law firm, for journeys that are about what comes after it."""

from playwright.sync_api import Page

from tests.journeys.applying import add_row, begin, choose, fill_page, submit, upload
from tests.journeys.cast import Citizen, fill_in
from zhengtong.sites.demo.city.applications import LAW_FIRM
from zhengtong.sites.demo.city.people import CITIZENS

__all__ = ["LAW_FIRM"]


def answers_of_firm(citizen: Citizen) -> dict[str, str]:
    """Return right answers to the first page; the name is the newcomer's own."""
    return {
        "firm_name": f"广东{citizen.person.name}律师事务所",
        "address": "广州市越秀区连新路31号",
        "assets_yuan": "400000",
        "contact_phone": citizen.person.phone,
    }


def answers_of_partners(citizen: Citizen) -> dict[str, str]:
    """Return the newcomer and two citizens of the city, whose identity cards are held."""
    people = [citizen.person, *CITIZENS[1:]]
    return {
        f"partners[{row}].{name}": answer
        for row, one in enumerate(people)
        for name, answer in (
            ("name", one.name),
            ("resident_id", str(one.resident_id)),
            ("practice_years", str(8 - row)),
        )
    }


def fill_application(citizen: Citizen) -> str:
    """Fill in everything up to the last look, and return the draft's address."""
    page = citizen.page
    draft = begin(page, LAW_FIRM)
    fill_page(page, draft, 0, answers_of_firm(citizen))
    add_partners(page, draft, 3)
    fill_page(page, draft, 1, answers_of_partners(citizen))
    upload(page, draft, "partner_id_cards[0]")
    upload(page, draft, "charter", "docx")
    choose(page, draft, "premises_proof", "commitment")
    upload(page, draft, "asset_proof")
    return draft


def add_partners(page: Page, draft: str, rows: int) -> None:
    """Make room for so many partners on the second page."""
    page.goto(f"{draft}page/1/")
    for _ in range(rows - page.locator("main input[name$='.resident_id']").count()):
        add_row(page)


def file_application(citizen: Citizen) -> str:
    """Fill in everything, submit it, and return the case number."""
    return submit(citizen.page, fill_application(citizen))


def type_name(page: Page, draft: str, name: str) -> None:
    """Type another name of the firm, without sending it."""
    page.goto(f"{draft}page/0/")
    fill_in(page, {"firm_name": name})
