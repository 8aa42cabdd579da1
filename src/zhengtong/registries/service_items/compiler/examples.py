"""Running the worked examples of a definition."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from zhengtong.registries.service_items.compiler.faults import Fault, FieldPath, Mark
from zhengtong.registries.service_items.types import (
    Definition,
    Example,
    ItemProgram,
    MaterialChoices,
    Outcome,
    StepKind,
    StepRecord,
)
from zhengtong.registries.service_items.types.forms import FormData

GOOD_END = {
    StepKind.ACCEPT: Outcome.ACCEPT,
    StepKind.DECIDE: Outcome.GRANT,
    StepKind.REVIEW: Outcome.PASS,
    StepKind.CHECK: Outcome.PASS,
}


def run_examples(definition: Definition, mark_of: Callable[[FieldPath], Mark]) -> tuple[Fault, ...]:
    """Return where the examples do not come to what they expect."""
    program = ItemProgram(definition)
    return tuple(
        replace(fault, mark=mark_of(fault.path))
        for index, example in enumerate(definition.examples)
        for fault in _differences(program, example, index)
    )


def steps_taken(
    program: ItemProgram, form: FormData, materials: MaterialChoices
) -> tuple[str, ...]:
    """Return the steps of a case in which everything goes well, in the order they open."""
    done: list[StepRecord] = []
    while opened := program.due_steps(done, form, materials):
        for due in opened:
            outcome = GOOD_END.get(due.step.kind, Outcome.DONE)
            done.append(StepRecord(due.step.step, outcome, due.round))
    return tuple(one.step for one in done)


def _differences(program: ItemProgram, example: Example, index: int) -> Iterator[Fault]:
    form = program.read_form(example.given.form)
    choices = example.given.materials
    expect = example.expect
    unmet = [str(one.unless_met) for one in program.unmet_conditions(form)]
    needs = program.materials_for(form, choices)
    asked = tuple(dict.fromkeys(n.material.id for n in needs if not n.is_fetched))
    outcomes: list[tuple[str, object, object]] = [
        ("eligible", expect.eligible, not unmet),
        ("materials", expect.materials, asked),
        ("steps", expect.steps, steps_taken(program, form, choices)),
        ("fee_yuan", expect.fee_yuan, program.fee_fen(form) / 100),
    ]
    for key, expected, actual in outcomes:
        if expected is not None and expected != actual:
            path = ("examples", index, "expect", key)
            yield Fault(path, f"样例“{example.name}”的 {key} 应为 {_told(expected)}", _got(actual))
    if expect.because and expect.because not in unmet:
        path = ("examples", index, "expect", "because")
        text = f"样例“{example.name}”应因“{expect.because}”不符合条件"
        yield Fault(path, text, _got(tuple(unmet) or "没有不符合的条件"))


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else f"{value}"


def _got(value: object) -> str:
    return f"实际为 {_told(value)}，请改定义或改样例"
