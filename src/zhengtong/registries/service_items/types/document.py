"""The service definition as values: the schema ``zhengtong/service/v1``.

Pydantic reads the document, exports the published JSON Schema, and hands out frozen values.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic import Field as Key

from zhengtong.core.labels import LabelledEnum
from zhengtong.core.texts import LocalisedText


class Part(BaseModel):
    """A frozen part of the document; an unknown key is a fault, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(Part):
    """A text in Chinese, and in English where the author wrote one."""

    zh: str = Key(min_length=1)
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the English text for ``en…`` where there is one, else the Chinese."""
        return LocalisedText(self.zh, self.en).in_language(language)

    def __str__(self) -> str:
        return self.zh


class Power(LabelledEnum):
    """行政权力类型. Source: GB/T 39046—2020 事项类型代码."""

    LICENSING = "licensing", "行政许可", "Administrative licensing"
    PENALTY = "penalty", "行政处罚", "Administrative penalty"
    COERCION = "coercion", "行政强制", "Administrative coercion"
    LEVY = "levy", "行政征收", "Administrative levy"
    BENEFIT = "benefit", "行政给付", "Administrative benefit"
    INSPECTION = "inspection", "行政检查", "Administrative inspection"
    CONFIRMATION = "confirmation", "行政确认", "Administrative confirmation"
    REWARD = "reward", "行政奖励", "Administrative reward"
    ADJUDICATION = "adjudication", "行政裁决", "Administrative adjudication"
    OTHER = "other", "其他行政权力", "Other administrative power"
    PUBLIC_SERVICE = "public_service", "公共服务", "Public service"


class LimitUnit(LabelledEnum):
    """What a time limit counts."""

    WORKING_DAY = "working day", "个工作日", "working days"
    CALENDAR_DAY = "day", "日", "days"
    HOUR = "hour", "小时", "hours"
    MINUTE = "minute", "分钟", "minutes"


LIMIT = re.compile(r"(\d+) (working day|day|hour|minute)s?")


class Limit(Part):
    """A time limit, written ``30 working days``; zero working days is an immediate case (即办件)."""

    amount: int = Key(ge=0)
    unit: LimitUnit

    @model_validator(mode="before")
    @classmethod
    def read(cls, value: object) -> object:
        """Read the written form.

        Raises: ``ValueError`` for any other wording.
        """
        if not isinstance(value, str):
            return value
        if value == "immediate":
            return {"amount": 0, "unit": LimitUnit.WORKING_DAY}
        found = LIMIT.fullmatch(value.strip())
        if found is None:
            raise ValueError("时限应写作 “30 working days”“5 minutes” 或 “immediate”")
        return {"amount": int(found[1]), "unit": found[2]}


def _as_texts(value: object) -> object:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else value


class Basis(Part):
    """设定依据: a law and its articles."""

    law: str = Key(min_length=1)
    articles: Annotated[tuple[str, ...], BeforeValidator(_as_texts)] = ()


class Condition(Part):
    """受理条件: an expression that must hold, and what to say when it does not."""

    rule: str
    unless_met: Text
    basis: Basis | None = None


class FieldType(LabelledEnum):
    """What a field holds."""

    TEXT = "text", "单行文字", "Text"
    TEXTAREA = "textarea", "多行文字", "Long text"
    INTEGER = "integer", "整数", "Whole number"
    MONEY = "money", "金额（元）", "Amount in yuan"
    DATE = "date", "日期", "Date"
    CHOICE = "choice", "单选", "One choice"
    CHOICES = "choices", "多选", "Several choices"
    BOOLEAN = "boolean", "是或否", "Yes or no"
    RESIDENT_ID = "resident_id", "公民身份号码", "Resident identity number"
    USCC = "uscc", "统一社会信用代码", "Unified social credit code"
    PHONE = "phone", "手机号码", "Mobile number"
    EMAIL = "email", "电子邮箱", "E-mail"
    ADDRESS = "address", "地址", "Address"


class Choice(Part):
    """One answer of a choice."""

    value: str
    label: Text


class Field(Part):
    """One question; ``when`` hides it, ``prefill`` names where its value may come from."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    type: FieldType
    label: Text
    hint: Text | None = None
    required: bool = True
    min: int | None = None
    max: int | None = None
    choices: tuple[Choice, ...] = ()
    division: str = ""
    prefill: str = ""
    when: str = ""


class Repeat(Part):
    """A group asked several times: ``form.<id>`` is a list of its rows."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    min: int = 1
    max: int = 50


class Group(Part):
    """One page of the form."""

    group: Text
    fields: tuple[Field, ...]
    repeat: Repeat | None = None
    when: str = ""


class Material(Part):
    """申请材料: a requirement, not an upload. ``source`` is ``applicant`` or ``licence/<type>``."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    source: str = "applicant"
    basis: Basis | None = None
    each: str = ""
    accept: tuple[str, ...] = ("pdf", "ofd", "docx", "jpg", "png")
    max_mb: int = Key(default=20, ge=1, le=200)
    required: bool = True
    generated: bool = False
    commitment_allowed: bool = False
    deferrable: bool = False
    when: str = ""
    hint: Text | None = None


class Special(LabelledEnum):
    """特别程序 whose time is not counted. Source: 行政许可法 第四十五条."""

    HEARING = "hearing", "听证", "Hearing"
    TENDER = "tender", "招标", "Tender"
    AUCTION = "auction", "拍卖", "Auction"
    SITE_INSPECTION = "site_inspection", "检验（现场踏勘）", "Site inspection"
    TESTING = "testing", "检测", "Testing"
    QUARANTINE = "quarantine", "检疫", "Quarantine"
    APPRAISAL = "appraisal", "鉴定", "Appraisal"
    EXPERT_REVIEW = "expert_review", "专家评审", "Expert review"
    PUBLICATION = "publication", "公示", "Publication"


class StepKind(LabelledEnum):
    """What a step does to the case."""

    ACCEPT = "accept", "受理", "Acceptance"
    REVIEW = "review", "审查", "Review"
    CHECK = "check", "核查", "Check"
    DECIDE = "decide", "决定", "Decision"
    PAY = "pay", "缴费", "Payment"
    ISSUE = "issue", "制证与送达", "Issue and delivery"


class Outcome(LabelledEnum):
    """How a step ended."""

    ACCEPT = "accept", "予以受理", "Accepted"
    REFUSE_ACCEPTANCE = "refuse_acceptance", "不予受理", "Acceptance refused"
    PASS = "pass", "通过", "Passed"
    FAIL = "fail", "不通过", "Not passed"
    GRANT = "grant", "准予", "Granted"
    REFUSE = "refuse", "不予", "Refused"
    DONE = "done", "完成", "Done"
    SKIPPED = "skipped", "不需要", "Not needed"


class Performer(Part):
    """Who performs a step: a post of a body (``implementing`` or a USCC), or a named service."""

    body: str = ""
    post: str = ""
    service: str = ""


class Step(Part):
    """One step of the process; its kind follows from its id unless it says otherwise."""

    step: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text | None = None
    kind: StepKind = StepKind.CHECK
    by: Performer = Performer()
    within: Limit | None = None
    special: Special | None = None
    when: str = ""
    outcomes: tuple[Outcome, ...] = ()
    automatic: bool = False

    @model_validator(mode="before")
    @classmethod
    def infer_kind(cls, value: object) -> object:
        """Take the kind from the id where the id is a kind: ``accept``, ``review``, …"""
        if isinstance(value, dict) and "kind" not in value:
            known = {kind.value for kind in StepKind}
            if value.get("step") in known:
                return {**value, "kind": value["step"]}
        return value

    @property
    def title(self) -> Text:
        """Return the step's own name, or that of its kind."""
        return self.name or Text(zh=self.kind.label, en=self.kind.label_en)


class Parallel(Part):
    """并联: all steps open together; the process goes on when every one is done."""

    parallel: tuple[Step, ...] = Key(min_length=1)


class Level(LabelledEnum):
    """行使层级. Source: GB/T 39046—2020."""

    NATIONAL = "national", "国家级", "National"
    PROVINCE = "province", "省级", "Provincial"
    CITY = "city", "市级", "City"
    COUNTY = "county", "县级", "County"
    TOWN = "town", "镇（乡、街道）级", "Town"
    VILLAGE = "village", "村（社区）级", "Village"


class Audience(LabelledEnum):
    """服务对象. Source: GB/T 39046—2020."""

    NATURAL_PERSON = "natural_person", "自然人", "Natural person"
    LEGAL_ENTITY = "legal_entity", "法人和其他组织", "Legal entity"


class Depth(LabelledEnum):
    """网上办理深度. Source: GB/T 39046—2020, as used by the provinces."""

    INFORMATION = "information", "网上咨询", "Information"
    INTAKE = "intake", "网上收件", "Online intake"
    ACCEPTANCE = "acceptance", "网上受理", "Online acceptance"
    END_TO_END = "end_to_end", "全程网办", "End to end"


class Item(Part):
    """基本目录 elements."""

    base_code: str
    name: Text
    power: Power
    basis: tuple[Basis, ...] = ()


class CoBody(Part):
    """A body that takes part, and the step kind it does."""

    body: str
    does: StepKind


class Implementation(Part):
    """实施清单 elements."""

    code: str
    body: str
    level: Level
    division: str
    department: Text | None = None
    co_bodies: tuple[CoBody, ...] = ()


class Time(Part):
    """法定时限 and 承诺时限."""

    statutory: Limit
    promised: Limit


class Online(Part):
    """How much can be done online, and how often one must come."""

    depth: Depth
    visits: int = Key(ge=0)
    visit_reason: Text | None = None


class Fee(Part):
    """One fee line; ``amount_yuan`` is an expression over the form."""

    name: Text
    amount_yuan: str
    basis: Basis | None = None


class Result(Part):
    """审批结果: the licence a grant ends in; ``valid`` is ``indefinitely`` or ``3 years``."""

    licence_type: str
    valid: str = "indefinitely"


class Rights(Part):
    """Remedies. Source: 行政许可法 第三十八条."""

    reconsideration: str
    litigation: str


class Contact(Part):
    """Where to ask and where to complain."""

    consult: str
    complain: str
    address: str = ""
    hours: str = ""


class Expectation(Part):
    """What an example must come to; a missing key is not examined."""

    eligible: bool | None = None
    because: str = ""
    materials: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None
    fee_yuan: int | None = None


class Given(Part):
    """The situation of an example."""

    form: dict[str, object] = Key(default_factory=dict)
    materials: dict[str, dict[str, bool]] = Key(default_factory=dict)


class Example(Part):
    """A worked example, run by ``zhengtong item test`` and before every publication."""

    name: str
    given: Given
    expect: Expectation


class Definition(Part):
    """One service item, from which everything about it is derived."""

    schema_: Literal["zhengtong/service/v1"] = Key(alias="schema")
    item: Item
    implementation: Implementation
    audience: tuple[Audience, ...] = Key(min_length=1)
    themes: tuple[str, ...] = ()
    summary: Text | None = None
    keywords: tuple[str, ...] = ()
    time: Time
    online: Online
    fees: tuple[Fee, ...] = ()
    conditions: tuple[Condition, ...] = ()
    form: tuple[Group, ...] = ()
    materials: tuple[Material, ...] = ()
    process: tuple[Step | Parallel, ...] = ()
    result: Result | None = None
    rights: Rights | None = None
    contact: Contact
    examples: tuple[Example, ...] = ()

    @property
    def is_executable(self) -> bool:
        """Return whether it can be applied for here; without a process it is guide-only."""
        return bool(self.process)

    @model_validator(mode="after")
    def name_every_form_once(self) -> Self:
        """Keep field ids unique within their scope.

        Raises: ``ValueError`` naming the repeated ids.
        """
        seen: set[str] = set()
        for group in self.form:
            ids = [group.repeat.id] if group.repeat else [field.id for field in group.fields]
            if repeated := seen.intersection(ids):
                raise ValueError(f"字段标识重复：{'、'.join(sorted(repeated))}")
            seen.update(ids)
        return self
