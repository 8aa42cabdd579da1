"""Divisions, bodies and the posts that officers hold in them."""

from dataclasses import dataclass

from zhengtong.core.codes import DivisionCode, Uscc
from zhengtong.core.errors import Problem
from zhengtong.core.labels import LabelledEnum
from zhengtong.core.texts import LocalisedText


class Level(LabelledEnum):
    """行使层级. Source: GB/T 39046—2020."""

    NATIONAL = "national", "国家级", "National"
    PROVINCE = "province", "省级", "Provincial"
    CITY = "city", "市级", "City"
    COUNTY = "county", "县级", "County"
    TOWN = "town", "镇（乡、街道）级", "Town"
    VILLAGE = "village", "村（社区）级", "Village"

    @property
    def digit(self) -> str:
        """The character that stands for the level in an implementation code."""
        return str(tuple(Level).index(self) + 1)


class PostCode(LabelledEnum):
    """岗位: the capacity in which an officer acts."""

    COUNTER = "counter", "窗口", "Counter"
    REVIEWER = "reviewer", "审查", "Reviewer"
    INSPECTOR = "inspector", "踏勘", "Inspector"
    DECIDER = "decider", "决定", "Decider"
    LICENCE_OFFICER = "licence_officer", "证照管理", "Licence officer"
    ITEM_AUTHOR = "item_author", "事项编制", "Item author"
    ITEM_APPROVER = "item_approver", "事项审核", "Item approver"
    AUDITOR = "auditor", "审计", "Auditor"
    ADMINISTRATOR = "administrator", "系统管理", "Administrator"


@dataclass(frozen=True, slots=True)
class Division:
    """行政区划: a part of the country with a government of its own."""

    code: DivisionCode
    name: LocalisedText
    level: Level
    parent: DivisionCode | None


@dataclass(frozen=True, slots=True)
class Body:
    """机构: a body of government, or one that acts for it.

    ``department`` is its short name without the place (``司法局``); ``parent`` the body above it,
    empty when there is none; ``is_specimen`` says that its USCC is made up for demonstration.
    """

    uscc: Uscc
    name: LocalisedText
    division_code: DivisionCode
    level: Level
    department: str = ""
    parent: str = ""
    address: str = ""
    phone: str = ""
    is_specimen: bool = False


@dataclass(frozen=True, slots=True)
class BodyPage:
    """One page of bodies in the order of their codes; ``after`` starts the next, if there is."""

    bodies: tuple[Body, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading a file did; rows that cannot be right are in ``problems``, by line."""

    added: int
    changed: int
    unchanged: int
    problems: tuple[Problem, ...]
