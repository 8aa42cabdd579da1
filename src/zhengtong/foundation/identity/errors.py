"""Why somebody is not taken for who they say they are.

NotFoundError
├── AccountNotFoundError
├── PersonNotFoundError         the account has not declared a person
└── EntityNotFoundError         no such entity, or none this account may act for
InvalidError
└── IdentityInvalidError        every wrong value is in ``problems``
ConflictError
├── EmailTakenError
├── ResidentIdTakenError        without telling whose account it is
├── PersonDeclaredError         an account is one person, for good
├── EntityRegisteredError
└── AssuranceNotRaisedError
ForbiddenError
└── NotLegalRepresentativeError
"""

from zhengtong.core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError


class AccountNotFoundError(NotFoundError):
    """There is no such account."""

    code = "identity.account-not-found"
    text = "没有找到该账号"


class PersonNotFoundError(NotFoundError):
    """The account has not yet said which person it is."""

    code = "identity.person-not-found"
    text = "该账号尚未登记身份信息，请先完善姓名和身份证号码"


class EntityNotFoundError(NotFoundError):
    """No such entity, or none that this account may act for."""

    code = "identity.entity-not-found"
    text = "没有找到您可以代为办理的单位，请先登记该单位或由其法定代表人授权"


class IdentityInvalidError(InvalidError):
    """What was declared cannot be right."""

    code = "identity.invalid"
    text = "身份信息有误，请按提示修改"


class EmailTakenError(ConflictError):
    """Another account signs in with this address."""

    code = "identity.email-taken"
    text = "该电子邮箱已注册，请直接登录或找回密码"


class ResidentIdTakenError(ConflictError):
    """A person has one account; it is not told which one that is."""

    code = "identity.resident-id-taken"
    text = "该身份证号码已注册，请直接登录；如非本人注册，请持身份证到政务服务大厅窗口办理"


class PersonDeclaredError(ConflictError):
    """An account belongs to one person for good."""

    code = "identity.person-declared"
    text = "该账号已登记身份信息，不能更换为他人"


class EntityRegisteredError(ConflictError):
    """The entity is already registered; its representative lets others act for it."""

    code = "identity.entity-registered"
    text = "该单位已登记，请由其法定代表人授权您代为办理"


class AssuranceNotRaisedError(ConflictError):
    """A check may only make the platform surer, never less sure."""

    code = "identity.assurance-not-raised"
    text = "该账号的实名等级已是{level}级，不低于本次核验的等级"


class NotLegalRepresentativeError(ForbiddenError):
    """Only the legal representative says who may act for the entity."""

    code = "identity.not-legal-representative"
    text = "只有该单位的法定代表人可以授权或取消代办人"
