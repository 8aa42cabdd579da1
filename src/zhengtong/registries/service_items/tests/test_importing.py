"""An import keeps every row, changes nothing twice, and writes all or nothing."""

import csv
import json

import pytest
from openpyxl import Workbook

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.registries.service_items import selectors
from zhengtong.registries.service_items.errors import ListUnreadableError
from zhengtong.registries.service_items.importer.report import write_report
from zhengtong.registries.service_items.models import CatalogueItem, CatalogueStamp
from zhengtong.registries.service_items.services import import_items
from zhengtong.registries.service_items.testing import make_item
from zhengtong.registries.service_items.tests.conftest import (
    IMPORTED_AT,
    LIST,
    MAPPING,
    import_real,
)
from zhengtong.registries.service_items.types.guides import GuideElement as El
from zhengtong.registries.service_items.types.importing import DoubtKind as D
from zhengtong.registries.service_items.types.labels import Audience, Power

pytestmark = pytest.mark.django_db

LAW_FIRM = "11440100007483180K3440109001001"
ROWS = [json.loads(line) for line in LIST.read_text(encoding="utf-8").splitlines()]


def import_rows(tmp_path, rows):
    file = tmp_path / "list.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    return import_real(file=file)


def law_firm_row(**changed):
    row = next(row for row in ROWS if row["TASK_CODE"] == LAW_FIRM)
    return {**row, **changed}


def test_every_row_of_the_real_list_is_kept_and_none_twice():
    report = import_real()

    assert (report.rows, report.created, report.unusable) == (2262, 2262, 0)
    kept = dict(CatalogueItem.objects.values_list("code", "original"))
    assert kept == {row["TASK_CODE"]: row for row in ROWS}


def test_the_doubts_of_the_real_list_are_counted_by_kind():
    assert import_real().counts() == {
        D.BOOKING_CONTRADICTS: 1865,
        D.CODE_LENGTH_33: 363,
        D.HANDLING_CODE: 293,
        D.CONTACT_MISSING: 196,
        D.TEXT_CUT: 192,
        D.DIVISION_DISAGREES: 100,
        D.VISIT_UNREASONED: 91,
        D.URL_SESSION: 55,
        D.VISITS_CONTRADICT: 51,
        D.PHONE_WITH_PROSE: 47,
        D.LIMIT_IMPLAUSIBLE: 28,
        D.LIMIT_MISSING: 27,
        D.DUPLICATE_NAME: 24,
        D.SPACES: 15,
        D.MATERIALS_MISSING: 13,
        D.VAGUE_BODY: 13,
        D.UNITS_DIFFER: 9,
        D.CATCH_ALL: 7,
        D.PHONE_IMPLAUSIBLE: 15,
        D.ADDRESS_MISSING: 6,
        D.CODE_CHECK_DIGIT: 6,
        D.NOT_A_PHONE: 2,
        D.COLUMNS_DISAGREE: 1,
        D.BRACKETS: 1,
    }


def test_importing_again_changes_nothing_and_records_nothing():
    import_real()
    stamp = CatalogueStamp.objects.get().stamp
    lines = ledger_lines()

    again = import_real()

    assert (again.created, again.updated, again.unchanged) == (0, 0, 2262)
    assert CatalogueStamp.objects.get().stamp == stamp
    assert ledger_lines() == lines


def test_a_changed_row_is_updated_and_a_missing_one_stays(tmp_path):
    import_rows(tmp_path, ROWS[:3])

    report = import_rows(tmp_path, [{**ROWS[0], "TASK_NAME": "新名称"}, ROWS[1]])

    assert (report.created, report.updated, report.unchanged, report.absent) == (0, 1, 1, 1)
    assert CatalogueItem.objects.get(code=ROWS[0]["TASK_CODE"]).name == "新名称"
    assert CatalogueItem.objects.count() == 3


def test_an_import_is_recorded_once_with_its_counts(tmp_path):
    import_rows(tmp_path, ROWS[:3])
    subject = "广东省政务服务事项清单（2021）"
    assert ledger_lines() == [("service_items.imported", subject, SYSTEM.name)]


def test_a_list_that_breaks_off_imports_nothing(tmp_path):
    file = tmp_path / "broken.jsonl"
    good = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS[:1200])
    file.write_text(good + '\n{"TASK_CODE": ', encoding="utf-8")

    with pytest.raises(ListUnreadableError, match="第1201行"):
        import_real(file=file)

    assert CatalogueItem.objects.count() == 0
    assert ledger_lines() == []


def test_a_list_without_the_columns_of_its_mapping_is_refused(tmp_path):
    file = tmp_path / "other.jsonl"
    file.write_text('{"事项": "甲"}', encoding="utf-8")
    with pytest.raises(ListUnreadableError, match="没有映射所用的任何一列"):
        import_real(file=file)


def test_a_row_without_a_code_and_a_repeated_code_are_named_and_not_kept(tmp_path):
    report = import_rows(
        tmp_path, [law_firm_row(), law_firm_row(TASK_CODE=None), law_firm_row(TASK_NAME="又一个")]
    )

    assert (report.created, report.unusable) == (1, 2)
    named = {(doubt.row, doubt.kind) for doubt in report.doubts}
    assert {(2, D.ROW_UNUSABLE), (3, D.DUPLICATE_CODE)} <= named
    assert CatalogueItem.objects.get().name == "律师事务所设立许可"


@pytest.mark.parametrize(
    ("changed", "field", "kind"),
    [
        ({"handle_time_limit": "31(工作日)"}, "handle_time_limit", D.PROMISE_EXCEEDS_LAW),
        ({"handle_time_limit": "20(自然日)"}, "handle_time_limit", D.UNITS_DIFFER),
        ({"ORGCODE": "123456789"}, "TASK_CODE", D.PARTS_DISAGREE),
        ({"matter_level": "省级"}, "matter_level", D.PARTS_DISAGREE),
        ({"AREACODE": "440300"}, "AREACODE", D.DIVISION_DISAGREES),
        ({"URL": None}, "URL", D.URL_MISSING),
        ({"visit_number": "2", "LIMIT_SCENE_NUM": "2"}, "visit_number", D.VISIT_UNREASONED),
        ({"material_intro": []}, "material_intro", D.MATERIALS_MISSING),
        ({"accept_standard": "无"}, "accept_standard", D.CONDITIONS_MISSING),
        ({"theme_category": ["天文"]}, "theme_category", D.UNKNOWN_VALUE),
        ({"consult_phone": "无"}, "consult_phone", D.CONTACT_MISSING),
        ({"matter_type": "公共服务"}, "matter_type", D.COLUMNS_DISAGREE),
    ],
)
def test_a_contradiction_within_a_row_is_reported_with_its_cell(tmp_path, changed, field, kind):
    report = import_rows(tmp_path, [law_firm_row(**changed)])

    found = [doubt for doubt in report.doubts if doubt.kind is kind]
    assert [(doubt.row, doubt.code, doubt.field) for doubt in found] == [(1, LAW_FIRM, field)]


def test_a_published_item_keeps_its_definition_when_its_row_is_imported(tmp_path):
    make_item()

    import_rows(tmp_path, [law_firm_row(TASK_NAME="改名", TASK_TYPE="21")])

    item = CatalogueItem.objects.get()
    assert (item.name, item.power, item.has_process) == ("律师事务所设立许可", "licensing", True)
    assert "律所" in item.elements[El.OTHER_NAMES]
    assert selectors.get_guide(LAW_FIRM).is_executable


def test_publishing_over_an_imported_item_keeps_what_the_definition_does_not_say(tmp_path):
    import_rows(tmp_path, [law_firm_row()])
    make_item()
    item = CatalogueItem.objects.get()
    assert item.elements[El.PARENT_NAME] == "律师事务所（分所）设立、变更、注销许可"
    assert item.original == law_firm_row()


OTHER_LAYOUT = """
schema: zhengtong/mapping/v1
name: 某市清单
format: {format}
header_row: {header_row}
none_words: [无, "-"]
elements:
  code: {{from: 实施编码, as: [code], required: true}}
  name: {{from: [主项名称, 业务办理项], as: [none_words, {{join: "·"}}], required: true}}
  power: {{from: 事项类型, as: [power], required: true}}
  body: {{from: 实施部门, as: [text], required: true}}
  body_uscc: {{from: 部门代码, as: [uscc], required: true}}
  division_code: {{from: 区划, as: [division], required: true}}
  audience: {{from: 面向, as: [{{list: "/"}}, audience]}}
  themes: {{from: 主题, as: [none_words, {{list: "/"}}]}}
  promised: {{from: 承诺, as: [none_words, {{limit: 工作日}}]}}
  visits: {{from: 跑动, as: [integer]}}
  consult: {{from: 电话, as: [none_words, phones]}}
  materials: {{from: 材料, as: [none_words, {{list: "；"}}, materials]}}
"""
HEADING = (
    *("序号", "实施部门", "部门代码", "区划", "主项名称", "业务办理项", "事项类型", "面向"),
    *("主题", "承诺", "跑动", "电话", "材料", "实施编码"),
)
RECORD = (
    *(1, "广州市司法局", "11440100007483180K", "4401", "兼职律师执业许可", "换证", "行政许可"),
    *("个人/企业", "司法/就业", 5, 0, "020-83100130", "申请表；身份证", LAW_FIRM),
)


def write_csv(path):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADING, RECORD])


def write_xlsx(path):
    book = Workbook()
    sheet = book.active
    sheet.append(["某市政务服务事项一览表"])
    sheet.append(HEADING)
    sheet.append(RECORD)
    book.save(path)


@pytest.mark.parametrize(
    ("form", "header_row", "write"), [("csv", 1, write_csv), ("xlsx", 2, write_xlsx)]
)
def test_another_layout_needs_a_mapping_and_no_code(tmp_path, form, header_row, write):
    file, mapping = tmp_path / f"list.{form}", tmp_path / "map.yaml"
    write(file)
    mapping.write_text(OTHER_LAYOUT.format(format=form, header_row=header_row), encoding="utf-8")

    report = import_items(file=file, mapping_file=mapping, actor=SYSTEM, at=IMPORTED_AT)

    assert (report.created, report.doubts) == (1, ())
    guide = selectors.get_guide(LAW_FIRM)
    assert guide.name.zh == "兼职律师执业许可·换证"
    assert guide.power is Power.LICENSING
    assert guide.audience == (Audience.NATURAL_PERSON, Audience.LEGAL_ENTITY)
    assert guide.themes == ("司法", "就业")
    assert (guide.promised.amount, guide.promised.unit) == (5, "working day")
    assert guide.visits == 0
    assert guide.consult_phones == ("020-83100130",)
    assert [material.name.zh for material in guide.materials] == ["申请表", "身份证"]


def test_a_report_has_one_line_for_each_doubt(tmp_path):
    report = import_rows(tmp_path, [law_firm_row(visit_number="1")])
    table, lines = tmp_path / "report.csv", tmp_path / "report.jsonl"

    write_report(table, report.doubts)
    write_report(lines, report.doubts)

    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:4] == ["行", "编码", "列", "原值"]
    assert len(rows) - 1 == len(report.doubts) == len(lines.read_text("utf-8").splitlines())
    assert rows[1][:6] == [
        "1",
        LAW_FIRM,
        "visit_number",
        "1",
        "visit_unreasoned",
        D.VISIT_UNREASONED.label,
    ]


def test_an_import_costs_a_few_statements_a_batch(tmp_path, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        import_real(file=LIST, mapping_file=MAPPING)
