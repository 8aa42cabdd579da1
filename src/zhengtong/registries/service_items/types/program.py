"""A definition made runnable: built once per version, pure, safe to share between threads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from zhengtong.core.errors import Problem
from zhengtong.core.money import FEN_PER_YUAN, Fen
from zhengtong.core.texts import noop
from zhengtong.registries.service_items.types.answers import read_groups
from zhengtong.registries.service_items.types.document import Definition, Fee
from zhengtong.registries.service_items.types.expressions import Expression, Truth
from zhengtong.registries.service_items.types.forms import FormData, JsonValue, Row
from zhengtong.registries.service_items.types.judgement import page_problems
from zhengtong.registries.service_items.types.parts import Condition
from zhengtong.registries.service_items.types.paths import read_paths
from zhengtong.registries.service_items.types.process import (
    Done,
    DueStep,
    Judge,
    Outcomes,
    all_steps,
    conditions_of,
    due_steps,
)
from zhengtong.registries.service_items.types.questions import Group, Material
from zhengtong.registries.service_items.types.steps import Step
from zhengtong.registries.service_items.types.visibility import (
    Page,
    answered,
    asked_pages,
    compile_groups,
    find_expression,
    rows_of,
    visible_form,
)

MaterialChoices = Mapping[str, Mapping[str, bool]]
"""By key of the need: ``provided``, ``committed`` (告知承诺), ``deferred`` (容缺)."""

WAYS = ("provided", "committed", "deferred")
CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class MaterialNeed:
    """A material this applicant must bring, or that is fetched; one a row where it is ``each``."""

    material: Material
    row: int | None
    key: str

    @property
    def is_fetched(self) -> bool:
        """Whether it is a licence held in the register and not asked of the applicant."""
        return self.material.source.startswith("licence/")


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee of this case; ``fen`` is ``None`` while an answer it needs is missing."""

    fee: Fee
    fen: Fen | None


class ItemProgram:
    """What the definition says about one filled form.

    Raises: ``ValueError`` on construction when an expression cannot be parsed.
    """

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._groups = compile_groups(definition.form)
        self._conditions = tuple((one, Expression(one.rule)) for one in definition.conditions)
        self._material_whens = {one.id: find_expression(one.when) for one in definition.materials}
        self._step_whens = {
            step.step: find_expression(step.when) for step in all_steps(definition.process)
        }
        self._turns = {one: Expression(one) for one in conditions_of(definition.process)}
        self._fees = tuple((fee, Expression(fee.amount_yuan)) for fee in definition.fees)
        facts = definition.result.facts if definition.result else {}
        self._facts = {name: Expression(source) for name, source in facts.items()}
        self._labels = _labels_by_source(definition.form)

    # Reading and showing

    def read_form(self, raw: Mapping[str, object]) -> FormData:
        """Return the answers in ``raw`` (typed texts or JSON) as values; never raises.

        A part of the form may be given; what is no question is dropped.
        """
        return read_groups(self.definition.form, raw)

    def pages(self, form: FormData) -> tuple[Page, ...]:
        """Return the pages asked of this applicant; ``Page.index`` counts all groups."""
        return tuple(asked_pages(self._groups, form))

    def visible_form(self, form: FormData) -> FormData:
        """Return the answers that are asked for; hidden ones stay in the draft only."""
        return visible_form(self._groups, form)

    # Conditions

    def condition_states(self, form: FormData) -> tuple[tuple[Condition, Truth], ...]:
        """Return every condition and whether it is met, unmet, or cannot be judged yet."""
        variables = self._variables(form)
        return tuple((one, rule.judge(variables)) for one, rule in self._conditions)

    def unmet_conditions(self, form: FormData) -> tuple[Condition, ...]:
        """Return the conditions that these answers certainly fail."""
        return tuple(one for one, truth in self.condition_states(form) if truth is Truth.UNMET)

    def eligibility_fields(self) -> frozenset[str]:
        """Return what the conditions read: ``assets_yuan``, ``partners.practice_years``.

        A repeated group that is only counted is there by its own id: ``partners``.
        """
        return frozenset(
            path
            for condition in self.definition.conditions
            for path in read_paths(condition.rule, self.definition.form)
        )

    # Problems

    def problems(
        self, form: FormData, group_index: int | None = None, *, language: str = CHINESE
    ) -> tuple[Problem, ...]:
        """Return every fault of a page, or of the whole form when no page is named.

        When a whole form has no other fault, a condition that cannot be judged is one.
        """
        pages = [p for p in self.pages(form) if group_index is None or p.index == group_index]
        found = tuple(problem for page in pages for problem in page_problems(page, form, language))
        if found or group_index is not None:
            return found
        return tuple(
            Problem(
                where=f"conditions[{index}]",
                text=noop("尚不能判断是否符合条件“{condition}”，请补充相关信息"),
                values={"condition": condition.unless_met.in_language(language)},
            )
            for index, (condition, truth) in enumerate(self.condition_states(form))
            if truth is Truth.UNKNOWN
        )

    # Materials, steps, fees, result

    def materials_for(
        self, form: FormData, choices: MaterialChoices | None = None
    ) -> tuple[MaterialNeed, ...]:
        """Return the materials this application needs; a ``when`` not yet judged keeps its own."""
        variables = self._variables(form, choices)
        shown = self.visible_form(form)
        return tuple(
            need
            for material in self.definition.materials
            for need in self._needs(material, shown, variables)
        )

    def is_needed(self, step: Step, form: FormData, materials: MaterialChoices) -> bool:
        """Return whether a step takes place; a ``when`` that cannot be judged never skips it."""
        when = self._step_whens[step.step]
        return when is None or when.judge(self._variables(form, materials)) is not Truth.UNMET

    def open_steps(
        self, done: Done, form: FormData, materials: MaterialChoices
    ) -> tuple[Step, ...]:
        """Return the steps that are open after those done."""
        return tuple(due.step for due in self.due_steps(done, form, materials))

    def due_steps(
        self, done: Done, form: FormData, materials: MaterialChoices
    ) -> tuple[DueStep, ...]:
        """Return the steps that are open, each with the round to record it under.

        A branch is taken, and a loop left, only when its expression certainly holds.
        """

        def holds(source: str, outcomes: Outcomes) -> bool:
            ended = {name: outcome.value for name, outcome in outcomes.items()}
            variables = {**self._variables(form, materials), "outcomes": ended}
            return self._turns[source].judge(variables) is Truth.MET

        judge = Judge(lambda step: self.is_needed(step, form, materials), holds)
        return due_steps(self.definition.process, done, judge)

    def fee_lines(self, form: FormData) -> tuple[FeeLine, ...]:
        """Return what is charged, line by line; lines of nothing are left out."""
        variables = self._variables(form)
        lines = [FeeLine(fee, _fen(rule.find_value(variables))) for fee, rule in self._fees]
        return tuple(line for line in lines if line.fen != 0)

    def fee_fen(self, form: FormData) -> int:
        """Return what is charged, as far as it is known.

        Units: fen (分).
        """
        return sum(line.fen or 0 for line in self.fee_lines(form))

    def licence_facts(self, form: FormData) -> Mapping[str, JsonValue]:
        """Return what the licence states; without ``facts`` in the definition, the whole form.

        A fact that is the answer to a choice is its Chinese label, not its code.
        """
        if not self._facts:
            return cast("Mapping[str, JsonValue]", self.visible_form(form))
        variables = self._variables(form)
        return {
            name: _labelled(rule.find_value(variables), self._labels.get(rule.source.strip(), {}))
            for name, rule in self._facts.items()
        }

    def _variables(
        self, form: FormData, choices: MaterialChoices | None = None
    ) -> dict[str, object]:
        given = choices or {}
        materials = {one.id: _ways(one.id, given) for one in self.definition.materials}
        seen = answered(self.visible_form(form), self.definition.form)
        return {"form": seen, "materials": materials}

    def _needs(
        self, material: Material, form: FormData, variables: Mapping[str, object]
    ) -> Iterator[MaterialNeed]:
        when = self._material_whens[material.id]
        for row, seen in _rows_for(material, self.definition.form, form):
            scope = {**variables, "row": seen}
            if when is None or when.judge(scope) is not Truth.UNMET:
                key = material.id if row is None else f"{material.id}[{row}]"
                yield MaterialNeed(material, row, key)


def _rows_for(
    material: Material, groups: Sequence[Group], form: FormData
) -> Iterable[tuple[int | None, Row]]:
    if not material.each:
        return [(None, {})]
    repeated = [group for group in groups if group.repeat and group.repeat.id == material.each]
    return [(row, seen) for group in repeated for row, seen in enumerate(rows_of(form, group))]


def _ways(material: str, choices: MaterialChoices) -> dict[str, bool]:
    own = [
        chosen
        for key, chosen in choices.items()
        if key == material or key.startswith(f"{material}[")
    ]
    every = bool(own) and all(one.get("provided", False) for one in own)
    some = {way: any(one.get(way, False) for one in own) for way in WAYS}
    return {**some, "provided": every}


def _labels_by_source(groups: Sequence[Group]) -> dict[str, dict[str, str]]:
    return {
        f"form.{field.id}": {choice.value: choice.label.zh for choice in field.choices}
        for group in groups
        if group.repeat is None
        for field in group.fields
    }


def _labelled(value: JsonValue, labels: Mapping[str, str]) -> JsonValue:
    if isinstance(value, str):
        return labels.get(value, value)
    if isinstance(value, list):
        return [labels.get(one, one) if isinstance(one, str) else one for one in value]
    return value


def _fen(value: JsonValue) -> Fen | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Fen(round(value * FEN_PER_YUAN))
