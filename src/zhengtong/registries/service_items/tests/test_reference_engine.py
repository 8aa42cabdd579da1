"""The engine beside SpiffWorkflow, an independent engine that runs the exported BPMN.

Random processes and random outcomes; after every act both must have the same tasks open. The
diagram is taken out of what the reference reads: it would try the branches of a choice from top
to bottom of the picture, while BPMN has them in the order of the flows.
"""

from hypothesis import event, given, settings
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from zhengtong.registries.service_items.bpmn.drafting import draft
from zhengtong.registries.service_items.bpmn.graph import BPMN, BPMNDI
from zhengtong.registries.service_items.bpmn.reading import read_bpmn
from zhengtong.registries.service_items.bpmn.structure import find_process
from zhengtong.registries.service_items.bpmn.writing import write_bpmn
from zhengtong.registries.service_items.errors import BpmnRefusedError
from zhengtong.registries.service_items.tests.processes import ends_of, processes
from zhengtong.registries.service_items.types import (
    Expression,
    Judge,
    StepRecord,
    Truth,
    all_steps,
    due_steps,
)

FORMS = st.fixed_dictionaries({"a": st.booleans(), "b": st.booleans()})


class Conditions(PythonScriptEngine):
    """Lets the reference judge conditions as they are written, in CEL."""

    def __init__(self, form):
        super().__init__()
        self.form, self.outcomes = form, {}

    def evaluate(self, task, expression, external_context=None):  # noqa: ARG002 - its signature
        return holds(expression, self.form, self.outcomes)


class Reference:
    """The exported process in the other engine."""

    def __init__(self, content, form):
        root = etree.fromstring(content)
        etree.strip_elements(root, f"{{{BPMNDI}}}BPMNDiagram")
        parser = BpmnParser()
        parser.add_bpmn_xml(root)
        self.conditions = Conditions(form)
        self.workflow = BpmnWorkflow(
            parser.get_spec("p"), parser.get_subprocess_specs("p"), script_engine=self.conditions
        )
        self.workflow.do_engine_steps()

    def tasks(self):
        ready = self.workflow.get_tasks(state=TaskState.READY, manual=True)
        return {task.task_spec.bpmn_id: task for task in ready}

    def complete(self, step, outcome):
        self.conditions.outcomes[step] = outcome.value
        self.tasks()[step].run()
        self.workflow.do_engine_steps()


def holds(source, form, outcomes):
    return Expression(source).judge({"form": form, "outcomes": outcomes}) is Truth.MET


def judge_for(form):
    return Judge(
        lambda step: not step.when or holds(step.when, form, {}),
        lambda source, ended: holds(source, form, {k: v.value for k, v in ended.items()}),
    )


def exported(process):
    return write_bpmn(draft(process, process_id="p", name=""))


def found_in(content):
    model = read_bpmn(content)
    return find_process(model, model.graphs[0])


def run_beside(reference, process, form, data):
    judge, records = judge_for(form), []
    while due := due_steps(process, records, judge):
        assert sorted(one.step.step for one in due) == sorted(reference.tasks())
        chosen = data.draw(st.sampled_from(due))
        outcome = data.draw(st.sampled_from(ends_of(chosen.step)))
        records.append(StepRecord(chosen.step.step, outcome, chosen.round))
        reference.complete(chosen.step.step, outcome)

    assert reference.tasks() == {}
    assert reference.workflow.completed


@settings(derandomize=True, max_examples=400, deadline=None)
@given(processes(), FORMS, st.data())
def test_both_engines_open_the_same_tasks_after_every_act(process, form, data):
    run_beside(Reference(exported(process), form), process, form, data)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(processes(), FORMS, st.data())
def test_a_file_that_was_changed_means_the_same_to_both_or_is_refused(process, form, data):
    root = etree.fromstring(exported(process))
    flows = list(root.iter("{*}sequenceFlow"))
    one, other = data.draw(st.permutations(flows))[:2]
    target = one.get("targetRef")
    one.set("targetRef", other.get("targetRef"))
    data.draw(st.sampled_from([lambda: other.set("targetRef", target), lambda: None]))()
    relist(root)
    content = etree.tostring(root)
    try:
        found = found_in(content)
    except BpmnRefusedError:
        event("refused")
        return
    event("accepted")
    run_beside(Reference(content, form), found, form, data)


def relist(root):
    """Say at every element again which flows come in and go out."""
    for listed in [*root.iter("{*}incoming"), *root.iter("{*}outgoing")]:
        listed.getparent().remove(listed)
    nodes = {one.get("id"): one for one in root.iter() if isinstance(one.tag, str)}
    for flow in root.iter("{*}sequenceFlow"):
        for end, name in (("sourceRef", "outgoing"), ("targetRef", "incoming")):
            etree.SubElement(nodes[flow.get(end)], f"{{{BPMN}}}{name}").text = flow.get("id")


@settings(derandomize=True, max_examples=200, deadline=None)
@given(processes())
def test_what_is_exported_and_imported_is_the_same_process(process):
    assert found_in(exported(process)) == process


@settings(derandomize=True, max_examples=100, deadline=None)
@given(processes(), FORMS, st.data())
def test_records_open_the_same_steps_in_whatever_order_they_come(process, form, data):
    judge, records = judge_for(form), []
    while due := due_steps(process, records, judge):
        chosen = data.draw(st.sampled_from(due))
        outcome = data.draw(st.sampled_from(ends_of(chosen.step)))
        records.append(StepRecord(chosen.step.step, outcome, chosen.round))
        shuffled = data.draw(st.permutations(records))
        assert due_steps(process, shuffled, judge) == due_steps(process, records, judge)

    assert len({(one.step, one.round) for one in records}) == len(records)
    assert {one.step for one in records} <= {step.step for step in all_steps(process)}
