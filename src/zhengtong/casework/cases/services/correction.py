"""Correction (补正): told once and completely, answered once, back to the same counter."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.errors import (
    CaseNotCorrectingError,
    CorrectionAlreadyRequestedError,
    CorrectionEmptyError,
    CorrectionNotAnsweredError,
    UnknownMaterialError,
)
from zhengtong.casework.cases.events import CorrectionAnswered, CorrectionRequested
from zhengtong.casework.cases.models import CorrectionNotice, SubmittedMaterial, Task
from zhengtong.casework.cases.selectors.applications import Judgement, judge_application
from zhengtong.casework.cases.selectors.records import applicant_of, materials_by_key
from zhengtong.casework.cases.services.applicants import lock_own_case
from zhengtong.casework.cases.services.desk import Handling, lock_task
from zhengtong.casework.cases.services.drafts import store_upload
from zhengtong.casework.cases.types import (
    CaseStatus,
    CorrectionItem,
    CorrectionKind,
    MaterialChoice,
    TaskId,
    TaskState,
)
from zhengtong.core.actors import Actor
from zhengtong.core.errors import Problem
from zhengtong.core.texts import noop
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items.types import JsonValue, StepKind

ACCEPTING = frozenset({StepKind.ACCEPT})


@transaction.atomic
def request_correction(
    *,
    task_id: TaskId,
    items: Sequence[CorrectionItem],
    actor: Actor,
    at: datetime,
    text: str = "",
) -> None:
    """Tell the applicant, once, everything that has to be put right (一次性告知补正).

    The counter's task waits for the answer and comes back to whoever held it.

    Raises: ``TaskNotFoundError``, ``TaskClaimedByAnotherError``, ``TaskNotOpenError``,
        ``WrongStepError``, ``CorrectionEmptyError``, ``CorrectionAlreadyRequestedError``.
    Source: 行政许可法 第三十二条第一款第四项 (当场或者在五日内一次告知申请人需要补正的全部内容).
    """
    handling, task = lock_task(task_id, actor, at, ACCEPTING)
    if not items:
        raise CorrectionEmptyError
    if CorrectionNotice.objects.filter(case=handling.case).exists():
        raise CorrectionAlreadyRequestedError
    _require_known(handling, items)
    CorrectionNotice.objects.create(
        case=handling.case, items=[asdict(item) for item in items], text=text.strip(), issued_at=at
    )
    task.state, task.claimed_by_id = TaskState.WAITING, actor.account_id
    task.save(update_fields=["state", "claimed_by"])
    handling.change(status=CaseStatus.CORRECTING)
    handling.save()

    handling.trace("cases.correction-requested", items=[item.key for item in items])
    outbox.emit(
        CorrectionRequested(
            case_no=handling.case.case_no, account_id=handling.case.account_id, at=at.isoformat()
        )
    )


@transaction.atomic
def answer_correction(
    *,
    case_no: str,
    values: Mapping[str, JsonValue],
    materials: Mapping[str, MaterialChoice],
    actor: Actor,
    at: datetime,
) -> None:
    """Put right what the notice lists, and nothing else; the case is judged as a whole again.

    ``values`` are by place (``firm_name``, ``partners[1].name``), ``materials`` by key. The five
    days of the counter begin anew with the answer.

    Raises: ``CaseNotFoundError``, ``CaseNotCorrectingError``, ``CorrectionNotAnsweredError``.
    Source: 行政许可法 第三十二条第一款第五项 (按照要求提交全部补正申请材料的，应当受理).
    """
    handling = lock_own_case(case_no, actor, at)
    notice = _open_notice(handling)
    items = [CorrectionItem(**item) for item in notice.items]
    judgement = _judge_answer(handling, items, values, materials)
    notice.answered_at = at
    notice.save(update_fields=["answered_at"])
    _replace_materials(handling, judgement)
    _reopen_counter(handling)
    handling.change(
        status=CaseStatus.SUBMITTED,
        form=judgement.form,
        fee_fen=handling.version.program.fee_fen(judgement.form),
    )
    handling.save()

    handling.trace("cases.correction-answered")
    outbox.emit(CorrectionAnswered(case_no=handling.case.case_no, at=at.isoformat()))


@transaction.atomic
def attach_to_case(
    *, case_no: str, key: str, content: BinaryIO, name: str, actor: Actor, at: datetime
) -> MaterialChoice:
    """Upload a material that the notice lists; ``answer_correction`` hands it in.

    Raises: ``CaseNotFoundError``, ``CaseNotCorrectingError``, ``UnknownMaterialError``, and the
        files' own refusals.
    """
    handling = lock_own_case(case_no, actor, at)
    items = [CorrectionItem(**item) for item in _open_notice(handling).items]
    listed = {item.key for item in items if item.kind == CorrectionKind.MATERIAL}
    materials = {one.id: one for one in handling.version.definition.materials}
    material = materials.get(key.partition("[")[0])
    if key not in listed or material is None:
        raise UnknownMaterialError
    return store_upload(material, content, name, actor, at)


def _require_known(handling: Handling, items: Sequence[CorrectionItem]) -> None:
    """Keep a notice answerable: every line names a place in the form or a material of the item."""
    materials = {one.id for one in handling.version.definition.materials}
    problems = []
    for item in items:
        is_material = item.kind == CorrectionKind.MATERIAL
        if is_material and item.key.partition("[")[0] in materials:
            continue
        if not is_material and _has_place(handling, item.key):
            continue
        problems.append(
            Problem(where=item.key, text=noop("没有这一项：{key}"), values={"key": item.key})
        )
    if problems:
        raise CorrectionEmptyError(problems=tuple(problems))


def _has_place(handling: Handling, where: str) -> bool:
    fields = {
        f"{group.repeat.id}.{one.id}" if group.repeat else one.id
        for group in handling.version.definition.form
        for one in group.fields
    }
    try:
        rules.put_at(handling.case.form, where, None)
    except ValueError:
        return False
    group, _, rest = where.partition("[")
    return (f"{group}.{rest.partition('].')[2]}" if rest else where) in fields


def _open_notice(handling: Handling) -> CorrectionNotice:
    status = CaseStatus(handling.case.status)
    if status != CaseStatus.CORRECTING:
        raise CaseNotCorrectingError(case_no=handling.case.case_no, status=status.label)
    return CorrectionNotice.objects.get(case=handling.case, answered_at__isnull=True)


def _judge_answer(
    handling: Handling,
    items: Sequence[CorrectionItem],
    values: Mapping[str, JsonValue],
    materials: Mapping[str, MaterialChoice],
) -> Judgement:
    """Return the corrected application, of which only the listed places may differ.

    Raises: ``CorrectionNotAnsweredError``.
    """
    case, program = handling.case, handling.version.program
    form: dict[str, JsonValue] = dict(case.form)
    choices = materials_by_key(case)
    missing = []
    for item in items:
        if item.kind == CorrectionKind.FIELD and item.key in values:
            form = rules.put_at(form, item.key, values[item.key])
        elif item.kind == CorrectionKind.MATERIAL and item.key in materials:
            choices[item.key] = materials[item.key]
        else:
            missing.append(Problem(where=item.key, text="{text}", values={"text": item.text}))
    applicant = applicant_of(case)
    judgement = judge_application(handling.version, program.read_form(form), choices, applicant)
    if problems := (*missing, *judgement.problems):
        raise CorrectionNotAnsweredError(problems=problems)
    return judgement


def _replace_materials(handling: Handling, judgement: Judgement) -> None:
    for need, choice in judgement.materials:
        SubmittedMaterial.objects.update_or_create(
            case=handling.case,
            key=need.key,
            defaults={
                "material": need.material.id,
                "row": need.row,
                "name": need.material.name.zh,
                "way": choice.way,
                "file_id": choice.file_id,
                "licence": choice.licence,
                "file_name": choice.name,
            },
        )
    keys = [need.key for need, _ in judgement.materials]
    SubmittedMaterial.objects.filter(case=handling.case).exclude(key__in=keys).delete()


def _reopen_counter(handling: Handling) -> None:
    task = Task.objects.get(case=handling.case, state=TaskState.WAITING)
    task.state = TaskState.CLAIMED if task.claimed_by_id else TaskState.OPEN
    within = handling.step_of(task).within
    task.due_on = rules.acceptance_due(handling.at, within, handling.calendar)
    task.save(update_fields=["state", "due_on"])
