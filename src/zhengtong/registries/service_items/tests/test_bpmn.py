"""BPMN in and out: what is read is what was written, and what cannot be is refused by name."""

from contextlib import suppress
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pydantic import TypeAdapter

from zhengtong.registries.service_items.bpmn.document import document_text
from zhengtong.registries.service_items.bpmn.drafting import draft
from zhengtong.registries.service_items.bpmn.drawing import draw, undrawn
from zhengtong.registries.service_items.bpmn.reading import MAX_BYTES, read_bpmn
from zhengtong.registries.service_items.bpmn.structure import find_process
from zhengtong.registries.service_items.bpmn.writing import write_bpmn
from zhengtong.registries.service_items.compiler.loader import load_document
from zhengtong.registries.service_items.errors import BpmnRefusedError
from zhengtong.registries.service_items.testing import DEFINITIONS, make_definition
from zhengtong.registries.service_items.tests.processes import processes
from zhengtong.registries.service_items.types import Loop, Nodes, Step

ROOT = DEFINITIONS.parent
MODELS = ROOT / "tests" / "data" / "bpmn-miwg"
PAGE = ROOT / "docs" / "reference" / "bpmn.md"
ORIGINALS = ROOT.parent / "shared" / "data" / "suites" / "bpmn-miwg"
SLUGS = sorted(file.parent.name for file in DEFINITIONS.glob("*/item.yaml"))
NODES = TypeAdapter(Nodes)
LOOP = Loop(
    repeat=(Step(step="test"),),
    until='outcomes.test == "pass"',
    rounds=3,
    otherwise=(Step(step="x"),),
)


def exported(process):
    return write_bpmn(draft(process, process_id="p", name="流程"))


def imported(content):
    model = read_bpmn(content)
    return find_process(model, model.graphs[0])


def bpmn(body, head=""):
    return (
        f'<?xml version="1.0"?>{head}<definitions '
        'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">'
        f"{body}</process></definitions>"
    ).encode()


def chain(*elements):
    """Return elements with flows from the first to the last, between a start and an end."""
    ids = ["s", *(one.split('"')[1] for one in elements), "e"]
    flows = [
        f'<sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>'
        for n, (a, b) in enumerate(pairwise(ids))
    ]
    return "".join(['<startEvent id="s"/>', *elements, '<endEvent id="e"/>', *flows])


def refusal_of(content):
    with pytest.raises(BpmnRefusedError) as refusal:
        imported(content)
    return [(problem.where, str(problem)) for problem in refusal.value.problems]


def item_bpmn(*arguments):
    out = StringIO()
    call_command("item", "bpmn", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_definition_of_ours_comes_back_as_it_was(slug):
    process = make_definition(slug).process

    assert imported(exported(process)) == process


def test_an_export_is_the_same_every_time_and_has_a_place_for_everything():
    process = (*make_definition().process[:1], LOOP)
    model = read_bpmn(exported(process))

    assert exported(process) == exported(process)
    assert undrawn(model, model.graphs[0]) == ()
    assert [float(one.x) >= 0 for one in model.diagram.shapes.values()].count(False) == 0


def test_a_loop_is_a_sub_process_that_counts_its_rounds():
    text = exported((LOOP,)).decode()

    assert 'standardLoopCharacteristics testBefore="false" loopMaximum="3"' in text
    assert "!(outcomes.test == &quot;pass&quot;)" in text or '!(outcomes.test == "pass")' in text
    assert imported(text.encode()) == (LOOP,)


def test_a_decision_inside_a_loop_is_not_exported():
    with pytest.raises(BpmnRefusedError) as refusal:
        exported((Loop(repeat=(Step(step="decide"),), until="form.a", rounds=2),))

    assert [problem.where for problem in refusal.value.problems] == ["decide"]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(processes())
def test_what_is_written_as_a_document_is_read_as_the_same_process(process):
    written = load_document(document_text(process))

    assert written.faults == []
    assert NODES.validate_python(written.value["process"]) == process


def test_tasks_from_elsewhere_become_steps_without_an_owner():
    tasks = ('<task id="T1" name="Check &#10; it"/>', '<scriptTask id="t_2"/>', '<task id="核"/>')

    assert imported(bpmn(chain(*tasks))) == (
        Step(step="check_it", name={"zh": "Check it"}),
        Step(step="t_2", automatic=True),
        Step(step="step_3"),
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"<a", [("", "XML 读不通：unclosed token: line 1, column 0")], id="broken"),
        pytest.param(b"<a/>", [("", "不是 BPMN 2.0 文件：根元素应为 definitions")], id="not BPMN"),
        pytest.param(b" " * (MAX_BYTES + 1), [("", "文件过大，请控制在2MB以内")], id="too large"),
        pytest.param(
            bpmn("&x;", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            [("DOCTYPE", "不允许文档类型声明，请删去 <!DOCTYPE …>")],
            id="an entity",
        ),
        pytest.param(
            bpmn("<subProcess>" * 70 + "</subProcess>" * 70),
            [("subProcess", "文件嵌套过深或元素过多")],
            id="too deep",
        ),
        pytest.param(
            bpmn('<sequenceFlow id="f" sourceRef="a" targetRef="b"/>'),
            [("sequenceFlow f", f"连线的一端“{end}”不存在") for end in "ab"],
            id="flows from nowhere",
        ),
        pytest.param(
            bpmn(chain('<inclusiveGateway id="g" name="或"/>', '<sendTask id="t"/>')),
            [("inclusiveGateway g（或）", "不支持这种元素"), ("sendTask t", "不支持这种元素")],
            id="every unknown element at once",
        ),
        pytest.param(
            bpmn(chain('<task id="t"><multiInstanceLoopCharacteristics/></task>')),
            [("task t", "不支持其中的 multiInstanceLoopCharacteristics")],
            id="several instances",
        ),
        pytest.param(
            bpmn(chain('<task id="t"><standardLoopCharacteristics testBefore="true"/></task>')),
            [
                ("task t", "循环应写明最多次数 loopMaximum，2至20次"),
                ("task t", "循环应先办后判断，请把 testBefore 改为 false"),
                ("task t", "循环没有继续的条件 loopCondition，也就没有出口"),
            ],
            id="a loop without an exit",
        ),
        pytest.param(
            bpmn(
                chain('<task id="t"/>', '<task id="u"/>')
                + '<sequenceFlow id="back" sourceRef="u" targetRef="t"/>'
            ),
            [("task u", "有多条出线，请改用网关分开")],
            id="a task that parts",
        ),
        pytest.param(
            bpmn(
                chain('<task id="t"/>', '<exclusiveGateway id="g" default="f2"/>')
                + '<sequenceFlow id="back" sourceRef="g" targetRef="t">'
                "<conditionExpression>form.a</conditionExpression></sequenceFlow>"
            ),
            [
                (where, "连线回到了前面；请改用写明次数的循环子流程")
                for where in ("task t", "exclusiveGateway g")
            ],
            id="a jump back",
        ),
        pytest.param(
            bpmn(
                chain('<parallelGateway id="g"/>', '<task id="t"/>', '<task id="v"/>')
                + '<task id="u"/><sequenceFlow id="x" sourceRef="g" targetRef="u"/>'
                '<sequenceFlow id="y" sourceRef="u" targetRef="v"/>'
            ),
            [("parallelGateway g", "并联的几支应由一个并行网关汇合")],
            id="a fork without a join",
        ),
        pytest.param(
            bpmn(chain('<task id="t"/>') + '<task id="lost"/>'),
            [("task lost", "没有出线，流程走到这里就断了")],
            id="a dead end",
        ),
        pytest.param(
            bpmn(chain('<task id="t" xmlns:zt="urn:zhengtong:bpmn:1" zt:kind="dance"/>')),
            [("task t", "标注“kind”的值不对")],
            id="a kind that is none",
        ),
    ],
)
def test_what_cannot_be_a_process_is_refused_by_element_and_reason(content, told):
    assert refusal_of(content) == told


@settings(derandomize=True, max_examples=150, deadline=None)
@given(processes(), st.data())
def test_a_file_whose_flows_were_changed_is_read_or_refused_and_never_crashes(process, data):
    root = etree.fromstring(exported(process))
    flows = list(root.iter("{*}sequenceFlow"))
    ids = [one.get("targetRef") for one in flows]
    one = data.draw(st.sampled_from(flows))
    one.set(data.draw(st.sampled_from(["sourceRef", "targetRef"])), data.draw(st.sampled_from(ids)))

    with suppress(BpmnRefusedError):
        found = imported(etree.tostring(root))
        assert NODES.validate_python(found) == found


@pytest.mark.parametrize("file", sorted(MODELS.glob("*.bpmn")), ids=lambda file: file.name)
def test_a_model_of_the_interchange_group_is_drawn_with_every_name(file):
    model = read_bpmn(file.read_bytes())
    picture = etree.fromstring(draw(model))
    texts = {node.text for node in picture.iter("{http://www.w3.org/2000/svg}text")}

    named = {model.names[key][1] for key in model.diagram.shapes if key in model.names} - {""}
    assert named <= texts


def test_the_table_of_the_interchange_models_is_that_of_the_code(tmp_path):
    item_bpmn("table", MODELS, "--out", tmp_path / "bpmn.md")

    assert (tmp_path / "bpmn.md").read_text() == PAGE.read_text(), "zhengtong item bpmn table"
    assert len(list(MODELS.glob("*.bpmn"))) == 8


@pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals are not on this machine")
def test_the_models_are_unchanged_copies():
    copies = {file.name: file.read_bytes() for file in MODELS.glob("*.bpmn")}

    assert copies == {file.name: file.read_bytes() for file in ORIGINALS.glob("*.bpmn")}


def test_the_command_exports_draws_and_imports(tmp_path):
    file = tmp_path / "p.bpmn"
    item_bpmn("export", DEFINITIONS / "law-firm-establishment" / "item.yaml", "--out", file)

    assert item_bpmn("import", file).startswith("process:\n  - step: accept\n")
    assert item_bpmn("draw", file).startswith("<svg ")
    assert 'name="律师事务所' in file.read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(
            ["import", MODELS / "A.4.0.bpmn"], "请用 --process 指明流程", id="which of two"
        ),
        pytest.param(["import", MODELS / "A.2.0.bpmn"], "sequenceFlow _f1478fb7", id="refused"),
        pytest.param(["import", Path("no.bpmn")], "无法读取 no.bpmn", id="no such file"),
        pytest.param(["table", DEFINITIONS], "没有 .bpmn 文件", id="no models"),
    ],
)
def test_the_command_says_what_is_wrong(arguments, told):
    with pytest.raises(CommandError, match=told):
        item_bpmn(*arguments)
