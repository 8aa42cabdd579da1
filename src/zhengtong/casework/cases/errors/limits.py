"""Refusals around the limits of a case."""

from zhengtong.core.errors import ConflictError, ForbiddenError, InvalidError


class ExtensionReasonsMissingError(InvalidError):
    """The applicant is told why it takes longer. Source: 行政许可法 第四十二条."""

    code = "cases.extension-reasons-missing"
    text = "延长办理时限应当将理由告知申请人，请填写理由（行政许可法第四十二条）"


class ExtensionTooLongError(InvalidError):
    """The law says by how much a limit may be extended. Source: 行政许可法 第四十二条."""

    code = "cases.extension-too-long"
    text = "这个事项的办理时限可以延长1至{most}个工作日（行政许可法第四十二条）"


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
