"""Who appears in the journeys: newcomers who sign up, and the officers of the demo city."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, expect
from stdnum.cn.ric import calc_check_digit

from tests.browser.fixtures import Faults
from tests.journeys.city import City
from zhengtong.sites.demo.city.people import PASSWORD, DemoOfficer

NAMES = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist: born in 1901, so nobody living is meant."""

    name: str
    email: str
    resident_id: str
    phone: str

    @classmethod
    def numbered(cls, serial: int) -> "Person":
        """Return the person of a serial number, with a right check digit."""
        body = f"44010419010101{serial:03}"
        return cls(
            name=f"新{NAMES[serial % 10]}{NAMES[serial // 10 % 10]}",
            email=f"newcomer{serial}@demo.example",
            resident_id=body + calc_check_digit(f"{body}0"),
            phone=f"1390000{serial:04}",
        )


@dataclass
class Citizen:
    """A newcomer and the browser they sit at."""

    person: Person
    page: Page


@dataclass
class Cast:
    """Opens browsers for everybody of one test, all with or all without JavaScript."""

    city: City
    browser: Browser
    place: dict[str, object]
    faults: Faults
    has_script: bool
    contexts: list[BrowserContext] = field(default_factory=list)

    def visitor(self, passport: object = None) -> Page:
        """Return a page with cookies of its own; ``passport`` is an earlier sign-in."""
        context = self.browser.new_context(
            **self.place,
            base_url=self.city.url,
            java_script_enabled=self.has_script,
            storage_state=passport,
        )
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        return self.faults.watch(context.new_page())

    def newcomer(self) -> Citizen:
        """Sign up somebody new, by the form."""
        person = Person.numbered(self.city.next_serial())
        page = self.visitor()
        sign_up(page, person)
        expect(page.get_by_role("heading", level=1)).to_have_text(f"您好，{person.name}")
        return Citizen(person, page)

    def resident(self, nth: int = 0) -> Citizen:
        """Return somebody who signed up for an earlier test, or does so now, and is signed in."""
        key = f"resident {nth}"
        if key not in self.city.passports:
            citizen = self.newcomer()
            self.city.passports[key] = (citizen.person, citizen.page.context.storage_state())
            return citizen
        person, passport = self.city.passports[key]
        return Citizen(person, self.visitor(passport))

    def officer(self, who: DemoOfficer) -> Page:
        """Sign in an officer by the form, once a city; later visits keep the session."""
        if who.email not in self.city.passports:
            page = self.visitor()
            sign_in(page, who.email)
            self.city.passports[who.email] = page.context.storage_state()
            return page
        return self.visitor(self.city.passports[who.email])

    def leave(self) -> None:
        """Close every browser."""
        for context in self.contexts:
            context.close()


def sign_up(page: Page, person: Person, **changed: str) -> None:
    """Fill in the real form and send it; ``changed`` are fields typed otherwise."""
    page.goto("/accounts/signup/")
    answers = {
        "name": person.name,
        "resident_id": person.resident_id,
        "phone": person.phone,
        "email": person.email,
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    fill_in(page, {**answers, **changed})
    press(page, "注册并登录")


def sign_in(page: Page, email: str) -> None:
    """Sign in by the form."""
    page.goto("/accounts/login/")
    fill_in(page, {"login": email, "password": PASSWORD})
    page.locator("main").get_by_role("button", name="登录").click()
    expect(page).not_to_have_url("**/accounts/login/")


def fill_in(page: Page, answers: Mapping[str, str]) -> None:
    """Answer fields by their names; of buttons and lists, choose what has the answer's value."""
    for name, answer in answers.items():
        fields = page.locator(f'main [name="{name}"]')
        if fields.first.get_attribute("type") in {"radio", "checkbox"}:
            page.locator(f'main [name="{name}"][value="{answer}"]').check()
        elif fields.first.evaluate("field => field.tagName") == "SELECT":
            fields.first.select_option(answer)
        else:
            fields.first.fill(answer)


def press(page: Page, text: str) -> None:
    """Press the button of the main part that says exactly this."""
    page.locator("main").get_by_role("button", name=text, exact=True).click()


def follow(page: Page, text: str) -> None:
    """Follow the first link of the main part that contains the text."""
    page.locator("main").get_by_role("link", name=text).first.click()


def main_text(page: Page) -> str:
    """Return what stands in the main part of the page."""
    return page.locator("main").inner_text()


def send(page: Page, path: str, form: Mapping[str, str]) -> APIResponse:
    """Post a form as no page of ours would, with this browser's session and token."""
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    token = {"csrfmiddlewaretoken": cookies["csrftoken"]}
    return page.request.post(path, form={**token, **form}, max_redirects=0)
