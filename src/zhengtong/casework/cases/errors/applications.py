"""Refusals of an application before it is a case."""

from zhengtong.core.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    UnavailableError,
)


class DraftNotFoundError(NotFoundError):
    """There is no such draft of this person."""

    code = "cases.draft-not-found"
    text = "没有找到这份申请草稿，它可能已经提交或属于其他人"


class ApplicationIncompleteError(InvalidError):
    """Something in the application is missing or wrong; ``problems`` lists all of it."""

    code = "cases.application-incomplete"
    text = "申请还不能提交，请先补齐或更正下列内容"


class UnknownMaterialError(InvalidError):
    """This application does not ask for such a material, or not in this way."""

    code = "cases.unknown-material"
    text = "本次申请不需要这份材料，或不能以这种方式提供"


class ApplicantNotServedError(ForbiddenError):
    """The item is offered to another kind of applicant."""

    code = "cases.applicant-not-served"
    text = "这个事项不面向这类申请人，请更换申请身份"


class DraftAlreadySubmittedError(ConflictError):
    """A submitted application is a case now and is changed as one."""

    code = "cases.draft-already-submitted"
    text = "这份申请已经提交，办件编号为 {case_no}"


class KeyUsedForAnotherCaseError(ConflictError):
    """The same key came with another content: the sender has mixed up two applications."""

    code = "cases.key-used-for-another-case"
    text = "这个提交标识已用于另一份申请（办件 {case_no}），请更换标识后重试"


class ItemGuideOnlyError(ConflictError):
    """The item is described here but handled elsewhere."""

    code = "cases.item-guide-only"
    text = "“{item}”暂不能在线申请，请按办事指南到指定地点办理"


class DailySerialUsedUpError(UnavailableError):
    """The four digits of a day's serial are used up. Source: 办件编码 31+8+4."""

    code = "cases.daily-serial-used-up"
    text = "这个事项今天的办件编号已经用完，请明天再提交；草稿已经保存"
