"""The checker names every fault at once: the line, the field, and what to write instead."""

import re
from pathlib import Path

import pytest

from zhengtong.registries.service_items.compiler.check import check_text
from zhengtong.registries.service_items.compiler.register import Offline
from zhengtong.registries.service_items.testing import definition_text

HERE = Path(__file__).parent / "definitions"
ANYTHING = Offline()


def faults_of(text, register=ANYTHING):
    return [(fault.mark.line, fault.field) for fault in check_text(text, register).errors]


def only_fault(old, new, register=ANYTHING):
    text = definition_text()
    assert text.count(old) == 1
    (fault,) = check_text(text.replace(old, new), register).errors
    return fault


def test_ten_different_faults_are_all_told_in_one_run():
    checked = check_text((HERE / "ten-faults.yaml").read_text(encoding="utf-8"), ANYTHING)

    assert [(fault.mark.line, fault.field, fault.text) for fault in checked.faults] == [
        (6, "item.power", "“licencing”不在可选范围内"),
        (9, "implementation.code", "实施编码第19位“4”与行使层级不一致"),
        (
            13,
            "implementation.co_bodies[0].body",
            "统一社会信用代码校验不通过，请对照证照逐位核对（代码中没有字母 I、O、S、V、Z）",
        ),
        (15, "time.promised", "承诺时限长于法定时限"),
        (16, "online.visits", "须到现场 1 次而没有说明原因"),
        (18, "conditions[0].rule", "没有字段“asets_yuan”"),
        (21, "conditions[1].rule", "表达式里有类型不合的运算"),
        (27, "form[0].fields[0].requird", "没有“requird”这一项"),
        (30, "materials[0].each", "没有名为“partners”的多行分组"),
        (36, "process[1].by.post", "没有岗位“desider”"),
    ]
    assert checked.definition is None
    mends = [fault.mend for fault in checked.faults]
    assert mends[0].startswith("是不是 licensing？")
    assert mends[5].startswith("是不是 assets_yuan？")
    assert mends[7] == "是不是“required”？否则请删去"
    assert mends[9].startswith("是不是 decider？")


def test_the_own_definition_has_no_fault_at_all():
    assert check_text(definition_text(), ANYTHING).faults == ()


@pytest.mark.parametrize(
    ("old", "new", "field", "text"),
    [
        pytest.param(
            "depth: end_to_end, visits: 0",
            "depth: end_to_end, visits: 1, visit_reason: {zh: 核对原件}",
            "online.depth",
            "全程网办（end_to_end）的事项不能要求到现场",
            id="end to end means no visit",
        ),
        pytest.param(
            "within: 3 working days",
            "within: 4 working days",
            "process",
            "受理之后各环节时限合计 7 个工作日，超出承诺时限",
            id="the steps must fit in the promise",
        ),
        pytest.param(
            "promised: 6 working days",
            "promised: 6 workdays",
            "time.promised",
            "时限的写法不对",
            id="a limit is written in one way",
        ),
        pytest.param(
            "    each: partners\n",
            "    each: partner\n",
            "materials[1].each",
            "没有名为“partner”的多行分组",
            id="each names a repeated group",
        ),
        pytest.param(
            "rule: size(form.partners) >= 3",
            "rule: size(form.partners)",
            "conditions[0].rule",
            "表达式应得出是或否（true/false），实际得出整数",
            id="a condition is true or false",
        ),
        pytest.param(
            "rule: size(form.partners) >= 3",
            "rule: size(form.partners) >=",
            "conditions[0].rule",
            "表达式读不通",
            id="an expression must parse",
        ),
        pytest.param(
            "p.practice_years >= 3",
            "p.practise_years >= 3",
            "conditions[1].rule",
            "没有字段“practise_years”",
            id="a row is read by the fields of its group",
        ),
        pytest.param(
            "!materials.premises_proof.committed",
            "!materials.premises_proof.commited",
            "process[2].parallel[0].when",
            "没有材料状态“commited”",
            id="a material has three states",
        ),
        pytest.param(
            "form.assets_yuan >= 300000",
            "form.assets_yuan >= 300000 || form.firm_name > 3",
            "conditions[2].rule",
            "表达式里有类型不合的运算",
            id="both sides of a short circuit are typed",
        ),
        pytest.param(
            "form.assets_yuan >= 300000",
            "sum(form.assets_yuan) >= 300000",
            "conditions[2].rule",
            "没有函数“sum”",
            id="functions are known by name",
        ),
        pytest.param(
            "  - step: issue\n    automatic: true",
            "  - step: issue\n    automatic: true\n    by: {body: implementing, post: counter}",
            "process[4]",
            "环节“issue”有不止一个办理者",
            id="an automatic step has no post",
        ),
        pytest.param(
            "  - step: issue\n",
            "  - step: issue\n    automatic: true\n  - step: issue\n",
            "process[5].step",
            "环节标识“issue”重复",
            id="steps are named once",
        ),
        pytest.param(
            "      - id: firm_name\n",
            "      - {id: address, type: text, label: {zh: 地址}}\n      - id: firm_name\n",
            "form[0].fields[2].id",
            "字段标识“address”重复",
            id="fields are named once",
        ),
        pytest.param(
            "outcomes: [grant, refuse]",
            "outcomes: [grant]",
            "process[3].outcomes",
            "决定环节应当既能准予也能不予",
            id="who may grant may refuse",
        ),
        pytest.param(
            "zh: 须有人民币30万元以上的资产\n",
            "zh: 法律法规规定的其他条件\n",
            "conditions[2].unless_met",
            "“其他条件”是兜底说法，办事人无从知道要什么",
            id="no catch-all condition",
        ),
        pytest.param(
            "expect: {eligible: false, because: 普通合伙律师事务所须有3名以上合伙人作为设立人}",
            "expect: {eligible: false, because: 合伙人太少}",
            "examples[2].expect.because",
            "没有哪个条件说“合伙人太少”",
            id="an example names a condition",
        ),
    ],
)
def test_one_fault_is_told_alone(old, new, field, text):
    # The condition's text stands in the examples as well: those follow the change.
    source = definition_text()
    head, marker, examples = source.partition("\nexamples:")
    changed = head.replace(old, new) if old in head else head
    tail = examples if old in head else examples.replace(old, new)
    told = old.partition("zh: ")[2].strip()
    if "其他条件" in new:
        tail = tail.replace(told, "法律法规规定的其他条件")

    (fault,) = check_text(changed + marker + tail, ANYTHING).errors

    assert fault.field == field
    assert fault.text.startswith(text)
    assert fault.mend


def test_a_licence_type_must_be_defined():
    fault = only_fault(
        "licence_type: law-firm-practice",
        "licence_type: law-firm-practise",
        Offline(frozenset({"law-firm-practice", "resident-id"})),
    )

    assert (fault.field, fault.text) == (
        "result.licence_type",
        "没有证照类型“law-firm-practise”",
    )
    assert fault.mend.startswith("是不是 law-firm-practice？")


def test_a_body_that_decides_is_a_listed_co_body():
    text = re.sub(r"    - \{body: \"114400000069401674\", does: \w+\}\n", "", definition_text())
    text = text.replace("  co_bodies:\n", "")

    assert [field for _line, field in faults_of(text)] == [
        "process[2].parallel[1].by.body",
        "process[3].by.body",
    ]


def test_a_question_can_only_depend_on_one_asked_before_it():
    fault = only_fault(
        "        label: {zh: 名称, en: Name of the firm}\n",
        "        label: {zh: 名称, en: Name of the firm}\n        when: form.assets_yuan > 0\n",
    )

    assert fault.text == "“form.assets_yuan”排在后面，when 只能引用前面的问题"


def test_an_answer_that_may_be_missing_is_pointed_out():
    text = definition_text().replace(
        "label: {zh: 资产, en: Assets}", "label: {zh: 资产, en: Assets}\n        required: false"
    )

    told = [(f.field, f.severity.value, f.text) for f in check_text(text, ANYTHING).faults]

    assert told == [
        ("conditions[2].rule", "warning", "“assets_yuan”可能没有填写，届时无法判断"),
    ]


def test_a_step_that_never_takes_place_is_pointed_out():
    text = definition_text().replace(
        'when: "!materials.premises_proof.committed"',
        "when: form.assets_yuan < 100 && form.assets_yuan > 200",
    )

    (fault,) = check_text(text, ANYTHING).faults

    assert (fault.field, fault.text, fault.is_error) == (
        "process[2].parallel[0].when",
        "这个 when 在任何填法下都不成立",
        False,
    )


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        pytest.param("a: [1, 2\nb: 3\n", 2, "YAML 语法不通", id="an open bracket"),
        pytest.param("a: &x 1\nb: 2\n", 1, "不允许使用锚点或别名", id="an anchor"),
        pytest.param("a: !!python/name:os.system\n", 1, "不允许使用类型标签", id="a tag"),
        pytest.param("", 1, "文件是空的", id="an empty file"),
        pytest.param("x" * 400_001, 1, "文件有 400001 个字符，过大", id="too large"),
        pytest.param("[" * 40 + "]" * 40, 1, "嵌套层数过多", id="too deep"),
    ],
)
def test_a_text_that_cannot_be_trusted_is_refused(text, line, told):
    checked = check_text(text, ANYTHING)

    assert [f.mark.line for f in checked.errors if f.text.startswith(told)] == [line]
    assert checked.definition is None


def test_a_key_written_twice_is_told_with_both_lines():
    text = definition_text().replace("audience:", "themes: [创业]\naudience:")

    (fault,) = check_text(text, ANYTHING).errors

    assert (fault.field, fault.text) == ("themes", "“themes”写了两次（前一处在第 27 行）")


def test_a_bomb_of_aliases_costs_nothing():
    levels = "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 25))

    checked = check_text(f"a0: &a0 [x]\n{levels}\n", ANYTHING)

    assert {fault.text for fault in checked.errors} >= {"不允许使用锚点或别名"}
