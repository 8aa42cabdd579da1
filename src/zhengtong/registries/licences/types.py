"""Door: what other rooms may know of a licence, and what they hand in to have one issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, TypeAlias

from zhengtong.core.actors import AccountId
from zhengtong.core.codes import LicenceIdentifier, LicenceTypeCode
from zhengtong.core.labels import LabelledEnum
from zhengtong.core.texts import LocalisedText

# A number with a fraction has no place on a licence: money is whole yuan, areas are texts.
JsonValue: TypeAlias = "str | int | bool | Sequence[JsonValue] | Mapping[str, JsonValue] | None"


class LicenceStatus(LabelledEnum):
    """证照状态: four different legal acts end a licence; time ends it without an act.

    Source: 行政许可法 第六十九条 (撤销), 第七十条 (注销); 行政处罚法 第九条 (暂扣、吊销).
    """

    VALID = "valid", "有效", "Valid"
    SUSPENDED = "suspended", "暂扣", "Suspended"
    REVOKED = "revoked", "已吊销", "Revoked"
    ANNULLED = "annulled", "已撤销", "Annulled"
    CANCELLED = "cancelled", "已注销", "Cancelled"
    EXPIRED = "expired", "已过期", "Expired"


class HolderKind(LabelledEnum):
    """持证主体类型."""

    NATURAL_PERSON = "natural_person", "自然人", "Natural person"
    LEGAL_ENTITY = "legal_entity", "法人和其他组织", "Legal entity"


@dataclass(frozen=True, slots=True)
class Holder:
    """持证主体; ``account_id`` is the account that may download, where there is one."""

    kind: HolderKind
    name: str
    id_number: str
    account_id: AccountId | None = None


@dataclass(frozen=True, slots=True)
class LicenceOrder:
    """Everything that a licence is made from.

    ``type_code`` is the slug of ``definitions/licences/<slug>``, ``issuer`` the USCC of the body,
    ``facts`` what the type's fields point into, ``valid`` is ``indefinitely`` or ``3 years``,
    ``key`` the caller's own: the same key is the same licence, however often it is ordered.
    """

    type_code: str
    holder: Holder
    issuer: str
    key: str
    case_no: str = ""
    facts: Mapping[str, JsonValue] = field(default_factory=dict)
    valid: str = "indefinitely"


@dataclass(frozen=True, slots=True)
class LicenceKind:
    """证照类型: its slug in ``definitions/licences``, its code and its name."""

    slug: str
    code: LicenceTypeCode
    name: LocalisedText


@dataclass(frozen=True, slots=True)
class Licence:
    """An issued licence, for its holder and for officers; never for a public page."""

    identifier: LicenceIdentifier
    type_code: str
    name: LocalisedText
    number: str
    holder: Holder
    issuer: str
    issuer_name: LocalisedText
    case_no: str
    facts: Mapping[str, JsonValue]
    issued_at: datetime
    valid_until: date | None
    status: LicenceStatus
    reason: str
    legal_basis: str
    digest: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What anybody may learn from an identifier: no personal data but a masked name.

    ``digest`` is the SM3 of the sealed file in hexadecimal digits; ``ended_on`` the day of the act
    that ended the licence, with its ``reason`` and ``legal_basis``.
    """

    identifier: LicenceIdentifier
    name: LocalisedText
    number: str
    holder: str
    issuer_name: LocalisedText
    issued_on: date
    valid_until: date | None
    status: LicenceStatus
    ended_on: date | None
    reason: str
    legal_basis: str
    digest: str


class FileVerdict(LabelledEnum):
    """Whether an uploaded file is one that was issued here."""

    EXACT = "exact", "与签发的文件完全一致", "Exactly the file that was issued"
    ALTERED = "altered", "内容被改动过，不是签发的文件", "Altered since it was issued"
    UNKNOWN = "unknown", "不是本平台签发的文件", "Not issued by this platform"


@dataclass(frozen=True, slots=True)
class Seal:
    """The electronic seal found in a file: is it whole, whose is it, and did our CA vouch."""

    is_intact: bool
    is_trusted: bool
    signer: str


@dataclass(frozen=True, slots=True)
class FileVerification:
    """The verdict on an uploaded file, with the licence it is or was made from."""

    verdict: FileVerdict
    seal: Seal | None
    licence: Verification | None


@dataclass(frozen=True, slots=True)
class LicenceFile:
    """The sealed PDF, open for reading; the caller closes ``content``."""

    name: str
    media_type: str
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class LicencePage:
    """One page of licences; ``after`` asks for the next one and is empty on the last."""

    licences: tuple[Licence, ...]
    after: str
