"""Every page of the platform, once for each of its states: name, address, and who signs in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.scene import NEWCOMER, Scene
from zhengtong.sites.demo.city.people import (
    ADMINISTRATOR,
    CITIZENS,
    COUNTER,
    DECIDER,
    LICENCE_OFFICER,
)

NOBODY = ""
CITIZEN, OTHER_CITIZEN = CITIZENS[0].email, CITIZENS[1].email

Act = Callable[[Page], None]


def unchanged(_page: Page) -> None:
    """Leave the page as it was opened."""


def sent(form: str = "main form[method=post]") -> Act:
    """Send a form as it stands, as somebody in a hurry does."""
    return lambda page: page.locator(f"{form} button:not([name])").first.click()


def unfolded(page: Page) -> None:
    """Open everything that is folded away."""
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")


@dataclass(frozen=True, slots=True)
class Stop:
    """One state of one page: the arguments and the query of its address come from the scene."""

    route: str
    who: str = NOBODY
    arguments: Callable[[Scene], tuple[object, ...]] = lambda _scene: ()
    query: str = ""
    act: Act = unchanged
    state: str = ""

    def path(self, scene: Scene) -> str:
        """Return the address."""
        return reverse(self.route, args=self.arguments(scene)) + self.query.format(scene=scene)

    def __str__(self) -> str:
        return f"{self.route} {self.state}".strip()


STOPS = (
    Stop("portal:home"),
    Stop("portal:home", CITIZEN, state="with unfinished business"),
    Stop("portal:search", query="?q=律师"),
    Stop("portal:search", query="?q=没有这样的事", state="nothing found"),
    Stop("portal:items"),
    Stop("portal:items", query="?by=department", state="by department"),
    Stop("portal:items", query="?by=division", state="by division"),
    Stop("portal:guide", arguments=lambda s: (s.item,)),
    Stop("portal:guide", arguments=lambda s: (s.listed_item,), state="not online"),
    Stop("portal:verify"),
    Stop("portal:verify", act=sent(), state="no file"),
    Stop("portal:licence", arguments=lambda s: (s.licence,)),
    Stop("portal:licence", arguments=lambda s: (f"{s.licence}X",), state="not a licence"),
    Stop("portal:progress"),
    Stop("portal:progress", act=sent(), state="nothing found"),
    Stop("portal:prefs"),
    Stop("portal:accessibility"),
    Stop("portal:privacy"),
    Stop("account_login"),
    Stop("account_login", act=sent(), state="refused"),
    Stop("account_signup"),
    Stop("account_signup", act=sent(), state="refused"),
    Stop("account_reset_password"),
    Stop("account_reset_password_done"),
    Stop("account_reset_password_from_key_done"),
    Stop("account_reset_password_from_key", arguments=lambda _s: ("1", "no-key")),
    Stop("account_confirm_email", arguments=lambda _s: ("no-key",)),
    Stop("account_email_verification_sent"),
    Stop("account_inactive"),
    Stop("account_logout", CITIZEN),
    Stop("account_email", CITIZEN),
    Stop("account_change_password", CITIZEN),
    Stop("account_change_password", CITIZEN, act=sent(), state="refused"),
    Stop("account_reauthenticate", CITIZEN),
    Stop("portal:me", CITIZEN),
    Stop("portal:me", OTHER_CITIZEN, state="empty"),
    Stop("portal:inbox", CITIZEN),
    Stop("portal:inbox", OTHER_CITIZEN, state="empty"),
    Stop("portal:entities", CITIZEN),
    Stop("portal:entities", OTHER_CITIZEN, act=sent(), state="refused"),
    Stop("portal:start", CITIZEN, lambda s: (s.item,)),
    Stop("portal:eligibility", CITIZEN, lambda s: (s.draft,)),
    Stop("portal:eligibility", CITIZEN, lambda s: (s.draft,), act=sent(), state="not met"),
    Stop("portal:application", CITIZEN, lambda s: (s.draft,), act=unfolded),
    Stop("portal:page", CITIZEN, lambda s: (s.draft, 0)),
    Stop("portal:page", CITIZEN, lambda s: (s.draft, 0), act=sent(), state="refused"),
    Stop("portal:page", CITIZEN, lambda s: (s.draft, 1), act=sent(), state="rows refused"),
    Stop("portal:materials", CITIZEN, lambda s: (s.draft,)),
    Stop("portal:material", CITIZEN, lambda s: (s.draft, "premises_proof")),
    Stop("portal:material", CITIZEN, lambda s: (s.draft, "charter"), act=sent(), state="refused"),
    Stop("portal:check", CITIZEN, lambda s: (s.draft,)),
    Stop("portal:check", CITIZEN, lambda s: (s.draft,), act=sent(), state="refused"),
    Stop("portal:done", CITIZEN, lambda s: (s.sent_draft,)),
    Stop("portal:case", CITIZEN, lambda s: (s.decided_case,), act=unfolded, state="decided"),
    Stop("portal:case", CITIZEN, lambda s: (s.correcting_case,), state="to correct"),
    Stop("portal:case", OTHER_CITIZEN, lambda s: (s.waiting_case,), state="another's"),
    Stop("portal:correct", CITIZEN, lambda s: (s.correcting_case,)),
    Stop("portal:correct", CITIZEN, lambda s: (s.correcting_case,), act=sent(), state="refused"),
    Stop("portal:withdraw", CITIZEN, lambda s: (s.waiting_case,)),
    Stop("workbench:queue", COUNTER.email),
    Stop("workbench:queue", COUNTER.email, query="?case_no=NONE", state="nothing found"),
    Stop("workbench:queue", NEWCOMER, state="no post"),
    Stop("workbench:queue", CITIZEN, state="a citizen"),
    Stop("workbench:task", COUNTER.email, lambda s: (s.counter_task,), act=unfolded),
    Stop("workbench:task", DECIDER.email, lambda s: (s.decision_task,), state="decision"),
    Stop(
        "workbench:task",
        DECIDER.email,
        lambda s: (s.decision_task,),
        act=sent("main form[action$=decide\\/]"),
        state="refused",
    ),
    Stop("workbench:find_case", COUNTER.email),
    Stop("workbench:find_case", COUNTER.email, query="?case_no=12", state="nothing found"),
    Stop("workbench:case", COUNTER.email, lambda s: (s.correcting_case,)),
    Stop("workbench:licences", LICENCE_OFFICER.email),
    Stop("workbench:licences", COUNTER.email, state="empty"),
    Stop("workbench:licence", LICENCE_OFFICER.email, lambda s: (s.licence,)),
    Stop(
        "workbench:licence",
        LICENCE_OFFICER.email,
        lambda s: (s.licence,),
        act=sent(),
        state="refused",
    ),
    Stop("console:officers", ADMINISTRATOR.email),
    Stop("console:officers", ADMINISTRATOR.email, query="?query=没有", state="nothing found"),
    Stop("console:officers", COUNTER.email, state="not an administrator"),
    Stop("console:new_officer", ADMINISTRATOR.email),
    Stop("console:new_officer", ADMINISTRATOR.email, act=sent(), state="refused"),
    Stop("console:officer", ADMINISTRATOR.email, lambda s: (s.officer,)),
    Stop(
        "console:officer",
        ADMINISTRATOR.email,
        lambda s: (s.officer,),
        act=sent(".zt-card form"),
        state="refused",
    ),
    Stop("console:dismiss", ADMINISTRATOR.email, lambda s: (s.officer,)),
    Stop("console:bodies", ADMINISTRATOR.email),
    Stop("console:bodies", ADMINISTRATOR.email, query="?query=没有", state="nothing found"),
    Stop("console:body", ADMINISTRATOR.email, lambda s: (s.body,)),
    Stop("console:calendars", ADMINISTRATOR.email),
    Stop("console:calendars", ADMINISTRATOR.email, act=sent(), state="refused"),
    Stop("console:jobs", ADMINISTRATOR.email),
    Stop("console:ledger", ADMINISTRATOR.email),
    Stop(
        "console:ledger", ADMINISTRATOR.email, query="?subject={scene.waiting_case}", state="found"
    ),
)

# Addresses that show no page of their own, and why.
NO_PAGES = {
    "portal:suggestions": "a part of the search page",
    "portal:notice": "goes on to what the notice is about",
    "portal:read_all": "an act",
    "portal:discard": "an act",
    "portal:supply": "an act",
    "portal:licence_file": "a file",
    "portal:case_material": "a file",
    "workbench:act": "an act, whose refusals are states of the task",
    "workbench:extend": "an act, whose refusals are states of the case",
    "workbench:queue_csv": "a file",
    "workbench:material": "a file",
    "workbench:licence_file": "a file",
    "console:grant": "an act, whose refusals are states of the officer",
    "console:revoke": "an act",
    "console:retry": "an act",
    "console:officers_csv": "a file",
    "account_set_password": "for accounts without a password, of which there are none",
    "account_confirm_login_code": "signing in by a code is not offered",
}
