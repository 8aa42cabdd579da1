"""Refusals of the casework room.

NotFoundError
├── DraftNotFoundError             no such draft, or another person's
├── CaseNotFoundError              no such case, or not for you
└── TaskNotFoundError              no such task, or of a body or post you do not hold
InvalidError
├── ApplicationIncompleteError     every fault of an application, at once
├── ReasonsMissingError            a refusal without reasons
├── CorrectionEmptyError           a correction notice that lists nothing
├── CorrectionNotAnsweredError     an answer that leaves faults
├── UnknownMaterialError           a material this application does not need
├── OutcomeNotOfferedError         an outcome the step does not have
├── RemediesMissingError           a refusal that names no remedies
├── ExtensionReasonsMissingError   an extension without reasons
└── ExtensionTooLongError          more days than the law allows
ForbiddenError
├── ApplicantNotServedError        the item is not for this kind of applicant
└── ExtensionNotApprovedError      an extension that another must approve
ConflictError
├── DraftAlreadySubmittedError
├── KeyUsedForAnotherCaseError     the same key with another content
├── TaskClaimedByAnotherError
├── TaskNotOpenError
├── WrongStepError                 the act does not belong to this step
├── CorrectionAlreadyRequestedError
├── CaseNotCorrectingError
├── CaseAlreadyDecidedError
├── DeferredMaterialsMissingError
├── LimitNotRunningError           no limit runs that could be extended
├── LimitAlreadyExtendedError      a limit is extended once
├── ExtensionTooLateError          only before the due day
├── FeeNotPaidError                the platform cannot take a fee by itself
└── ItemGuideOnlyError             the item cannot be applied for here
UnavailableError
└── DailySerialUsedUpError         no case number left today
"""

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


class CaseNotFoundError(NotFoundError):
    """There is no such case that this person may know of."""

    code = "cases.case-not-found"
    text = "没有找到这个办件，请核对办件编号"


class TaskNotFoundError(NotFoundError):
    """There is no such task in the person's posts."""

    code = "cases.task-not-found"
    text = "没有找到这项任务，它可能不属于您的岗位"


class ApplicationIncompleteError(InvalidError):
    """Something in the application is missing or wrong; ``problems`` lists all of it."""

    code = "cases.application-incomplete"
    text = "申请还不能提交，请先补齐或更正下列内容"


class ReasonsMissingError(InvalidError):
    """Whoever refuses must say why. Source: 行政许可法 第三十八条第二款."""

    code = "cases.reasons-missing"
    text = "作出不予决定应当说明理由，请填写理由（行政许可法第三十八条）"


class RemediesMissingError(InvalidError):
    """Whoever refuses must name the remedies. Source: 行政许可法 第三十八条第二款."""

    code = "cases.remedies-missing"
    text = "作出不予决定应当告知申请复议或者提起诉讼的权利，请填写救济途径（行政许可法第三十八条）"


class ExtensionReasonsMissingError(InvalidError):
    """The applicant is told why it takes longer. Source: 行政许可法 第四十二条."""

    code = "cases.extension-reasons-missing"
    text = "延长办理时限应当将理由告知申请人，请填写理由（行政许可法第四十二条）"


class ExtensionTooLongError(InvalidError):
    """The law says by how much a limit may be extended. Source: 行政许可法 第四十二条."""

    code = "cases.extension-too-long"
    text = "这个事项的办理时限可以延长1至{most}个工作日（行政许可法第四十二条）"


class CorrectionEmptyError(InvalidError):
    """A notice must list what to put right. Source: 行政许可法 第三十二条第一款第四项."""

    code = "cases.correction-empty"
    text = "补正通知应当一次告知需要补正的全部内容，请至少列出一项"


class CorrectionNotAnsweredError(InvalidError):
    """The answer leaves something the notice asked for, or brings new faults."""

    code = "cases.correction-not-answered"
    text = "补正还不完整，请逐项更正后再提交"


class UnknownMaterialError(InvalidError):
    """This application does not ask for such a material, or not in this way."""

    code = "cases.unknown-material"
    text = "本次申请不需要这份材料，或不能以这种方式提供"


class OutcomeNotOfferedError(InvalidError):
    """The step cannot end like this."""

    code = "cases.outcome-not-offered"
    text = "这个环节没有“{outcome}”这一办理结果"


class ApplicantNotServedError(ForbiddenError):
    """The item is offered to another kind of applicant."""

    code = "cases.applicant-not-served"
    text = "这个事项不面向这类申请人，请更换申请身份"


class ExtensionNotApprovedError(ForbiddenError):
    """Only the head of the body, or of the government, lets a limit be extended."""

    code = "cases.extension-not-approved"
    text = "延长这个事项的办理时限须经{approver}批准（行政许可法第四十二条）"


class LimitNotRunningError(ConflictError):
    """A limit can be extended between acceptance and decision only."""

    code = "cases.limit-not-running"
    text = "办件 {case_no} 当前为“{status}”，办理时限没有在计算，不能延长"


class LimitAlreadyExtendedError(ConflictError):
    """A limit is extended once. Source: 行政许可法 第四十二条."""

    code = "cases.limit-already-extended"
    text = "这个办件已经延长过一次办理时限，不能再次延长（行政许可法第四十二条）"


class ExtensionTooLateError(ConflictError):
    """An extension is granted while the limit runs, before its last day."""

    code = "cases.extension-too-late"
    text = "延长办理时限应当在应办结日 {due_on} 之前批准，现在不能再延长"


class DraftAlreadySubmittedError(ConflictError):
    """A submitted application is a case now and is changed as one."""

    code = "cases.draft-already-submitted"
    text = "这份申请已经提交，办件编号为 {case_no}"


class KeyUsedForAnotherCaseError(ConflictError):
    """The same key came with another content: the sender has mixed up two applications."""

    code = "cases.key-used-for-another-case"
    text = "这个提交标识已用于另一份申请（办件 {case_no}），请更换标识后重试"


class TaskClaimedByAnotherError(ConflictError):
    """Somebody else was faster."""

    code = "cases.task-claimed-by-another"
    text = "这项任务已由{officer}签收"


class TaskNotOpenError(ConflictError):
    """The task is done, cancelled or waiting; acting on it again would rewrite its history."""

    code = "cases.task-not-open"
    text = "这项任务当前为“{state}”，不能办理"


class WrongStepError(ConflictError):
    """The act belongs to another kind of step."""

    code = "cases.wrong-step"
    text = "“{step}”环节不能进行这一操作"


class CorrectionAlreadyRequestedError(ConflictError):
    """The notice is given once. Source: 行政许可法 第三十二条第一款第四项."""

    code = "cases.correction-already-requested"
    text = "已经一次性告知过需要补正的内容，不能再次要求补正（行政许可法第三十二条）"


class CaseNotCorrectingError(ConflictError):
    """Nothing waits for a correction."""

    code = "cases.case-not-correcting"
    text = "办件 {case_no} 当前为“{status}”，不需要补正"


class CaseAlreadyDecidedError(ConflictError):
    """A case can be withdrawn or supplemented only before its decision."""

    code = "cases.case-already-decided"
    text = "办件 {case_no} 当前为“{status}”，不能再撤回或补充"


class DeferredMaterialsMissingError(ConflictError):
    """A deferred material must be there before a grant. Source: 容缺受理."""

    code = "cases.deferred-materials-missing"
    text = "容缺受理的材料尚未补齐，不能准予：{materials}"


class ItemGuideOnlyError(ConflictError):
    """The item is described here but handled elsewhere."""

    code = "cases.item-guide-only"
    text = "“{item}”暂不能在线申请，请按办事指南到指定地点办理"


class FeeNotPaidError(ConflictError):
    """A case owes a fee and no payment is known: an automatic step cannot say it is paid."""

    code = "cases.fee-not-paid"
    text = "办件 {case_no} 尚未缴费"


class DailySerialUsedUpError(UnavailableError):
    """The four digits of a day's serial are used up. Source: 办件编码 31+8+4."""

    code = "cases.daily-serial-used-up"
    text = "这个事项今天的办件编号已经用完，请明天再提交；草稿已经保存"
