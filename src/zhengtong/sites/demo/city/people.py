"""Who lives and works in the demo city; none of them exists, and every password is the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from stdnum.cn.ric import calc_check_digit

from zhengtong.core.actors import SYSTEM, AccountId, Actor, ActorKind
from zhengtong.core.codes import LicenceIdentifier, ResidentId
from zhengtong.foundation.access import services as access
from zhengtong.foundation.identity import selectors as identity
from zhengtong.foundation.identity import services as identity_services
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.licences import services as licences
from zhengtong.registries.licences.types import Holder, HolderKind, LicenceOrder

PASSWORD = "zhengtong-demo-2026"  # noqa: S105 - printed at every start; for demonstrations only
CITY_JUSTICE = "11440100007483180K"
PROVINCE_JUSTICE = "114400000069401674"
PUBLIC_SECURITY = "11440100007483172Q"
# They took up their posts a quarter before the demonstration starts, so that cases can be older.
SETTLED = timedelta(days=90)
CASE_POSTS = (
    PostCode.COUNTER,
    PostCode.REVIEWER,
    PostCode.INSPECTOR,
    PostCode.DECIDER,
    PostCode.LICENCE_OFFICER,
)


@dataclass(frozen=True, slots=True)
class DemoOfficer:
    """An officer, the body, and the posts held there."""

    login: str
    name: str
    role: str
    body: str
    posts: tuple[PostCode, ...]
    path: str = "/work/"

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.login}@demo.example"


@dataclass(frozen=True, slots=True)
class DemoCitizen:
    """A citizen with a specimen of an identity card; born in 1900, so nobody living is meant."""

    login: str
    name: str
    phone: str
    born: str

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.login}@demo.example"

    @property
    def resident_id(self) -> ResidentId:
        """The specimen's number, with its right check digit."""
        body = f"440104{self.born}001"
        return ResidentId.parse(body + calc_check_digit(f"{body}0"))


CITIZENS = (
    DemoCitizen("citizen", "陈示例", "13800138000", "19000101"),
    DemoCitizen("partner1", "李示例", "13800138001", "19000102"),
    DemoCitizen("partner2", "王示例", "13800138002", "19000103"),
)
ADMINISTRATOR = DemoOfficer(
    "admin",
    "管示例",
    "系统管理 Administrator",
    PROVINCE_JUSTICE,
    (PostCode.ADMINISTRATOR, PostCode.AUDITOR),
    "/console/",
)
AUTHOR = DemoOfficer(
    "author", "编示例", "事项编制 Item author", PROVINCE_JUSTICE, (PostCode.ITEM_AUTHOR,)
)
APPROVER = DemoOfficer(
    "approver", "核示例", "事项审核 Item approver", PROVINCE_JUSTICE, (PostCode.ITEM_APPROVER,)
)
COUNTER = DemoOfficer(
    "counter", "周示例", "窗口 Counter officer", CITY_JUSTICE, (PostCode.COUNTER,)
)
REVIEWER = DemoOfficer("reviewer", "吴示例", "审查 Reviewer", CITY_JUSTICE, (PostCode.REVIEWER,))
INSPECTOR = DemoOfficer(
    "inspector", "郑示例", "踏勘 Inspector", CITY_JUSTICE, (PostCode.INSPECTOR,)
)
CITY_DECIDER = DemoOfficer(
    "citydecider", "冯示例", "决定（市） City decider", CITY_JUSTICE, (PostCode.DECIDER,)
)
NAME_CHECKER = DemoOfficer(
    "namecheck", "褚示例", "审查（省） Provincial reviewer", PROVINCE_JUSTICE, (PostCode.REVIEWER,)
)
DECIDER = DemoOfficer(
    "decider", "卫示例", "决定（省） Provincial decider", PROVINCE_JUSTICE, (PostCode.DECIDER,)
)
LICENCE_OFFICER = DemoOfficer(
    "licences",
    "蒋示例",
    "证照管理 Licence officer",
    PROVINCE_JUSTICE,
    (PostCode.LICENCE_OFFICER,),
    "/work/licences/",
)
# One officer for every other body that has an executable item, holding all posts of a case.
ALL_ROUND = tuple(
    DemoOfficer(login, name, "综合岗 All posts", body, CASE_POSTS)
    for login, name, body in (
        ("market", "沈示例", "11440000MB2D023437"),
        ("education", "韩示例", "11440000006940116U"),
        ("industry", "杨示例", "11440100007482567N"),
        ("police", "朱示例", PUBLIC_SECURITY),
        ("copyright", "秦示例", "11440000006939561H"),
        ("pingtan", "尤示例", "11350128DEM0000012"),
        ("pingtan2", "许示例", "11350128DEM0000025"),
        ("pingtan3", "何示例", "11350128DEM0000038"),
        ("pingtan4", "吕示例", "11350128DEM000004B"),
    )
)
OFFICERS = (
    *(COUNTER, REVIEWER, INSPECTOR, CITY_DECIDER, NAME_CHECKER, DECIDER, LICENCE_OFFICER),
    *(ADMINISTRATOR, AUTHOR, APPROVER, *ALL_ROUND),
)


def has_officers() -> bool:
    """Whether the last of the officers is registered."""
    return identity.find_account_id(OFFICERS[-1].email) is not None


def register_officers(at: datetime) -> str:
    """Register every officer and give the posts, as the platform's first administrator."""
    for number, officer in enumerate(OFFICERS, start=1):
        account_id = identity.find_account_id(officer.email) or access.register_officer(
            email=officer.email,
            password=PASSWORD,
            name=officer.name,
            staff_no=f"DEMO{number:03}",
            actor=SYSTEM,
            at=at - SETTLED,
        )
        body = organisations.get_body(officer.body)
        is_administrator = PostCode.ADMINISTRATOR in officer.posts
        for post in officer.posts:
            access.grant_post(
                account_id=account_id,
                post=post,
                body=officer.body,
                division_code="" if is_administrator else body.division_code,
                actor=SYSTEM,
                at=at - SETTLED,
            )
    return f"{len(OFFICERS)} 人"


def has_citizens() -> bool:
    """Whether the last of the citizens is registered."""
    return identity.find_account_id(CITIZENS[-1].email) is not None


def register_citizens(at: datetime) -> str:
    """Register every citizen, and issue the specimen of an identity card to each."""
    for citizen in CITIZENS:
        known = identity.find_account_id(citizen.email)
        if known is None:
            identity_services.register_person(
                email=citizen.email,
                password=PASSWORD,
                name=citizen.name,
                resident_id=citizen.resident_id,
                phone=citizen.phone,
                at=at - SETTLED,
            )
        identity_card(citizen, at)
    return f"{len(CITIZENS)} 人"


def identity_card(citizen: DemoCitizen, at: datetime) -> LicenceIdentifier:
    """Return the specimen of the citizen's identity card, issued when first asked for."""
    holder = Holder(
        kind=HolderKind.NATURAL_PERSON,
        name=citizen.name,
        id_number=citizen.resident_id,
        account_id=account_of(citizen),
    )
    order = LicenceOrder(
        type_code="resident-id",
        holder=holder,
        issuer=PUBLIC_SECURITY,
        key=f"demo-resident-id-{citizen.login}",
        facts={"name": citizen.name, "resident_id": citizen.resident_id},
    )
    return licences.issue_licence(order=order, actor=SYSTEM, at=at - SETTLED)


def account_of(person: DemoCitizen | DemoOfficer) -> AccountId:
    """Return the account of somebody who is registered."""
    return identity.find_account_id(person.email) or AccountId(0)


def acting(person: DemoCitizen | DemoOfficer) -> Actor:
    """Return somebody as one who acts."""
    is_officer = isinstance(person, DemoOfficer)
    kind = ActorKind.OFFICER if is_officer else ActorKind.CITIZEN
    return Actor(kind=kind, name=person.name, account_id=account_of(person))
