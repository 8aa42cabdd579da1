"""Reads of the registers of divisions and bodies."""

from collections.abc import Iterable

from django.db.models import Q

from zhengtong.core.codes import DivisionCode, Uscc
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.organisations.errors import BodyNotFoundError
from zhengtong.foundation.organisations.models import BodyRecord, DivisionRecord
from zhengtong.foundation.organisations.types import Body, BodyPage, Division, Level


def find_body(uscc: str) -> Body | None:
    """Return the body with this USCC, if the register has it."""
    return get_bodies([uscc]).get(Uscc(uscc))


def get_body(uscc: str) -> Body:
    """Return the body with this USCC.

    Raises: ``BodyNotFoundError``.
    """
    body = find_body(uscc)
    if body is None:
        raise BodyNotFoundError(uscc=uscc)
    return body


def get_bodies(usccs: Iterable[str]) -> dict[Uscc, Body]:
    """Return those of the bodies that the register has, by USCC."""
    records = BodyRecord.objects.filter(pk__in=set(usccs))
    return {Uscc(record.uscc): _body(record) for record in records}


def list_bodies(*, query: str = "", after: str = "", limit: int = 50) -> BodyPage:
    """Return the bodies whose name or USCC contains ``query``, in the order of their USCC."""
    matching = BodyRecord.objects.filter(uscc__gt=after).order_by("uscc")
    for word in query.split():
        matching = matching.filter(Q(name__contains=word) | Q(uscc__startswith=word.upper()))
    records = list(matching[: limit + 1])
    bodies = tuple(_body(record) for record in records[:limit])
    return BodyPage(bodies=bodies, after=bodies[-1].uscc if len(records) > limit else None)


def find_division(code: str) -> Division | None:
    """Return the division with this code, if the register has it."""
    return get_divisions([code]).get(DivisionCode(code))


def get_divisions(codes: Iterable[str]) -> dict[DivisionCode, Division]:
    """Return those of the divisions that the register has, by code."""
    records = DivisionRecord.objects.filter(pk__in=set(codes))
    return {DivisionCode(record.code): _division(record) for record in records}


def _body(record: BodyRecord) -> Body:
    return Body(
        uscc=Uscc(record.uscc),
        name=LocalisedText(record.name, record.name_en),
        division_code=DivisionCode(record.division_id),
        level=Level(record.level),
        department=record.department,
        parent=record.parent_id or "",
        address=record.address,
        phone=record.phone,
        is_specimen=record.is_specimen,
    )


def _division(record: DivisionRecord) -> Division:
    return Division(
        code=DivisionCode(record.code),
        name=LocalisedText(record.name, record.name_en),
        level=Level(record.level),
        parent=DivisionCode(record.parent_id) if record.parent_id else None,
    )
