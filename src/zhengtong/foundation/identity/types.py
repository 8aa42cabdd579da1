"""Who somebody is, as far as the platform knows."""

from dataclasses import dataclass

from zhengtong.core.actors import AccountId
from zhengtong.core.codes import ResidentId, Uscc
from zhengtong.core.labels import LabelledEnum

__all__ = [
    "AccountId",
    "Applicant",
    "ApplicantKind",
    "AssuranceLevel",
    "LegalEntity",
    "NaturalPerson",
]


class AssuranceLevel(LabelledEnum):
    """实名等级: how sure the platform is that the account is that person; higher is surer.

    Source: 全国一体化政务服务平台统一身份认证的等级划分, as the provinces apply it.
    """

    UNDECLARED = "1", "未实名", "Not identified"
    DECLARED = "2", "自行申报，仅核对格式", "Declared, format checked"
    MATCHED = "3", "姓名与证件号码核验一致", "Name and number matched"
    PRESENT = "4", "实人、实名、实证核验一致", "Person, name and document matched"
    STRONG = "5", "数字证书或窗口当面核验", "Certificate or in person at a counter"


class ApplicantKind(LabelledEnum):
    """In whose name an application is filed."""

    NATURAL_PERSON = "natural_person", "自然人", "Natural person"
    LEGAL_ENTITY = "legal_entity", "法人和其他组织", "Legal entity"


@dataclass(frozen=True, slots=True)
class NaturalPerson:
    """自然人: somebody with a resident identity card and an account."""

    account_id: AccountId
    name: str
    resident_id: ResidentId
    email: str
    phone: str
    level: AssuranceLevel


@dataclass(frozen=True, slots=True)
class LegalEntity:
    """法人: an organisation in whose name some accounts may act; named after its representative."""

    uscc: Uscc
    name: str
    legal_representative: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """申请人: in whose name an application is filed, and the account that files it.

    ``id_number`` is a resident id or a USCC, by ``kind``; ``phone`` is that of who files.
    """

    kind: ApplicantKind
    account_id: AccountId
    name: str
    id_number: str
    phone: str
