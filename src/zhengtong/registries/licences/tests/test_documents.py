"""A faulty licence type is refused with every fault at once, in Chinese."""

import pytest
from django.core.management import CommandError, call_command

from zhengtong.registries.licences.documents.loader import check_types, load_type
from zhengtong.registries.licences.errors import LicenceTypeFaultyError, LicenceTypeNotFoundError

GOOD = """
schema: zhengtong/licence/v1
code: "114400000069401674901"
name: {zh: 许可证, en: Licence}
number: 样证〔{year}〕{serial:06}号
statement: {zh: 准予。, en: Granted.}
basis: [{law: 律师法, articles: [十八]}]
fields: [{label: {zh: 名称, en: Name}, from: name}]
"""
BAD = """
schema: zhengtong/licence/v2
code: "114400000069401675901"
name: {zh: 许可证}
number: 样证〔{year}〕号
statement: {zh: 准予。, en: Granted.}
basis: []
colour: red
fields: [{label: {zh: 名称, en: Name}, from: Name!, as: roman}]
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "licences"


def write(folder, slug, text):
    (folder / slug).mkdir(parents=True)
    (folder / slug / "licence.yaml").write_text(text)


def test_a_good_document_is_read_with_the_common_template(folder):
    write(folder, "good", GOOD)
    kind = load_type(folder, "good")
    assert kind.document.code == "114400000069401674901"
    assert kind.template == folder / "specimen.typ"
    assert check_types(folder) == ()


def test_a_type_may_bring_its_own_template(folder):
    write(folder, "good", GOOD)
    (folder / "good" / "licence.typ").write_text("")
    assert load_type(folder, "good").template == folder / "good" / "licence.typ"


def test_every_fault_is_told_at_once(folder):
    write(folder, "bad", BAD)
    with pytest.raises(LicenceTypeFaultyError) as refused:
        load_type(folder, "bad")
    told = {problem.where.split(": ")[1]: str(problem) for problem in refused.value.problems}
    assert set(told) == {
        "schema",
        "code",
        "name.en",
        "number",
        "basis",
        "colour",
        "fields.0.from",
        "fields.0.as",
    }
    assert told["name.en"] == "缺少这一项"
    assert told["colour"] == "没有这一项，请检查是否写错"
    assert told["basis"] == "至少要有 1 项"
    assert told["fields.0.as"] == "应为 text、yuan、date 之一"
    assert "{serial}" in told["number"]


def test_one_code_for_two_types_is_told(folder):
    write(folder, "a", GOOD)
    write(folder, "b", GOOD)
    assert [str(problem) for problem in check_types(folder)] == [
        "证照类型代码 114400000069401674901 已由“a”使用 请换一个顺序号"
    ]


def test_yaml_that_cannot_be_read_names_the_line(folder):
    write(folder, "torn", "schema: [\nname: }")
    assert [problem.where for problem in check_types(folder)] == ["torn/licence.yaml:2"]


def test_an_unknown_type_is_not_found(folder):
    with pytest.raises(LicenceTypeNotFoundError, match="no-such"):
        load_type(folder, "no-such")


def test_the_command_lists_every_fault_and_fails(folder, settings):
    write(folder, "bad", BAD)
    settings.DEFINITIONS_DIR = folder.parent
    with pytest.raises(CommandError) as refused:
        call_command("licence", "check")
    assert str(refused.value).startswith("证照类型定义有 8 处问题：\n  bad/licence.yaml: ")


def test_the_command_says_that_all_is_well(capsys):
    call_command("licence", "check")
    assert "定义没有问题" in capsys.readouterr().out
