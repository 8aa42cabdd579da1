"""The engine beside SpiffWorkflow, an independent engine that runs the exported BPMN.

Random processes and random outcomes; after every act both must have the same tasks open. The
diagram is taken out of what the reference reads: it would try the branches of a choice from top
to bottom of the picture, while BPMN has them in the order of the flows.
"""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from zhengtong.registries.service_items.bpmn.drafting import draft
from zhengtong.registries.service_items.bpmn.graph import BPMNDI
from zhengtong.registries.service_items.bpmn.reading import read_bpmn
from zhengtong.registries.service_items.bpmn.structure import find_process
from zhengtong.registries.service_items.bpmn.writing import write_bpmn
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

    def __init__(self, process, form):
        root = etree.fromstring(write_bpmn(draft(process, process_id="p", name="")))
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


@settings(derandomize=True, max_examples=200, deadline=None)
@given(processes(), FORMS, st.data())
def test_both_engines_open_the_same_tasks_after_every_act(process, form, data):
    reference, judge, records = Reference(process, form), judge_for(form), []
    while due := due_steps(process, records, judge):
        assert sorted(one.step.step for one in due) == sorted(reference.tasks())
        chosen = data.draw(st.sampled_from(due))
        outcome = data.draw(st.sampled_from(ends_of(chosen.step)))
        records.append(StepRecord(chosen.step.step, outcome, chosen.round))
        reference.complete(chosen.step.step, outcome)

    assert reference.tasks() == {}
    assert reference.workflow.completed


@settings(derandomize=True, max_examples=200, deadline=None)
@given(processes())
def test_what_is_exported_and_imported_is_the_same_process(process):
    model = read_bpmn(write_bpmn(draft(process, process_id="p", name="")))

    assert find_process(model, model.graphs[0]) == process


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
