"""Door: every refusal of this room.

NotFoundError
├── LicenceNotFoundError          no such licence, or not one of yours
└── LicenceTypeNotFoundError      no document defines this type
ForbiddenError
└── NotLicenceOfficerError        only the issuing body's licence officer may do this
InvalidError
├── LicenceIdentifierFaultyError  the identifier cannot be right
├── LicenceFactsMissingError      the facts lack what the licence must show
├── LicenceGroundsMissingError    a licence is not taken without reason and legal basis
├── LicenceTermUnreadableError    the validity is not written as it must be
├── LicenceIssuerNotEntitledError the type's document does not name this body as an issuer
└── LicenceTypeFaultyError        the type's document has faults; ``problems`` lists them all
ConflictError
├── LicenceNotInForceError        it has already ended
└── LicenceKeyReusedError         the key belongs to a different licence
"""

from zhengtong.core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError


class LicenceNotFoundError(NotFoundError):
    """There is no such licence, or none that this person may know of."""

    code = "licences.not-found"
    text = "没有找到证照 {identifier}，请核对证照标识"


class LicenceTypeNotFoundError(NotFoundError):
    """No document in ``definitions/licences`` defines this type."""

    code = "licences.type-not-found"
    text = "没有证照类型“{slug}”，请先编写 definitions/licences/{slug}/licence.yaml"


class NotLicenceOfficerError(ForbiddenError):
    """Issuing and ending a licence belongs to the issuing body's licence officer (证照管理)."""

    code = "licences.not-licence-officer"
    text = "只有发证机关的证照管理岗位可以办理这一操作"


class LicenceIdentifierFaultyError(InvalidError):
    """The identifier fails its own rules, so no look-up is needed."""

    code = "licences.identifier-faulty"
    text = "证照标识有误，请对照证照逐位核对"


class LicenceFactsMissingError(InvalidError):
    """The licence must show what the facts do not hold; ``problems`` names every field."""

    code = "licences.facts-missing"
    text = "制证所需的信息不全，请补齐后重新制证"


class LicenceGroundsMissingError(InvalidError):
    """A licence is not taken from anybody without a written reason and a legal basis."""

    code = "licences.grounds-missing"
    text = "请写明理由和法律依据"


class LicenceTermUnreadableError(InvalidError):
    """The validity must be ``indefinitely`` or a number of years, months or days."""

    code = "licences.term-unreadable"
    text = "有效期“{term}”无法识别，应写作 indefinitely 或 3 years"


class LicenceIssuerNotEntitledError(InvalidError):
    """The document of the type lists who may issue it, and this body is not there."""

    code = "licences.issuer-not-entitled"
    text = "{issuer}不是“{name}”的发证机关"


class LicenceTypeFaultyError(InvalidError):
    """The document of the type has faults; ``problems`` lists every one."""

    code = "licences.type-faulty"
    text = "证照类型“{slug}”的定义有误，请按提示修改"


class LicenceNotInForceError(ConflictError):
    """Only a licence in force, or a suspended one, can be revoked."""

    code = "licences.not-in-force"
    text = "证照 {identifier} 当前状态为“{status}”，不能再吊销"


class LicenceKeyReusedError(ConflictError):
    """The key was used for another type, holder or issuer: the caller confuses two orders."""

    code = "licences.key-reused"
    text = "同一制证请求编号已用于另一份证照，请更换后重试"
