"""What is on record of a case, as values that commands and pages share."""

from zhengtong.casework.cases.models import Case, SubmittedMaterial
from zhengtong.casework.cases.types import MaterialChoice, MaterialWay
from zhengtong.core.actors import AccountId
from zhengtong.foundation.files.types import FileId
from zhengtong.foundation.identity.types import Applicant, ApplicantKind


def applicant_of(case: Case) -> Applicant:
    """Return the applicant as the case was filed, whatever their account says now."""
    return Applicant(
        kind=ApplicantKind(case.applicant_kind),
        account_id=AccountId(case.account_id),
        name=case.applicant_name,
        id_number=case.applicant_id_number,
        phone=case.applicant_phone,
    )


def materials_by_key(case: Case) -> dict[str, MaterialChoice]:
    """Return how every material of a case came in, by its key."""
    handed_in = SubmittedMaterial.objects.filter(case=case).order_by("id")
    return {one.key: choice_of(one) for one in handed_in}


def choice_of(one: SubmittedMaterial) -> MaterialChoice:
    """Return how a material came in."""
    return MaterialChoice(
        way=MaterialWay(one.way),
        file_id=None if one.file_id is None else FileId(one.file_id),
        licence=one.licence,
        name=one.file_name,
    )
