"""The questions of one page, with what was typed or is already known of the person."""

from collections.abc import Mapping
from typing import cast

from zhengtong.casework.cases.types import DraftView
from zhengtong.core.actors import AccountId
from zhengtong.foundation.identity import selectors as identity
from zhengtong.registries.service_items.types import Field, Group, JsonValue, Page, Row
from zhengtong.sites.portal.web.typed import rows_in

OF_PERSON = {
    "identity.name": "name",
    "identity.resident_id": "resident_id",
    "identity.phone": "phone",
    "identity.email": "email",
}
OF_ENTITY = {"identity.entity_name": "name", "identity.uscc": "id_number"}
QuestionRow = tuple[str, tuple[Field, ...], Mapping[str, object]]
"""The prefix of the names in HTML, the fields asked, and what stands in them."""


def question_rows(draft: DraftView, page: Page, account_id: AccountId) -> list[QuestionRow]:
    """Return one row for a page asked once, else as many as were typed, at least the minimum."""
    group = page.asked.group
    known = known_of(draft, group, account_id)
    if group.repeat is None:
        fields = page.fields_of(draft.form)
        return [("", fields, _with_prefill(fields, draft.typed, known))]
    typed = rows_in(draft.typed, group)
    padded = [*typed, *({} for _ in range(group.repeat.min - len(typed)))]
    read = [*rows_in(draft.form, group), *({} for _ in padded)]
    rows = []
    for number, row in enumerate(padded):
        fields = page.fields_of_row(cast("Row", read[number]))
        offered = known if number == 0 else {}
        rows.append((f"{group.repeat.id}[{number}].", fields, _with_prefill(fields, row, offered)))
    return rows


def known_of(draft: DraftView, group: Group, account_id: AccountId) -> Mapping[str, JsonValue]:
    """Return what is known of the applicant, by the names that ``prefill`` uses; asked if used."""
    sources = {field.prefill for field in group.fields}
    known: dict[str, JsonValue] = {}
    if sources & set(OF_PERSON) and (person := identity.find_person(account_id)):
        known |= {source: str(getattr(person, name)) for source, name in OF_PERSON.items()}
    if sources & set(OF_ENTITY) and draft.on_behalf_of:
        entity = identity.get_applicant(account_id, draft.on_behalf_of)
        known |= {source: str(getattr(entity, name)) for source, name in OF_ENTITY.items()}
    return known


def _with_prefill(
    fields: tuple[Field, ...], typed: Mapping[str, object], known: Mapping[str, JsonValue]
) -> Mapping[str, object]:
    offered = {one.id: known[one.prefill] for one in fields if one.prefill in known}
    return {**offered, **{name: value for name, value in typed.items() if value not in ("", None)}}
