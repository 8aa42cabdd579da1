"""One body at a time: an administrator registers it or changes what is said of it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from zhengtong.core.actors import Actor
from zhengtong.core.codes import CodeError, Uscc
from zhengtong.core.errors import Problem
from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.organisations.errors import (
    BodyInvalidError,
    BodyNotFoundError,
    BodyRegisteredError,
)
from zhengtong.foundation.organisations.models import BodyRecord, DivisionRecord
from zhengtong.foundation.organisations.types import Body

CHANGEABLE = (
    "name",
    "name_en",
    "division_id",
    "level",
    "department",
    "parent_id",
    "address",
    "phone",
    "is_specimen",
)


@transaction.atomic
def register_body(*, body: Body, actor: Actor, at: datetime) -> None:
    """Enter a body in the register.

    Raises: ``BodyInvalidError`` with every fault, ``BodyRegisteredError``.
    """
    _require_valid(body)
    try:
        BodyRecord.objects.create(uscc=body.uscc, **columns_of(body))
    except IntegrityError as error:
        raise BodyRegisteredError(uscc=body.uscc) from error
    ledger.record(action="organisations.body_registered", subject=body.uscc, actor=actor, at=at)


@transaction.atomic
def change_body(*, body: Body, actor: Actor, at: datetime) -> None:
    """Say something else of a body; its USCC stays, and saying the same again changes nothing.

    Raises: ``BodyNotFoundError``, ``BodyInvalidError`` with every fault.
    """
    record = BodyRecord.objects.select_for_update().filter(pk=body.uscc).first()
    if record is None:
        raise BodyNotFoundError(uscc=body.uscc)
    _require_valid(body)
    said = columns_of(body)
    changed = [column for column in CHANGEABLE if getattr(record, column) != said[column]]
    if not changed:
        return
    for column in changed:
        setattr(record, column, said[column])
    record.save(update_fields=changed)
    ledger.record(
        action="organisations.body_changed",
        subject=body.uscc,
        actor=actor,
        at=at,
        detail={"changed": changed},
    )


def columns_of(body: Body) -> dict[str, str | bool | None]:
    """Return what the register keeps of a body, by column."""
    return {
        "name": body.name.zh,
        "name_en": body.name.en,
        "division_id": body.division_code,
        "level": body.level.value,
        "department": body.department,
        "parent_id": body.parent or None,
        "address": body.address,
        "phone": body.phone,
        "is_specimen": body.is_specimen,
    }


def _require_valid(body: Body) -> None:
    problems: list[Problem] = []
    try:
        Uscc.parse(body.uscc)
    except CodeError as error:
        problems.append(Problem(where="uscc", text=error.text, values=error.values))
    if not body.name.zh.strip():
        problems.append(Problem(where="name", text="请填写机构名称"))
    if not DivisionRecord.objects.filter(pk=body.division_code).exists():
        problems.append(
            Problem(
                where="division_code",
                text="没有代码为“{division_code}”的行政区划",
                values={"division_code": body.division_code},
            )
        )
    if body.parent and not BodyRecord.objects.filter(pk=body.parent).exists():
        problems.append(
            Problem(
                where="parent",
                text="机构名录中没有统一社会信用代码为“{uscc}”的上级机构",
                values={"uscc": body.parent},
            )
        )
    if problems:
        raise BodyInvalidError(problems=tuple(problems))
