"""What the applicant does with a case under way: withdraw it, supply what was deferred."""

from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from zhengtong.casework.cases.errors import (
    CaseAlreadyDecidedError,
    CaseNotFoundError,
    UnknownMaterialError,
)
from zhengtong.casework.cases.events import CaseWithdrawn
from zhengtong.casework.cases.models import Case, ClockStop, SubmittedMaterial, Task
from zhengtong.casework.cases.services.closing import release_name
from zhengtong.casework.cases.services.desk import Handling, account_of
from zhengtong.casework.cases.services.drafts import store_upload
from zhengtong.casework.cases.services.flow import cancel_open_tasks
from zhengtong.casework.cases.types import CaseStatus, MaterialWay
from zhengtong.core.actors import Actor
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items import selectors as service_items

UNDER_WAY = frozenset({CaseStatus.SUBMITTED, CaseStatus.CORRECTING, CaseStatus.ACCEPTED})


@transaction.atomic
def withdraw_case(*, case_no: str, actor: Actor, at: datetime) -> None:
    """Withdraw a case (撤回) before its decision; its open tasks are taken back.

    Raises: ``CaseNotFoundError``, ``CaseAlreadyDecidedError``.
    """
    handling = lock_own_case(case_no, actor, at)
    _require_under_way(handling)
    handling.tasks = list(Task.objects.filter(case=handling.case).order_by("id"))
    cancel_open_tasks(handling)
    release_name(handling)
    if handling.case.clock_stopped_at is not None:
        ClockStop.objects.filter(case=handling.case, ended_at__isnull=True).update(ended_at=at)
    handling.change(status=CaseStatus.WITHDRAWN, closed_at=at, clock_stopped_at=None)
    handling.save()

    handling.trace("cases.withdrawn")
    outbox.emit(
        CaseWithdrawn(
            case_no=handling.case.case_no, account_id=handling.case.account_id, at=at.isoformat()
        )
    )


@transaction.atomic
def supply_material(
    *, case_no: str, key: str, content: BinaryIO, name: str, actor: Actor, at: datetime
) -> None:
    """Hand in a material that was deferred (容缺后补), before the decision.

    Raises: ``CaseNotFoundError``, ``CaseAlreadyDecidedError``, ``UnknownMaterialError``, and the
        files' own refusals.
    """
    handling = lock_own_case(case_no, actor, at)
    _require_under_way(handling)
    submitted = SubmittedMaterial.objects.filter(
        case=handling.case, key=key, way=MaterialWay.DEFERRED
    ).first()
    if submitted is None:
        raise UnknownMaterialError
    materials = {one.id: one for one in handling.version.definition.materials}
    choice = store_upload(materials[submitted.material], content, name, actor, at)
    submitted.way, submitted.file_id = choice.way, choice.file_id
    submitted.file_name = choice.name
    submitted.save(update_fields=["way", "file", "file_name"])
    handling.trace("cases.material-supplied", material=key)


def lock_own_case(case_no: str, actor: Actor, at: datetime) -> Handling:
    """Lock a case of the person who asks; another's does not exist for them.

    Raises: ``CaseNotFoundError``.
    """
    own = Case.objects.select_for_update().filter(case_no=case_no, account_id=account_of(actor))
    case = own.first()
    if case is None:
        raise CaseNotFoundError
    return Handling(case, service_items.get_version(case.item_version_id), [], actor, at)


def _require_under_way(handling: Handling) -> None:
    status = CaseStatus(handling.case.status)
    if status not in UNDER_WAY:
        raise CaseAlreadyDecidedError(case_no=handling.case.case_no, status=status.label)
