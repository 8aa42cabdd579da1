"""What one cell cannot tell: elements of a row that contradict each other, rows that repeat.

Source: GB/T 39554.1—2020 (编码), 行政许可法 第三十条、第三十一条、第四十二条; guide quality rules.
"""

from collections.abc import Callable, Mapping

from zhengtong.registries.service_items.importer.rows import ReadRow
from zhengtong.registries.service_items.types.guides import GuideElement as El
from zhengtong.registries.service_items.types.importing import DoubtKind
from zhengtong.registries.service_items.types.labels import Level, Power

USCC_ORGANISATION = slice(8, 17)
USCC_DIVISION = slice(2, 8)
LEVEL_AT = 18
BASE = slice(19, 31)
IMPLEMENTATION_LENGTH = 31
LEVEL_DIGITS = dict(zip("123456", Level, strict=False))
LICENCES = {Power.LICENSING, Power.CONFIRMATION, Power.BENEFIT, Power.ADJUDICATION}


def judge_code(row: ReadRow) -> None:
    """Compare the parts of the code with the columns that say the same."""
    code, checks = row.text(El.CODE), row.mapping.checks
    if len(code) < IMPLEMENTATION_LENGTH:
        return
    parts = [(checks.organisation_code, code[USCC_ORGANISATION]), (checks.base_code, code[BASE])]
    for column, part in parts:
        said = str(row.original.get(column) or "")
        if column and said != part:
            reason = f"编码中是“{part}”，{column}栏是“{said}”"
            row.doubt(El.CODE, DoubtKind.PARTS_DISAGREE, reason)
    level = LEVEL_DIGITS.get(code[LEVEL_AT])
    if row.text(El.LEVEL) and level != row.text(El.LEVEL):
        reason = f"编码第19位是“{code[LEVEL_AT]}”，与行使层级不一致"
        row.doubt(El.LEVEL, DoubtKind.PARTS_DISAGREE, reason)


def judge_division(row: ReadRow) -> None:
    """Compare the division with the one inside the body's USCC: central bodies differ lawfully."""
    said, inside = row.text("division_code")[:6], row.text(El.BODY_USCC)[USCC_DIVISION]
    if said and inside and said != inside:
        reason = f"主体编码所在区划是{inside}，此栏是{said}（垂直管理机构属正常，其余请核对）"
        row.doubt("division_code", DoubtKind.DIVISION_DISAGREES, reason)


def judge_handling_code(row: ReadRow) -> None:
    """Compare the handling item's code with the implementation it should extend."""
    code, handling = row.text(El.CODE), row.text(El.HANDLING_CODE)
    if handling and handling[:IMPLEMENTATION_LENGTH] != code[:IMPLEMENTATION_LENGTH]:
        reason = "业务办理项编码的前31位不是本事项的实施编码，两套编码并存，照录"
        row.doubt(El.HANDLING_CODE, DoubtKind.HANDLING_CODE, reason)


def judge_limits(row: ReadRow) -> None:
    """Doubt a promise that exceeds the law, or is counted in another unit."""
    law, promise = row.elements.get(El.STATUTORY), row.elements.get(El.PROMISED)
    if isinstance(law, Mapping) and promise is None:
        row.doubt(El.PROMISED, DoubtKind.LIMIT_MISSING, "法定时限已公布，承诺时限为空")
    if not isinstance(law, Mapping) or not isinstance(promise, Mapping):
        return
    if law["unit"] != promise["unit"]:
        row.doubt(El.PROMISED, DoubtKind.UNITS_DIFFER, "法定与承诺时限单位不同，长短无法比较，照录")
    elif int(str(promise["amount"])) > int(str(law["amount"])):
        row.doubt(El.PROMISED, DoubtKind.PROMISE_EXCEEDS_LAW, "承诺时限长于法定时限，照录")


def judge_visits(row: ReadRow) -> None:
    """Not online and yet no visit, or a visit without a reason or a place."""
    visits, is_online = row.elements.get(El.VISITS), row.elements.get(El.IS_ONLINE)
    if visits == 0 and is_online is False and row.elements.get(El.HAS_COURIER) is not True:
        reason = "不能网办、不支持邮寄，却写到现场0次，照录"
        row.doubt(El.VISITS, DoubtKind.VISITS_CONTRADICT, reason)
    if not isinstance(visits, int) or visits == 0:
        return
    if El.VISIT_REASON not in row.elements:
        row.doubt(El.VISITS, DoubtKind.VISIT_UNREASONED, f"须到现场{visits}次，没有说明原因")
    if El.ADDRESS not in row.elements:
        row.doubt(El.ADDRESS, DoubtKind.ADDRESS_MISSING, f"须到现场{visits}次，没有办理地点")


def judge_addresses(row: ReadRow) -> None:
    """Online needs an address, and so do appointments."""
    if row.elements.get(El.IS_ONLINE) is True and El.URL not in row.elements:
        row.doubt(El.URL, DoubtKind.URL_MISSING, "可网办而没有网办地址")
    has_booking, has_address = row.elements.get(El.HAS_BOOKING), El.BOOKING_URL in row.elements
    if has_booking is True and not has_address:
        row.doubt(El.BOOKING_URL, DoubtKind.BOOKING_CONTRADICTS, "写支持预约而没有预约地址")
    if has_booking is False and has_address:
        row.doubt(El.HAS_BOOKING, DoubtKind.BOOKING_CONTRADICTS, "写不支持预约而有预约地址")


def judge_contact(row: ReadRow) -> None:
    """Everybody must be able to ask and to complain."""
    for element, what in ((El.CONSULT, "咨询"), (El.COMPLAIN, "投诉")):
        if element in row.mapping.elements and element not in row.elements:
            row.doubt(element, DoubtKind.CONTACT_MISSING, f"没有{what}电话")


def judge_licence(row: ReadRow) -> None:
    """Doubt a licence that publishes no conditions or no materials.

    Source: 行政许可法 第三十条.
    """
    if row.text(El.POWER) not in LICENCES:
        return
    if El.CONDITIONS in row.mapping.elements and El.CONDITIONS not in row.elements:
        row.doubt(El.CONDITIONS, DoubtKind.CONDITIONS_MISSING, "依申请的行政权力事项须公布条件")
    if El.MATERIALS in row.mapping.elements and El.MATERIALS not in row.elements:
        row.doubt(El.MATERIALS, DoubtKind.MATERIALS_MISSING, "依申请的行政权力事项须公布材料目录")


def judge_columns(row: ReadRow) -> None:
    """Columns that the mapping declares equal must be so."""
    for first, second in row.mapping.checks.equal:
        one, other = row.original.get(first), row.original.get(second)
        if one != other:
            reason = f"与{second}栏“{other}”不一致，两列都不采用"
            row.doubt_cell(first, one, DoubtKind.COLUMNS_DISAGREE, reason, kept=None)


JUDGEMENTS: tuple[Callable[[ReadRow], None], ...] = (
    judge_code,
    judge_division,
    judge_handling_code,
    judge_limits,
    judge_visits,
    judge_addresses,
    judge_contact,
    judge_licence,
    judge_columns,
)


def judge(row: ReadRow) -> None:
    """Apply every judgement to a row."""
    for judgement in JUDGEMENTS:
        judgement(row)


class Repetitions:
    """Remembers codes and names, so that a second one is noticed."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._names: dict[tuple[str, str], int] = {}

    def is_repeated(self, row: ReadRow) -> bool:
        """Return whether the code was there before; doubt it then, and a repeated name too."""
        code = row.text(El.CODE)
        if before := self._codes.get(code):
            reason = f"第{before}行已有此编码，本行未采用"
            row.doubt_cell(El.CODE, code, DoubtKind.DUPLICATE_CODE, reason, kept=None)
            return True
        self._codes[code] = row.number
        place = (row.text("division_code"), row.text(El.NAME))
        if before := self._names.get(place):
            reason = f"与第{before}行同地区同名，请以部门或办理项区分，照录"
            row.doubt(El.NAME, DoubtKind.DUPLICATE_NAME, reason)
        self._names.setdefault(place, row.number)
        return False
