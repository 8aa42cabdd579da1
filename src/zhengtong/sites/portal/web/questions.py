"""The questions of one page, with what was typed or is already known of the person."""

from collections.abc import Mapping
from typing import cast

from zhengtong.casework.cases.types import DraftView
from zhengtong.core.actors import AccountId
from zhengtong.foundation.identity import selectors as identity
from zhengtong.foundation.identity.types import NaturalPerson
from zhengtong.registries.service_items.types import Field, Group, JsonValue, Page, Row
from zhengtong.sites.portal.web.typed import rows_in

QuestionRow = tuple[str, tuple[Field, ...], Mapping[str, object]]
"""The prefix of the names in HTML, the fields asked, and what stands in them."""


def question_rows(draft: DraftView, page: Page, account_id: AccountId) -> list[QuestionRow]:
    """Return one row for a page asked once, else as many as were typed, at least the minimum."""
    group = page.asked.group
    person = identity.find_person(account_id) if _is_prefilled(group) else None
    if group.repeat is None:
        fields = page.fields_of(draft.form)
        return [("", fields, _with_prefill(fields, draft.typed, person))]
    typed = rows_in(draft.typed, group)
    padded = [*typed, *({} for _ in range(group.repeat.min - len(typed)))]
    read = [*rows_in(draft.form, group), *({} for _ in padded)]
    rows = []
    for number, row in enumerate(padded):
        fields = page.fields_of_row(cast("Row", read[number]))
        known = person if number == 0 else None
        rows.append((f"{group.repeat.id}[{number}].", fields, _with_prefill(fields, row, known)))
    return rows


def _is_prefilled(group: Group) -> bool:
    return any(field.prefill.startswith("identity.") for field in group.fields)


def _with_prefill(
    fields: tuple[Field, ...], typed: Mapping[str, object], person: NaturalPerson | None
) -> Mapping[str, object]:
    if person is None:
        return typed
    known: Mapping[str, JsonValue] = {
        "identity.name": person.name,
        "identity.resident_id": person.resident_id,
        "identity.phone": person.phone,
        "identity.email": person.email,
    }
    offered = {one.id: known[one.prefill] for one in fields if one.prefill in known}
    return {**offered, **{name: value for name, value in typed.items() if value not in ("", None)}}
