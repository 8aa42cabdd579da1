"""What an import of somebody's list comes to: every row kept, every doubtful cell named."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from zhengtong.core.labels import LabelledEnum


class DoubtKind(LabelledEnum):
    """Why a cell could not be read with certainty."""

    ROW_UNUSABLE = "row_unusable", "整行无法识别", "Row cannot be used"
    DUPLICATE_CODE = "duplicate_code", "编码重复", "Code occurs twice"
    CODE_MALFORMED = "code_malformed", "编码格式不符", "Malformed code"
    CODE_CHECK_DIGIT = "code_check_digit", "编码校验位不符", "Wrong check character"
    CODE_LENGTH_33 = "code_length_33", "33位编码（业务办理项）", "33-character code"
    PARTS_DISAGREE = "parts_disagree", "编码与其他列不一致", "Code disagrees with other columns"
    DIVISION_DISAGREES = "division_disagrees", "行政区划与主体编码不一致", "Division disagrees"
    HANDLING_CODE = "handling_code", "业务办理项编码另成一套", "Handling code of another series"
    COLUMNS_DISAGREE = "columns_disagree", "两列内容不一致", "Columns disagree"
    REQUIRED_MISSING = "required_missing", "必填内容缺失", "Required value missing"
    UNKNOWN_VALUE = "unknown_value", "不在代码表内", "Not in the code list"
    UNREADABLE = "unreadable", "内容无法识别", "Unreadable"
    SPACES = "spaces", "多余空格", "Stray spaces"
    BRACKETS = "brackets", "括号不成对", "Unbalanced brackets"
    DUPLICATE_NAME = "duplicate_name", "同一地区事项重名", "Same name twice in a division"
    PROMISE_EXCEEDS_LAW = "promise_exceeds_law", "承诺时限超过法定时限", "Promise exceeds law"
    UNITS_DIFFER = "units_differ", "两个时限单位不同", "Limits in different units"
    LIMIT_IMPLAUSIBLE = "limit_implausible", "时限过长", "Implausible limit"
    LIMIT_UNIT_MISSING = "limit_unit_missing", "时限缺少单位", "Limit without a unit"
    LIMIT_MISSING = "limit_missing", "有法定时限而无承诺时限", "No promise beside a statutory limit"
    PHONE_WITH_PROSE = "phone_with_prose", "电话栏夹有文字", "Prose among telephone numbers"
    PHONE_IMPLAUSIBLE = "phone_implausible", "电话位数不对", "Implausible telephone number"
    NOT_A_PHONE = "not_a_phone", "不是电话号码", "Not a telephone number"
    CONTACT_MISSING = "contact_missing", "缺少咨询或投诉电话", "Contact missing"
    VISITS_CONTRADICT = (
        "visits_contradict",
        "跑动次数与办理方式矛盾",
        "Visits contradict the channel",
    )
    VISIT_UNREASONED = "visit_unreasoned", "须到现场而未说明原因", "Visit without a reason"
    ADDRESS_MISSING = "address_missing", "须到现场而无办理地点", "Visit without an address"
    URL_MISSING = "url_missing", "可网办而无网址", "Online without an address"
    URL_MALFORMED = "url_malformed", "网址格式不符", "Malformed address"
    URL_SESSION = "url_session", "网址带有他人会话标识", "Address carries a session"
    BOOKING_CONTRADICTS = "booking_contradicts", "预约与预约地址矛盾", "Booking contradicts address"
    CATCH_ALL = "catch_all", "兜底条款（其他条件、其他材料）", "Catch-all clause"
    TEXT_CUT = "text_cut", "文字疑似被截断", "Text seems cut off"
    CONDITIONS_MISSING = "conditions_missing", "许可事项无受理条件", "Licence without conditions"
    MATERIALS_MISSING = "materials_missing", "许可事项无申请材料", "Licence without materials"
    LIST_MIXED = "list_mixed", "列表栏出现普通文字", "Text in a column of lists"
    VAGUE_BODY = "vague_body", "联办机构不明确", "Vague participating body"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubtful cell: where, what stood there, why, and what the catalogue keeps.

    Units: ``row`` counts records from 1, the heading of a table not counted.
    """

    row: int
    code: str
    field: str
    value: str
    kind: DoubtKind
    reason: str
    kept: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of one import; ``absent`` counts earlier rows of this source now missing."""

    rows: int
    created: int
    updated: int
    unchanged: int
    unusable: int
    absent: int
    doubts: tuple[Doubt, ...]

    @property
    def changes(self) -> int:
        """Return how many items of the catalogue this import changed."""
        return self.created + self.updated

    def counts(self) -> Mapping[DoubtKind, int]:
        """Return the number of doubtful cells by kind, most frequent first."""
        return dict(Counter(doubt.kind for doubt in self.doubts).most_common())
