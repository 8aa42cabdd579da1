"""Reads of drafts, by the person who fills them in."""

from zhengtong.casework.cases.errors import DraftNotFoundError
from zhengtong.casework.cases.models import Draft
from zhengtong.casework.cases.rules import choices_from_json, ways_of
from zhengtong.casework.cases.selectors.applications import (
    CHINESE,
    find_held_licence,
    judge_application,
)
from zhengtong.casework.cases.types import DraftId, DraftLine, DraftMaterial, DraftView
from zhengtong.core.actors import AccountId
from zhengtong.core.codes import CaseNo
from zhengtong.core.errors import Problem
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.identity import selectors as identity
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import (
    FormData,
    ItemVersion,
    ItemVersionId,
    MaterialNeed,
)


def get_draft(draft_id: DraftId, account_id: AccountId) -> DraftView:
    """Return a draft with what was typed and the materials it needs so far.

    Raises: ``DraftNotFoundError``, also for another person's.
    """
    draft = _own_draft(draft_id, account_id)
    version = service_items.get_version(draft.item_version_id)
    form = version.program.read_form(draft.form)
    submitted = draft.submitted_case
    return DraftView(
        draft_id=draft_id,
        item=version,
        on_behalf_of=draft.on_behalf_of,
        typed=draft.form,
        form=form,
        materials=_materials(draft, version, form, account_id),
        fee_fen=version.program.fee_fen(form),
        updated_at=draft.updated_at,
        submitted_as=None if submitted is None else CaseNo(submitted.case_no),
    )


def review_draft(
    draft_id: DraftId, account_id: AccountId, language: str = CHINESE
) -> tuple[Problem, ...]:
    """Return everything that stands between a draft and its submission; empty: it can be sent.

    A problem's ``where`` is a field (``firm_name``, ``partners[1].name``), a group, a material
    (``materials.charter``) or a condition (``conditions[0]``).

    Raises: ``DraftNotFoundError``.
    """
    draft = _own_draft(draft_id, account_id)
    version = service_items.get_version(draft.item_version_id)
    form = version.program.read_form(draft.form)
    applicant = identity.get_applicant(account_id, draft.on_behalf_of)
    choices = choices_from_json(draft.materials)
    return judge_application(version, form, choices, applicant, language).problems


def list_my_drafts(account_id: AccountId, limit: int = 50) -> tuple[DraftLine, ...]:
    """Return a person's drafts that are not submitted yet, the last touched first."""
    drafts = Draft.objects.filter(account_id=account_id, submitted_case__isnull=True)
    rows = drafts.order_by("-updated_at")[:limit].values_list("id", "item_version_id", "updated_at")
    versions = service_items.get_versions({version_id for _, version_id, _ in rows})
    return tuple(
        DraftLine(
            draft_id=DraftId(draft_id),
            item_code=version.code,
            item_name=LocalisedText(
                version.definition.item.name.zh, version.definition.item.name.en
            ),
            updated_at=updated_at,
        )
        for draft_id, version_id, updated_at in rows
        if (version := versions[ItemVersionId(version_id)])
    )


def _own_draft(draft_id: DraftId, account_id: AccountId) -> Draft:
    own = Draft.objects.select_related("submitted_case").filter(pk=draft_id, account_id=account_id)
    draft = own.first()
    if draft is None:
        raise DraftNotFoundError
    return draft


def _materials(
    draft: Draft, version: ItemVersion, form: FormData, account_id: AccountId
) -> tuple[DraftMaterial, ...]:
    choices = choices_from_json(draft.materials)
    needs = version.program.materials_for(form, ways_of(choices))
    held = _held(needs, form, draft, account_id) if any(one.is_fetched for one in needs) else {}
    return tuple(
        DraftMaterial(
            key=need.key,
            material=need.material,
            row=need.row,
            choice=choices.get(need.key),
            held=held.get(need.key, ""),
        )
        for need in needs
    )


def _held(
    needs: tuple[MaterialNeed, ...], form: FormData, draft: Draft, account_id: AccountId
) -> dict[str, str]:
    applicant = identity.get_applicant(account_id, draft.on_behalf_of)
    return {need.key: find_held_licence(need, form, applicant) for need in needs}
