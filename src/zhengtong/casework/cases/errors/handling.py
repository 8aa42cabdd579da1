"""Refusals around tasks, decisions and what closes a case."""

from zhengtong.core.errors import ConflictError, InvalidError, NotFoundError


class CaseNotFoundError(NotFoundError):
    """There is no such case that this person may know of."""

    code = "cases.case-not-found"
    text = "没有找到这个办件，请核对办件编号"


class TaskNotFoundError(NotFoundError):
    """There is no such task in the person's posts."""

    code = "cases.task-not-found"
    text = "没有找到这项任务，它可能不属于您的岗位"


class ReasonsMissingError(InvalidError):
    """Whoever refuses must say why. Source: 行政许可法 第三十八条第二款."""

    code = "cases.reasons-missing"
    text = "作出不予决定应当说明理由，请填写理由（行政许可法第三十八条）"


class RemediesMissingError(InvalidError):
    """Whoever refuses must name the remedies. Source: 行政许可法 第三十八条第二款."""

    code = "cases.remedies-missing"
    text = "作出不予决定应当告知申请复议或者提起诉讼的权利，请填写救济途径（行政许可法第三十八条）"


class OutcomeNotOfferedError(InvalidError):
    """The step cannot end like this."""

    code = "cases.outcome-not-offered"
    text = "这个环节没有“{outcome}”这一办理结果"


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


class CaseAlreadyDecidedError(ConflictError):
    """A case can be withdrawn or supplemented only before its decision."""

    code = "cases.case-already-decided"
    text = "办件 {case_no} 当前为“{status}”，不能再撤回或补充"


class DeferredMaterialsMissingError(ConflictError):
    """A deferred material must be there before a grant. Source: 容缺受理."""

    code = "cases.deferred-materials-missing"
    text = "容缺受理的材料尚未补齐，不能准予：{materials}"


class FeeNotPaidError(ConflictError):
    """A case owes a fee and no payment is known: an automatic step cannot say it is paid."""

    code = "cases.fee-not-paid"
    text = "办件 {case_no} 尚未缴费"
