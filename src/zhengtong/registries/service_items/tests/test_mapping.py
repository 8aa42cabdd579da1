"""A mapping document is checked as a whole, and every fault is told in Chinese at once."""

import pytest

from zhengtong.registries.service_items.errors import MappingFaultyError
from zhengtong.registries.service_items.importer.mapping import parse_mapping, read_mapping

WHOLE = {
    "schema": "zhengtong/mapping/v1",
    "name": "某地清单",
    "format": "csv",
    "elements": {
        "code": {"from": "编码"},
        "name": {"from": "名称"},
        "power": {"from": "类型", "as": ["power"]},
        "body": {"from": "部门"},
        "body_uscc": {"from": "编码", "as": ["uscc_of_code"]},
        "division_code": {"from": "区划", "as": ["division"]},
    },
}


def faults_of(document):
    with pytest.raises(MappingFaultyError) as refusal:
        parse_mapping(document)
    return {fault.where: str(fault) for fault in refusal.value.problems}


def test_a_whole_mapping_is_read():
    assert parse_mapping(WHOLE).elements["power"].rules == (("power", None),)


def test_a_rule_may_carry_an_argument():
    elements = {**WHOLE["elements"], "address": {"from": "地址", "as": [{"prefix": "办理地点："}]}}
    mapping = parse_mapping({**WHOLE, "elements": elements})
    assert mapping.elements["address"].rules == (("prefix", "办理地点："),)


def test_every_fault_of_the_form_is_told_at_once():
    faults = faults_of({**WHOLE, "format": "docx", "encodng": "gbk", "name": ""})
    assert set(faults) == {"format", "encodng", "name"}
    assert "jsonl" in faults["format"]
    assert faults["encodng"] == "不认识这一项 请删去，或检查拼写"


def test_every_fault_of_the_elements_is_told_at_once():
    elements = {
        "code": {"from": "编码"},
        "promised": {"from": "时限"},
        "visits": {"from": "次数", "as": ["number_of_visits"]},
        "colour": {"from": "颜色"},
    }
    faults = faults_of({**WHOLE, "elements": elements})
    assert set(faults) == {
        "elements.name",
        "elements.power",
        "elements.body",
        "elements.body_uscc",
        "elements.division_code",
        "elements.promised",
        "elements.visits",
        "elements.colour",
    }
    assert "应是时限，现在得到的是一段文字" in faults["elements.promised"]
    assert "没有名为 number_of_visits 的规整方法" in faults["elements.visits"]


def test_what_is_no_yaml_is_refused_with_its_place(tmp_path):
    file = tmp_path / "坏.yaml"
    file.write_text("elements: [", encoding="utf-8")
    with pytest.raises(MappingFaultyError) as refusal:
        read_mapping(file)
    assert refusal.value.problems[0].where == str(file)


def test_a_fault_of_the_writing_quotes_the_line_braces_and_all(tmp_path):
    path = tmp_path / "mapping.yaml"
    path.write_text("elements: {code: [")

    with pytest.raises(MappingFaultyError) as refusal:
        read_mapping(path)

    (problem,) = refusal.value.problems
    assert "{code: [" in str(problem)
