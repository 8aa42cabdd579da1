"""``zhengtong item`` at the terminal."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.identity import selectors as identity
from zhengtong.foundation.organisations.testing import make_body
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.service_items.testing import DEFINITIONS, LAW_FIRM_CODE, definition_text

LAW_FIRM = DEFINITIONS / "law-firm-establishment" / "item.yaml"
FAULTY = Path(__file__).parent / "definitions" / "ten-faults.yaml"


def item(*arguments):
    out = StringIO()
    call_command("item", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def failing(*arguments):
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("item", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines(), str(refusal.value)


def variant(folder, *changes):
    text = definition_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "item.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_check_says_that_all_is_well():
    assert item("check", "--offline", LAW_FIRM) == ["检查了 1 个定义：0 处错误，0 处提示"]


def test_check_fails_and_tells_place_field_fault_and_mend():
    lines, refusal = failing("check", "--offline", FAULTY)

    assert lines[3] == (
        f"{FAULTY}:15:35: 错误 time.promised：承诺时限长于法定时限。"
        "法定 5个工作日，承诺 6个工作日，请改短承诺时限"
    )
    assert lines[-1] == "检查了 1 个定义：10 处错误，0 处提示"
    assert refusal == "有错误，请修改后再检查"


@pytest.mark.django_db
def test_check_asks_the_register_of_organisations():
    lines, _refusal = failing("check", LAW_FIRM)

    assert [line.partition(": 错误 ")[2].partition("。")[0] for line in lines[:2]] == [
        "implementation.body：机构登记中没有 11440100007483180K",
        "implementation.co_bodies[0].body：机构登记中没有 114400000069401674",
    ]


def test_the_examples_are_run():
    assert item("test", LAW_FIRM) == ["运行了 5 个样例：5 个通过，0 个不通过"]


def test_an_example_that_does_not_come_true_is_told(tmp_path):
    never = "step: name_check\n        when: form.assets_yuan < 0\n"
    file = variant(tmp_path, ("step: name_check\n", never))

    lines, refusal = failing("test", file)

    assert lines[0].startswith(f"{file}:")
    told = "样例“三名合伙人，材料齐全”的 steps 应为 [accept, review, premises_check, name_check"
    assert told in lines[0]
    assert "实际为 [accept, review, premises_check, decide, issue]，请改定义或改样例" in lines[0]
    assert lines[-1] == "运行了 5 个样例：3 个通过，2 个不通过"
    assert refusal == "有样例不通过"


def test_a_difference_is_told_to_applicants_and_to_officers(tmp_path):
    new = variant(
        tmp_path,
        ("promised: 6 working days", "promised: 5 working days"),
        ("within: 3 working days", "within: 2 working days"),
        ("rule: form.assets_yuan >= 300000", "rule: form.assets_yuan >= 200000"),
        ("    commitment_allowed: true\n", "    deferrable: true\n"),
    )

    rule = "form.assets_yuan >= "
    assert item("diff", LAW_FIRM, new) == [
        "对办事人：",
        "  · 承诺时限由6个工作日改为5个工作日，快1个工作日",
        "  · 材料“住所证明”不再可以告知承诺代替",
        "  · 材料“住所证明”可以容缺后补",
        f"  · 条件“须有人民币30万元以上的资产”由 {rule}300000 改为 {rule}200000",
        "对工作人员：",
        "  · 环节“审查”时限由3个工作日改为2个工作日",
    ]


def test_two_different_items_differ_in_everything():
    vehicle = DEFINITIONS / "vehicle-registration" / "item.yaml"

    lines = item("diff", LAW_FIRM, vehicle)

    assert "  · 新增收费“行驶证工本费”（10元）" in lines
    assert "  · 不再需要材料“拟设立律师事务所的章程”" in lines
    assert "  · 须自备的材料由3份变为3份" not in lines
    assert "  · 取消环节“审查”" in lines
    assert "  · 审批结果由 law-firm-practice 改为 vehicle-registration" in lines


def test_the_same_document_has_no_difference():
    assert item("diff", LAW_FIRM, LAW_FIRM) == ["对办事人：没有变化", "对工作人员：没有变化"]


@pytest.mark.django_db
def test_publish_needs_two_officers_with_their_posts():
    make_body("114400000069401674")
    author, approver = (
        identity.emails_of({one.account_id})[one.account_id]
        for one in (
            make_officer(post=PostCode.ITEM_AUTHOR, name="编示例"),
            make_officer(post=PostCode.ITEM_APPROVER, name="核示例"),
        )
    )
    people = ("--author", author, "--approver", approver, "--effective-from", "2026-11-21")

    assert item("publish", LAW_FIRM, *people) == [
        f"律师事务所设立许可 第1版，2026-11-21 起生效（{LAW_FIRM_CODE}）"
    ]
    _lines, refusal = failing("publish", LAW_FIRM, "--author", author, "--approver", author)
    assert refusal == "编制人与审核人不能是同一人，请由另一人审核后发布"
    _lines, refusal = failing("publish", FAULTY, *people)
    assert refusal.splitlines()[0] == "事项定义有10处错误，未发布；请按提示修改后再发布"
    unknown = ("--author", "x@example.com", "--approver", author)
    _lines, refusal = failing("publish", LAW_FIRM, *unknown)
    assert refusal == "没有登录邮箱为 x@example.com 的账号"


def test_the_schema_is_written_where_it_is_wanted(tmp_path):
    file, page = tmp_path / "schema" / "service.json", tmp_path / "reference.md"

    assert item("schema", file, "--reference", page) == [f"已写入 {file}", f"已写入 {page}"]
    assert "| `base_code` | 是 | 文字 | 基本编码，12位数字，加引号 |" in page.read_text("utf-8")
    assert '"$id": "zhengtong/service/v1"' in file.read_text(encoding="utf-8")
