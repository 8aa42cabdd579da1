"""The code lists of a definition, each with its official Chinese and an English name."""

from zhengtong.core.labels import LabelledEnum
from zhengtong.foundation.organisations.types import Level, PostCode

__all__ = [
    "Audience",
    "Depth",
    "FieldType",
    "Level",
    "LimitUnit",
    "Outcome",
    "PostCode",
    "Power",
    "Special",
    "StepKind",
]


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


class AutomaticService(LabelledEnum):
    """Checks that a step may leave to the platform, written ``by: {service: …}``."""

    NAME_IS_FREE = "lawyer_register.name_is_free", "律师事务所名称未被使用", "Law firm name is free"
