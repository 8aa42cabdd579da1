"""The city's building plan: every step, in order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from zhengtong.sites.demo.city import applications, items, people, registers


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the city needs: ``is_done()`` is quick; ``act(at)`` says in a word what it did."""

    zh: str
    en: str
    is_done: Callable[[], bool]
    act: Callable[[datetime], str]


STEPS = (
    Step("工作日历", "Calendars", registers.has_calendars, registers.load_calendars),
    Step("区划与机构", "Divisions, bodies", registers.has_bodies, registers.load_organisations),
    Step("工作人员", "Officers", people.has_officers, people.register_officers),
    Step("事项清单", "Catalogue", registers.has_catalogue, registers.import_catalogue),
    Step("事项定义", "Definitions", items.has_versions, items.publish_definitions),
    Step("办事人与样证", "Citizens", people.has_citizens, people.register_citizens),
    Step("在办件", "Cases", applications.has_cases, applications.file_cases),
)
