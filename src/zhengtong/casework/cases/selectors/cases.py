"""Reads of cases: for the applicant, for officers, and for whoever has the number."""

import hmac
from collections.abc import Mapping, Sequence

from django.utils import timezone

from zhengtong.casework.cases.errors import CaseNotFoundError
from zhengtong.casework.cases.models import (
    Case,
    ClockStop,
    CorrectionNotice,
    SubmittedMaterial,
    Task,
)
from zhengtong.casework.cases.rules import beijing_date
from zhengtong.casework.cases.selectors.records import choice_of, materials_by_key
from zhengtong.casework.cases.selectors.steps import body_of_step, view_steps
from zhengtong.casework.cases.types import (
    CaseLine,
    CasePage,
    CaseStatus,
    CaseView,
    ClockStopView,
    CorrectionItem,
    CorrectionKind,
    CorrectionView,
    Decision,
    ExtensionView,
    MaterialView,
    MaterialWay,
    Progress,
)
from zhengtong.core.actors import AccountId
from zhengtong.core.codes import CaseNo, ResidentId
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.files.types import FileId
from zhengtong.foundation.identity.types import ApplicantKind
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.foundation.organisations.types import Body
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import ItemVersion, Special, all_steps

UNDER_WAY = frozenset({CaseStatus.SUBMITTED, CaseStatus.CORRECTING, CaseStatus.ACCEPTED})
TAIL_LENGTH = 4


def list_my_cases(account_id: AccountId, *, after: int | None = None, limit: int = 20) -> CasePage:
    """Return a person's cases, the newest first; ``after`` is the last page's ``next_after``."""
    own = Case.objects.filter(account_id=account_id)
    if after is not None:
        own = own.filter(id__lt=after)
    cases = list(own.defer("form", "reasons", "remedies").order_by("-id")[: limit + 1])
    shown = cases[:limit]
    return CasePage(
        cases=tuple(_line(case) for case in shown),
        next_after=shown[-1].pk if len(cases) > limit else None,
    )


def get_case_for_applicant(case_no: str, account_id: AccountId) -> CaseView:
    """Return a person's own case.

    Raises: ``CaseNotFoundError``, also for another person's case.
    """
    case = Case.objects.filter(case_no=case_no, account_id=account_id).first()
    if case is None:
        raise CaseNotFoundError
    return view_case(case, list(Task.objects.filter(case=case).order_by("id")))


def find_progress(case_no: str, id_tail: str) -> Progress | None:
    """Return the progress of a case for whoever has its number and the id's last four digits.

    A wrong number and wrong digits look the same, and take about the same time.
    """
    case = Case.objects.filter(case_no=case_no).first()
    known = case.applicant_id_number[-TAIL_LENGTH:] if case else "----"
    matches = hmac.compare_digest(id_tail.strip().upper().encode(), known.upper().encode())
    if case is None or not matches:
        return None
    version = service_items.get_version(case.item_version_id)
    tasks = list(Task.objects.filter(case=case).order_by("id"))
    choices = materials_by_key(case)
    return Progress(
        case_no=CaseNo(case.case_no),
        item_name=LocalisedText(case.item_name, case.item_name_en),
        status=CaseStatus(case.status),
        decision=Decision(case.decision) if case.decision else None,
        due_on=case.due_on,
        steps=view_steps(case, version, tasks, choices, bodies_of(case, version)),
    )


def get_material_file(case_no: str, key: str, account_id: AccountId) -> FileId:
    """Return the file of a material, for the applicant or an officer who may see the case.

    Raises: ``CaseNotFoundError``.
    """
    material = SubmittedMaterial.objects.select_related("case").filter(
        case__case_no=case_no, key=key, file__isnull=False
    )
    found = material.first()
    if found is None or found.file_id is None or not _may_see(found.case, account_id):
        raise CaseNotFoundError
    return FileId(found.file_id)


def _may_see(case: Case, account_id: AccountId) -> bool:
    if case.account_id == account_id:
        return True
    return Task.objects.filter(access.within_grants(account_id), case=case).exists()


def bodies_of(case: Case, version: ItemVersion) -> Mapping[str, Body]:
    """Return the bodies that take part in a case, in one query."""
    usccs = {body_of_step(step, case) for step in all_steps(version.definition.process)}
    return {str(uscc): body for uscc, body in organisations.get_bodies(usccs).items()}


def view_case(case: Case, tasks: Sequence[Task]) -> CaseView:
    """Return a case with its steps, materials, notices and clock stops, in five queries."""
    version = service_items.get_version(case.item_version_id)
    materials = list(SubmittedMaterial.objects.filter(case=case).order_by("id"))
    choices = {one.key: choice_of(one) for one in materials}
    status = CaseStatus(case.status)
    return CaseView(
        case_no=CaseNo(case.case_no),
        item=version,
        item_name=LocalisedText(case.item_name, case.item_name_en),
        applicant_name=case.applicant_name,
        applicant_id_masked=mask(case),
        status=status,
        decision=Decision(case.decision) if case.decision else None,
        reasons=case.reasons,
        remedies=case.remedies,
        form=case.form,
        fee_fen=case.fee_fen,
        submitted_at=case.submitted_at,
        accepted_at=case.accepted_at,
        due_on=case.due_on,
        decided_at=case.decided_at,
        deliver_by=case.deliver_by,
        closed_at=case.closed_at,
        clock_stopped_at=case.clock_stopped_at,
        extension=_extension(case),
        steps=view_steps(case, version, tasks, choices, bodies_of(case, version)),
        materials=tuple(_material(one) for one in materials),
        corrections=tuple(_notice(one) for one in CorrectionNotice.objects.filter(case=case)),
        clock_stops=tuple(_stop(one) for one in ClockStop.objects.filter(case=case).order_by("id")),
        licence=case.licence,
        may_withdraw=status in UNDER_WAY,
        must_correct=status == CaseStatus.CORRECTING,
    )


def mask(case: Case) -> str:
    """Return the applicant's number as a screen may show it: a person's masked."""
    if case.applicant_kind == ApplicantKind.NATURAL_PERSON:
        return ResidentId(case.applicant_id_number).masked
    return case.applicant_id_number


def _line(case: Case) -> CaseLine:
    return CaseLine(
        case_no=CaseNo(case.case_no),
        item_code=case.item_code,
        item_name=LocalisedText(case.item_name, case.item_name_en),
        status=CaseStatus(case.status),
        decision=Decision(case.decision) if case.decision else None,
        submitted_at=case.submitted_at,
        due_on=case.due_on,
    )


def _material(one: SubmittedMaterial) -> MaterialView:
    return MaterialView(
        key=one.key,
        row=one.row,
        name=one.name,
        way=MaterialWay(one.way),
        file_id=None if one.file_id is None else FileId(one.file_id),
        file_name=one.file_name,
        licence=one.licence,
    )


def _notice(one: CorrectionNotice) -> CorrectionView:
    return CorrectionView(
        items=tuple(
            CorrectionItem(kind=CorrectionKind(i["kind"]), key=i["key"], text=i["text"])
            for i in one.items
        ),
        text=one.text,
        issued_at=one.issued_at,
        answered_at=one.answered_at,
    )


def _extension(case: Case) -> ExtensionView | None:
    if case.extended_at is None:
        return None
    return ExtensionView(case.extended_days, case.extension_reasons, case.extended_at)


def _stop(one: ClockStop) -> ClockStopView:
    until = timezone.localdate() if one.ended_at is None else beijing_date(one.ended_at)
    return ClockStopView(
        special=Special(one.special),
        started_at=one.started_at,
        ended_at=one.ended_at,
        reason=one.reason,
        expected_until=one.expected_until,
        is_overdue=until > one.expected_until,
    )
