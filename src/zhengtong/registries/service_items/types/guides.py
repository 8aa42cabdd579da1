"""The service guide (办事指南) as readers see it: every element of the standard, present or not."""

from dataclasses import dataclass
from datetime import date

from zhengtong.core.labels import LabelledEnum
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types.labels import Audience, Level, Power
from zhengtong.registries.service_items.types.parts import Limit


class GuideGroup(LabelledEnum):
    """The groups of the implementation list (实施清单)."""

    AUTHORITY = "authority", "业务权限", "Authority"
    MATTER = "matter", "办理事项", "What it is about"
    PROCEDURE = "procedure", "办理流程", "Procedure"
    CHANNELS = "channels", "办事指南", "How and where"
    EFFICIENCY = "efficiency", "办理效率", "Time and visits"
    CONTACT = "contact", "联系方式", "Contact and remedies"


class GuideElement(LabelledEnum):
    """实施清单 elements. Source: GB/T 39046—2020 表4."""

    NAME = "name", "事项名称", "Name"
    CODE = "code", "实施编码", "Implementation code"
    BASE_CODE = "base_code", "基本编码", "Base code"
    HANDLING_CODE = "handling_code", "业务办理项编码", "Handling item code"
    POWER = "power", "事项类型", "Kind of item"
    BASIS = "basis", "设定依据", "Legal basis"
    LEVEL = "level", "行使层级", "Level of exercise"
    BODY = "body", "实施主体", "Implementing body"
    BODY_USCC = "body_uscc", "实施主体编码", "Code of the implementing body"
    DIVISION = "division", "行政区划", "Administrative division"
    DELEGATING_BODY = "delegating_body", "委托部门", "Delegating body"
    CO_BODIES = "co_bodies", "联办机构", "Participating bodies"
    AUDIENCE = "audience", "服务对象", "Who may apply"
    THEMES = "themes", "主题分类", "Themes"
    PARENT_NAME = "parent_name", "所属主项", "Main item"
    OTHER_NAMES = "other_names", "通俗名称", "Other names"
    CONDITIONS = "conditions", "受理条件", "Conditions"
    MATERIALS = "materials", "申请材料", "Materials"
    FEES = "fees", "收费项目", "Fees"
    RESULT = "result", "审批结果", "Result"
    QUANTITY = "quantity", "数量限制", "Limit of number"
    INTERMEDIARY = "intermediary", "中介服务", "Intermediary services"
    KIND = "kind", "办件类型", "Immediate or promised"
    STEPS = "steps", "办理流程", "Steps"
    SPECIAL = "special", "特别程序", "Special procedures"
    IS_ONLINE = "is_online", "是否网办", "Online"
    DEPTH = "depth", "网上办理深度", "Online depth"
    URL = "url", "网办地址", "Web address"
    PLATFORM = "platform", "业务系统", "Business system"
    HAS_BOOKING = "has_booking", "是否支持预约", "Appointments"
    BOOKING_URL = "booking_url", "预约地址", "Appointment address"
    HAS_COURIER = "has_courier", "是否支持物流快递", "Delivery by courier"
    CROSS_REGION = "cross_region", "通办范围", "Cross-region handling"
    ADDRESS = "address", "办理地点", "Place"
    HOURS = "hours", "办理时间", "Opening hours"
    VISIT_REASON = "visit_reason", "必须现场办理原因说明", "Why one must come"
    STATUTORY = "statutory", "法定办结时限", "Statutory limit"
    PROMISED = "promised", "承诺办结时限", "Promised limit"
    VISITS = "visits", "到办事现场次数", "Visits"
    CONSULT = "consult", "咨询方式", "Where to ask"
    COMPLAIN = "complain", "监督投诉方式", "Where to complain"
    RECONSIDERATION = "reconsideration", "行政复议", "Administrative reconsideration"
    LITIGATION = "litigation", "行政诉讼", "Administrative litigation"
    RIGHTS = "rights", "依法享有的权利", "Rights"
    DUTIES = "duties", "依法履行的义务", "Duties"
    QUESTIONS = "questions", "常见问题", "Frequent questions"


_FIRST_OF_GROUP = {
    GuideElement.NAME: GuideGroup.AUTHORITY,
    GuideElement.AUDIENCE: GuideGroup.MATTER,
    GuideElement.KIND: GuideGroup.PROCEDURE,
    GuideElement.IS_ONLINE: GuideGroup.CHANNELS,
    GuideElement.STATUTORY: GuideGroup.EFFICIENCY,
    GuideElement.CONSULT: GuideGroup.CONTACT,
}


def _group_elements() -> dict[GuideGroup, tuple[GuideElement, ...]]:
    groups: dict[GuideGroup, tuple[GuideElement, ...]] = {}
    current = GuideGroup.AUTHORITY
    for element in GuideElement:
        current = _FIRST_OF_GROUP.get(element, current)
        groups[current] = (*groups.get(current, ()), element)
    return groups


ELEMENTS = _group_elements()


@dataclass(frozen=True, slots=True)
class GuideLine:
    """One element; without ``texts`` it is 未提供, and the body's telephone is where to ask.

    ``is_doubtful`` marks a cell that the importer could not read with certainty.
    """

    element: GuideElement
    texts: tuple[LocalisedText, ...] = ()
    link: str = ""
    is_doubtful: bool = False

    @property
    def is_provided(self) -> bool:
        """Return whether the body has published this element."""
        return bool(self.texts)


@dataclass(frozen=True, slots=True)
class GuideSection:
    """The elements of one group, in the standard's order."""

    group: GuideGroup
    lines: tuple[GuideLine, ...]


@dataclass(frozen=True, slots=True)
class GuideMaterial:
    """One material of the guide; what an imported row does not say is left at its default."""

    name: LocalisedText
    hint: LocalisedText | None = None
    basis: str = ""
    source: str = ""
    is_required: bool = True
    is_per_row: bool = False
    may_commit: bool = False
    may_defer: bool = False


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step of the guide."""

    name: LocalisedText
    within: LocalisedText | None = None
    is_parallel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """An item as its reader sees it, from its published version or else its imported row.

    ``sections`` holds every element of the standard; the fields beside it are those that a page
    arranges by itself. ``version_id`` is set when the item can be applied for here.
    """

    code: str
    name: LocalisedText
    power: Power
    department: LocalisedText
    body_uscc: str
    division_code: str
    division_name: LocalisedText
    level: Level | None
    audience: tuple[Audience, ...]
    themes: tuple[str, ...]
    sections: tuple[GuideSection, ...]
    summary: LocalisedText | None = None
    statutory: Limit | None = None
    promised: Limit | None = None
    visits: int | None = None
    is_online: bool = False
    url: str = ""
    address: str = ""
    conditions: tuple[LocalisedText, ...] = ()
    materials: tuple[GuideMaterial, ...] = ()
    steps: tuple[GuideStep, ...] = ()
    consult: str = ""
    consult_phones: tuple[str, ...] = ()
    complain: str = ""
    complain_phones: tuple[str, ...] = ()
    version_id: int | None = None
    version_number: int | None = None
    effective_from: date | None = None
    source: str = ""

    @property
    def is_executable(self) -> bool:
        """Return whether the item can be applied for here; else it is guide-only (仅指南)."""
        return self.version_id is not None

    @property
    def where_to_ask(self) -> LocalisedText:
        """Return whom to ask for what is 未提供: the body, and its telephone where it has one."""
        phones = "、".join(self.consult_phones) or self.address
        zh = f"{self.department.zh}，{phones}" if phones else self.department.zh
        en = self.department.en or self.department.zh
        return LocalisedText(zh, f"{en}, {phones}" if phones else en)

    @property
    def missing(self) -> tuple[GuideElement, ...]:
        """Return the elements that the body has not provided."""
        lines = (line for section in self.sections for line in section.lines)
        return tuple(line.element for line in lines if not line.is_provided)


def limit_text(limit: Limit) -> LocalisedText:
    """Return a time limit in words; nought is an immediate case (即办件)."""
    if limit.amount == 0:
        return LocalisedText("即时办结", "Immediately")
    unit = limit.unit.label_en.removesuffix("s") if limit.amount == 1 else limit.unit.label_en
    return LocalisedText(f"{limit.amount} {limit.unit.label}", f"{limit.amount} {unit}")
