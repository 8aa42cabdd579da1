"""Submitting (提交): an application becomes a case, once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.errors import (
    ApplicantNotServedError,
    ApplicationIncompleteError,
    DailySerialUsedUpError,
    DraftNotFoundError,
    ItemGuideOnlyError,
    KeyUsedForAnotherCaseError,
)
from zhengtong.casework.cases.events import CaseSubmitted
from zhengtong.casework.cases.models import Case, CaseSerial, Draft, SubmittedMaterial, insert_rows
from zhengtong.casework.cases.selectors.applications import Judgement, judge_application
from zhengtong.casework.cases.services.desk import Handling, account_of
from zhengtong.casework.cases.services.flow import open_steps
from zhengtong.casework.cases.types import (
    Application,
    CaseStatus,
    Channel,
    DraftId,
    MaterialChoice,
)
from zhengtong.core.actors import Actor
from zhengtong.core.codes import CaseNo
from zhengtong.core.digests import sm3
from zhengtong.core.errors import DomainError
from zhengtong.foundation.identity import selectors as identity
from zhengtong.foundation.identity.types import Applicant
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import (
    Audience,
    FormData,
    ItemVersion,
    StepKind,
    all_steps,
)

LAST_SERIAL = 9999
KEY_LENGTH = 100
IMPLEMENTATION_LENGTH = 31


@dataclass(frozen=True, slots=True)
class Filing:
    """An application on its way to become a case."""

    version: ItemVersion
    form: FormData
    choices: Mapping[str, MaterialChoice]
    on_behalf_of: str
    key: str
    channel: Channel

    def digest(self) -> bytes:
        """Return what tells two contents under one key apart."""
        content = {
            "item": self.version.code,
            "for": self.on_behalf_of,
            "form": self.form,
            "materials": {key: rules.choice_as_json(one) for key, one in self.choices.items()},
        }
        return sm3(json.dumps(content, ensure_ascii=False, sort_keys=True).encode())


@transaction.atomic
def submit_case(*, draft_id: DraftId, key: str, actor: Actor, at: datetime) -> CaseNo:
    """Submit a draft (提交申请) and return the case's number.

    The draft is locked first: of two submissions at once the second waits, and gets the same
    number. Whatever is refused leaves the draft as it was.

    Raises: ``DraftNotFoundError``, ``ApplicationIncompleteError``, ``ApplicantNotServedError``,
        ``DailySerialUsedUpError``, ``CalendarNotPublishedError``.
    Guarantee: one draft becomes at most one case.
    """
    # No join: whoever waited for the lock would see the draft of now beside the case of before.
    own = Draft.objects.select_for_update().filter(pk=draft_id, account_id=account_of(actor))
    draft = own.first()
    if draft is None:
        raise DraftNotFoundError
    if draft.submitted_case is not None:
        return CaseNo(draft.submitted_case.case_no)
    version = service_items.get_version(draft.item_version_id)
    filing = Filing(
        version=version,
        form=version.program.read_form(draft.form),
        choices=rules.choices_from_json(draft.materials),
        on_behalf_of=draft.on_behalf_of,
        key=f"{draft_id}/{key}"[:KEY_LENGTH],
        channel=Channel.PORTAL,
    )
    draft.submitted_case = _file(filing, actor, at)
    draft.save(update_fields=["submitted_case"])
    return CaseNo(draft.submitted_case.case_no)


def file_case(*, application: Application, key: str, actor: Actor, at: datetime) -> CaseNo:
    """File an application in one go (接口申报) and return the case's number.

    The same key with the same content is the same case, however often and however simultaneously
    it is sent: the database lets one of them in, and the others find it.

    Raises: as ``submit_case``, and ``ItemGuideOnlyError``, ``KeyUsedForAnotherCaseError``.
    """
    version = service_items.get_current(application.item_code)
    filing = Filing(
        version=version,
        form=version.program.read_form(application.form),
        choices=application.materials,
        on_behalf_of=application.on_behalf_of,
        key=key,
        channel=Channel.API,
    )
    try:
        with transaction.atomic():
            return CaseNo(_file(filing, actor, at).case_no)
    except (IntegrityError, DomainError):
        earlier = _find_filed(filing, actor)
        if earlier is None:
            raise
        return earlier


def _find_filed(filing: Filing, actor: Actor) -> CaseNo | None:
    """Return the case that the key stands for already.

    Raises: ``KeyUsedForAnotherCaseError``.
    """
    case = Case.objects.filter(account_id=account_of(actor), submission_key=filing.key).first()
    if case is None:
        return None
    if bytes(case.submission_digest) != filing.digest():
        raise KeyUsedForAnotherCaseError(case_no=case.case_no)
    return CaseNo(case.case_no)


def _file(filing: Filing, actor: Actor, at: datetime) -> Case:
    applicant = _applicant(filing, actor)
    judgement = judge_application(filing.version, filing.form, filing.choices, applicant)
    if judgement.problems:
        raise ApplicationIncompleteError(problems=judgement.problems)
    case = _case_of(filing, judgement, applicant, at)
    handling = Handling(case, filing.version, [], actor, at)
    if not _is_accepted_by_somebody(filing.version):
        promised = filing.version.definition.time.promised
        case.status, case.accepted_at = CaseStatus.ACCEPTED, at
        case.due_on = rules.due_after(at, promised, handling.calendar)
    case.case_no = _take_number(filing.version, at)
    insert_rows([case])
    insert_rows(_materials_of(case, judgement))
    ways = rules.ways_of({need.key: choice for need, choice in judgement.materials})
    open_steps(handling, filing.version.program.due_steps({}, judgement.form, ways))
    handling.save()

    handling.trace("cases.submitted", channel=filing.channel.value)
    outbox.emit(
        CaseSubmitted(
            case_no=case.case_no,
            item_code=case.item_code,
            account_id=case.account_id,
            at=at.isoformat(),
        )
    )
    return case


def _applicant(filing: Filing, actor: Actor) -> Applicant:
    definition = filing.version.definition
    if not definition.is_executable:
        raise ItemGuideOnlyError(item=str(definition.item.name))
    if actor.account_id is None:
        raise DraftNotFoundError
    applicant = identity.get_applicant(actor.account_id, filing.on_behalf_of)
    if Audience(applicant.kind.value) not in definition.audience:
        raise ApplicantNotServedError
    return applicant


def _is_accepted_by_somebody(version: ItemVersion) -> bool:
    """Return whether the process begins with an acceptance; without one, filing is acceptance."""
    return any(step.kind == StepKind.ACCEPT for step in all_steps(version.definition.process))


def _take_number(version: ItemVersion, at: datetime) -> CaseNo:
    """Take the day's next number; nobody else can until this transaction ends, so it comes late."""
    code, day = version.code[:IMPLEMENTATION_LENGTH], rules.beijing_date(at)
    serial = CaseSerial.take(code, day)
    if serial > LAST_SERIAL:
        raise DailySerialUsedUpError
    return CaseNo.build(code, day, serial)


def _case_of(filing: Filing, judgement: Judgement, applicant: Applicant, at: datetime) -> Case:
    definition = filing.version.definition
    return Case(
        item_version_id=filing.version.version_id,
        item_code=filing.version.code,
        item_name=definition.item.name.zh,
        item_name_en=definition.item.name.en,
        body=definition.implementation.body,
        division_code=definition.implementation.division,
        account_id=applicant.account_id,
        applicant_kind=applicant.kind,
        applicant_name=applicant.name,
        applicant_id_number=applicant.id_number,
        applicant_phone=applicant.phone,
        form=judgement.form,
        fee_fen=filing.version.program.fee_fen(judgement.form),
        channel=filing.channel,
        submission_key=filing.key,
        submission_digest=filing.digest(),
        status=CaseStatus.SUBMITTED,
        submitted_at=at,
    )


def _materials_of(case: Case, judgement: Judgement) -> list[SubmittedMaterial]:
    return [
        SubmittedMaterial(
            case=case,
            key=need.key,
            material=need.material.id,
            row=need.row,
            name=need.material.name.zh,
            way=choice.way,
            file_id=choice.file_id,
            licence=choice.licence,
            file_name=choice.name,
        )
        for need, choice in judgement.materials
    ]
