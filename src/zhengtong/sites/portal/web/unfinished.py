"""What waits for the signed-in person, as lines for the first page and for theirs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhengtong.casework.cases import selectors as cases
from zhengtong.casework.cases.types import CaseLine, CaseStatus
from zhengtong.core.actors import AccountId
from zhengtong.ui.environment import as_date


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One thing that waits, and the link that goes on with it."""

    title: str
    note: str
    href: str
    action: str
    is_urgent: bool = False


def list_unfinished(
    account_id: AccountId, own_cases: tuple[CaseLine, ...]
) -> tuple[Unfinished, ...]:
    """Return what the person must do, corrections before drafts."""
    return (*_corrections(own_cases), *_drafts(account_id))


def _corrections(own_cases: tuple[CaseLine, ...]) -> Iterator[Unfinished]:
    for case in own_cases:
        if case.status is CaseStatus.CORRECTING:
            yield Unfinished(
                title=case.item_name.in_language(_language()),
                note=_("材料或内容需要补正"),
                href=reverse("portal:case", args=(case.case_no,)),
                action=_("去补正"),
                is_urgent=True,
            )


def _drafts(account_id: AccountId) -> Iterator[Unfinished]:
    for draft in cases.list_my_drafts(account_id):
        yield Unfinished(
            title=draft.item_name.in_language(_language()),
            note=_("%(date)s 保存") % {"date": as_date(draft.updated_at)},
            href=reverse("portal:application", args=(draft.draft_id,)),
            action=_("继续填写"),
        )


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
