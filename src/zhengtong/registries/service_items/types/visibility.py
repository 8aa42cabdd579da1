"""Which questions are asked, given the answers: hide and show.

A ``when`` sees the visible answers of the questions before it; while it cannot be judged, the
question is hidden.

Guarantee: reading the visible answers twice gives the same as once; hiding keeps nothing and
loses nothing, because the draft keeps every answer and only the visible ones are submitted.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhengtong.registries.service_items.types.answers import is_blank
from zhengtong.registries.service_items.types.expressions import Expression, Truth, Variables
from zhengtong.registries.service_items.types.forms import FormData, FormValue, Row
from zhengtong.registries.service_items.types.questions import Field, Group


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field and its compiled ``when``."""

    field: Field
    when: Expression | None


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """A group, its compiled ``when`` and its fields."""

    group: Group
    when: Expression | None
    fields: tuple[AskedField, ...]


def find_expression(source: str) -> Expression | None:
    """Return the compiled expression, or nothing for an empty one."""
    return Expression(source) if source else None


def compile_groups(groups: Sequence[Group]) -> tuple[AskedGroup, ...]:
    """Compile every ``when`` of a form once."""
    return tuple(
        AskedGroup(
            group,
            find_expression(group.when),
            tuple(AskedField(field, find_expression(field.when)) for field in group.fields),
        )
        for group in groups
    )


def rows_of(form: FormData, group: Group) -> Sequence[Row]:
    """Return the rows of a repeated group, none when it was not begun."""
    rows = form.get(group.repeat.id, ()) if group.repeat else ()
    if isinstance(rows, str) or not isinstance(rows, Sequence):
        return ()
    return [row for row in rows if isinstance(row, Mapping)]


def is_blank_row(row: Row) -> bool:
    """Return whether nothing in the row was answered."""
    return all(is_blank(value) for value in row.values())


def answered(form: FormData, groups: Sequence[Group]) -> dict[str, object]:
    """Return the form as expressions see it: what is not answered is not there.

    A repeated group of which nothing is answered is absent, unless it may have no row at all.
    """
    seen: dict[str, object] = {}
    for group in groups:
        if group.repeat is None:
            given = {field.id: form[field.id] for field in group.fields if field.id in form}
            seen |= {name: value for name, value in given.items() if not is_blank(value)}
            continue
        rows = [row for row in rows_of(form, group) if not is_blank_row(row)]
        if rows or group.repeat.min == 0:
            seen[group.repeat.id] = [
                {name: value for name, value in row.items() if not is_blank(value)} for row in rows
            ]
    return seen


def is_asked(when: Expression | None, variables: Variables) -> bool:
    """Return whether a ``when`` holds; while it cannot be judged, it does not."""
    return when is None or when.judge(variables) is Truth.MET


def asked_fields(
    fields: Sequence[AskedField],
    answers: Mapping[str, object],
    see: Callable[[dict[str, object]], Variables],
    known: Mapping[str, object] | None = None,
) -> Iterator[Field]:
    """Yield the fields that are asked; ``see`` turns the answers so far into variables."""
    seen = dict(known or {})
    for asked in fields:
        if is_asked(asked.when, see(seen)):
            yield asked.field
            if not is_blank(answer := answers.get(asked.field.id)):
                seen[asked.field.id] = answer


@dataclass(frozen=True, slots=True)
class Page:
    """A group that is asked, with the visible answers that stand before it."""

    index: int
    asked: AskedGroup
    before: Mapping[str, object]

    def fields_of(self, form: FormData) -> tuple[Field, ...]:
        """Return the fields asked by a group that is not repeated."""
        fields = self.asked.fields
        return tuple(asked_fields(fields, form, lambda seen: {"form": seen}, self.before))

    def fields_of_row(self, row: Row) -> tuple[Field, ...]:
        """Return the fields asked in one row of a repeated group."""
        before = self.before
        return tuple(
            asked_fields(self.asked.fields, row, lambda seen: {"form": before, "row": seen})
        )

    def answers(self, form: FormData) -> dict[str, FormValue | Sequence[Row]]:
        """Return the visible answers of this page."""
        group = self.asked.group
        if group.repeat is None:
            shown = [field.id for field in self.fields_of(form)]
            return {name: form[name] for name in shown if name in form}
        if group.repeat.id not in form:
            return {}
        rows = rows_of(form, group)
        return {group.repeat.id: [self._answers_of_row(row) for row in rows]}

    def _answers_of_row(self, row: Row) -> Row:
        return {field.id: row[field.id] for field in self.fields_of_row(row) if field.id in row}


def asked_pages(groups: Sequence[AskedGroup], form: FormData) -> Iterator[Page]:
    """Yield the pages that are asked, in order."""
    known: dict[str, object] = {}
    for index, asked in enumerate(groups):
        if is_asked(asked.when, {"form": known}):
            page = Page(index, asked, dict(known))
            yield page
            known |= answered(page.answers(form), [asked.group])


def visible_form(groups: Sequence[AskedGroup], form: FormData) -> FormData:
    """Return the answers to the questions that are asked, in the order they are asked."""
    kept: dict[str, FormValue | Sequence[Row]] = {}
    for page in asked_pages(groups, form):
        kept |= page.answers(form)
    return kept
