"""Drafts (草稿): whatever is typed is kept, right or wrong; faults are only told."""

from collections.abc import Mapping
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.errors import (
    DraftAlreadySubmittedError,
    DraftNotFoundError,
    ItemGuideOnlyError,
    UnknownMaterialError,
)
from zhengtong.casework.cases.models import Draft
from zhengtong.casework.cases.selectors.applications import find_held_licence
from zhengtong.casework.cases.services.desk import account_of
from zhengtong.casework.cases.types import DraftId, MaterialChoice, MaterialWay
from zhengtong.core.actors import Actor
from zhengtong.core.errors import Problem
from zhengtong.foundation.files import services as files
from zhengtong.foundation.identity import selectors as identity
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import (
    Group,
    ItemVersion,
    JsonValue,
    Material,
    MaterialNeed,
)

BYTES_PER_MB = 1024 * 1024


@transaction.atomic
def start_draft(*, item_code: str, actor: Actor, at: datetime, on_behalf_of: str = "") -> DraftId:
    """Begin an application for the item's version in force; it is finished under that version.

    Raises: ``ItemGuideOnlyError``, the registry's not-found error, and ``EntityNotFoundError`` for
        an entity that the person may not act for.
    """
    version = service_items.get_current(item_code)
    if actor.account_id is None:
        raise DraftNotFoundError
    if not version.definition.is_executable:
        raise ItemGuideOnlyError(item=str(version.definition.item.name))
    if on_behalf_of:
        identity.get_applicant(actor.account_id, on_behalf_of)
    draft = Draft.objects.create(
        account_id=account_of(actor),
        item_version_id=version.version_id,
        on_behalf_of=on_behalf_of,
        started_at=at,
        updated_at=at,
    )
    return DraftId(draft.id)


@transaction.atomic
def save_page(
    *,
    draft_id: DraftId,
    group_index: int,
    values: Mapping[str, JsonValue],
    actor: Actor,
    at: datetime,
) -> tuple[Problem, ...]:
    """Keep a page as typed, valid or not, and return what is wrong with it.

    ``values`` are by field, or the rows under the group's own id where it repeats; other keys are
    dropped, so a page can change only its own answers.

    Raises: ``DraftNotFoundError``, ``DraftAlreadySubmittedError``.
    """
    draft, version = _lock_draft(draft_id, actor)
    group = _group_at(version, group_index)
    own = {group.repeat.id} if group.repeat else {field.id for field in group.fields}
    draft.form = {**draft.form, **{key: values[key] for key in own & set(values)}}
    _save(draft, at)
    return version.program.problems(version.program.read_form(draft.form), group_index)


@transaction.atomic
def add_row(*, draft_id: DraftId, group_index: int, actor: Actor, at: datetime) -> int:
    """Add an empty row to a repeated group, up to its maximum, and return how many there are.

    Raises: ``DraftNotFoundError``, ``DraftAlreadySubmittedError``.
    """
    draft, version = _lock_draft(draft_id, actor)
    group = _group_at(version, group_index)
    if group.repeat is None:
        raise DraftNotFoundError
    rows = [*draft.form.get(group.repeat.id, ()), {}][: group.repeat.max]
    draft.form = {**draft.form, group.repeat.id: rows}
    _save(draft, at)
    return len(rows)


@transaction.atomic
def remove_row(
    *, draft_id: DraftId, group_index: int, row: int, actor: Actor, at: datetime
) -> None:
    """Remove a row of a repeated group, and what was handed in for it; later rows move up.

    Raises: ``DraftNotFoundError``, ``DraftAlreadySubmittedError``.
    """
    draft, version = _lock_draft(draft_id, actor)
    group = _group_at(version, group_index)
    if group.repeat is None:
        raise DraftNotFoundError
    rows = list(draft.form.get(group.repeat.id, ()))
    draft.form = {**draft.form, group.repeat.id: rows[:row] + rows[row + 1 :]}
    of_rows = frozenset(
        one.id for one in version.definition.materials if one.each == group.repeat.id
    )
    moved = (
        (rules.material_without_row(key, of_rows, row), choice)
        for key, choice in draft.materials.items()
    )
    draft.materials = {key: choice for key, choice in moved if key is not None}
    _save(draft, at)


@transaction.atomic
def attach_material(
    *, draft_id: DraftId, key: str, content: BinaryIO, name: str, actor: Actor, at: datetime
) -> MaterialChoice:
    """Upload a material; it replaces what was chosen for it before.

    Raises: ``DraftNotFoundError``, ``DraftAlreadySubmittedError``, ``UnknownMaterialError``, and
        the files' own refusals.
    """
    draft, version = _lock_draft(draft_id, actor)
    need = _need_at(draft, version, key)
    choice = store_upload(need.material, content, name, actor, at)
    _choose(draft, key, choice, at)
    return choice


@transaction.atomic
def choose_material(
    *, draft_id: DraftId, key: str, choice: MaterialChoice | None, actor: Actor, at: datetime
) -> None:
    """Say how a material is provided: from a licence held, by commitment, later; ``None`` undoes.

    Which licence is meant is looked up here, never taken from the sender.

    Raises: ``DraftNotFoundError``, ``DraftAlreadySubmittedError``, ``UnknownMaterialError``.
    """
    draft, version = _lock_draft(draft_id, actor)
    need = _need_at(draft, version, key)
    if choice is not None:
        choice = _checked_choice(draft, version, need, choice, actor)
    _choose(draft, key, choice, at)


@transaction.atomic
def discard_draft(*, draft_id: DraftId, actor: Actor, at: datetime) -> None:  # noqa: ARG001 - every command says when
    """Throw a draft away.

    Raises: ``DraftNotFoundError``, ``DraftAlreadySubmittedError``.
    """
    draft, _ = _lock_draft(draft_id, actor)
    draft.delete()


def store_upload(
    material: Material, content: BinaryIO, name: str, actor: Actor, at: datetime
) -> MaterialChoice:
    """Keep an upload within the bounds that the material sets."""
    file = files.store_file(
        content=content,
        name=name,
        accept=frozenset(material.accept),
        max_bytes=material.max_mb * BYTES_PER_MB,
        actor=actor,
        at=at,
    )
    return MaterialChoice(way=MaterialWay.UPLOAD, file_id=file.file_id, name=file.name)


def _checked_choice(
    draft: Draft, version: ItemVersion, need: MaterialNeed, choice: MaterialChoice, actor: Actor
) -> MaterialChoice:
    if choice.way == MaterialWay.LICENCE and actor.account_id is not None:
        applicant = identity.get_applicant(actor.account_id, draft.on_behalf_of)
        held = find_held_licence(need, version.program.read_form(draft.form), applicant)
        name = need.material.name.zh
        choice = MaterialChoice(way=MaterialWay.LICENCE, licence=held, name=name)
    elif choice.way == MaterialWay.UPLOAD:
        raise UnknownMaterialError
    if not rules.may_be_provided_by(need, choice):
        raise UnknownMaterialError
    return choice


def _lock_draft(draft_id: DraftId, actor: Actor) -> tuple[Draft, ItemVersion]:
    # No join, as in ``submit_case``: the draft of now would stand beside the case of before.
    own = Draft.objects.select_for_update().filter(pk=draft_id, account_id=account_of(actor))
    draft = own.first()
    if draft is None:
        raise DraftNotFoundError
    if draft.submitted_case is not None:
        raise DraftAlreadySubmittedError(case_no=draft.submitted_case.case_no)
    return draft, service_items.get_version(draft.item_version_id)


def _group_at(version: ItemVersion, group_index: int) -> Group:
    groups = version.definition.form
    if not 0 <= group_index < len(groups):
        raise DraftNotFoundError
    return groups[group_index]


def _need_at(draft: Draft, version: ItemVersion, key: str) -> MaterialNeed:
    ways = rules.ways_of(rules.choices_from_json(draft.materials))
    needs = version.program.materials_for(version.program.read_form(draft.form), ways)
    need = next((one for one in needs if one.key == key), None)
    if need is None:
        raise UnknownMaterialError
    return need


def _choose(draft: Draft, key: str, choice: MaterialChoice | None, at: datetime) -> None:
    kept = {other: one for other, one in draft.materials.items() if other != key}
    draft.materials = kept if choice is None else {**kept, key: rules.choice_as_json(choice)}
    _save(draft, at)


def _save(draft: Draft, at: datetime) -> None:
    draft.updated_at = at
    draft.save(update_fields=["form", "materials", "updated_at"])
