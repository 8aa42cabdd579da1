"""Refusals around the one notice of all defects."""

from zhengtong.core.errors import ConflictError, InvalidError


class CorrectionEmptyError(InvalidError):
    """A notice must list what to put right. Source: 行政许可法 第三十二条第一款第四项."""

    code = "cases.correction-empty"
    text = "补正通知应当一次告知需要补正的全部内容，请至少列出一项"


class CorrectionNotAnsweredError(InvalidError):
    """The answer leaves something the notice asked for, or brings new faults."""

    code = "cases.correction-not-answered"
    text = "补正还不完整，请逐项更正后再提交"


class CorrectionAlreadyRequestedError(ConflictError):
    """The notice is given once. Source: 行政许可法 第三十二条第一款第四项."""

    code = "cases.correction-already-requested"
    text = "已经一次性告知过需要补正的内容，不能再次要求补正（行政许可法第三十二条）"


class CaseNotCorrectingError(ConflictError):
    """Nothing waits for a correction."""

    code = "cases.case-not-correcting"
    text = "办件 {case_no} 当前为“{status}”，不需要补正"
