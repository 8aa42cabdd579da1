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

from zhengtong.casework.cases.errors.applications import (
    ApplicantNotServedError,
    ApplicationIncompleteError,
    DailySerialUsedUpError,
    DraftAlreadySubmittedError,
    DraftNotFoundError,
    ItemGuideOnlyError,
    KeyUsedForAnotherCaseError,
    UnknownMaterialError,
)
from zhengtong.casework.cases.errors.correction import (
    CaseNotCorrectingError,
    CorrectionAlreadyRequestedError,
    CorrectionEmptyError,
    CorrectionNotAnsweredError,
)
from zhengtong.casework.cases.errors.handling import (
    CaseAlreadyDecidedError,
    CaseNotFoundError,
    DeferredMaterialsMissingError,
    FeeNotPaidError,
    OutcomeNotOfferedError,
    ReasonsMissingError,
    RemediesMissingError,
    TaskClaimedByAnotherError,
    TaskNotFoundError,
    TaskNotOpenError,
    WrongStepError,
)
from zhengtong.casework.cases.errors.limits import (
    ExtensionNotApprovedError,
    ExtensionReasonsMissingError,
    ExtensionTooLateError,
    ExtensionTooLongError,
    LimitAlreadyExtendedError,
    LimitNotRunningError,
)

__all__ = [
    "ApplicantNotServedError",
    "ApplicationIncompleteError",
    "CaseAlreadyDecidedError",
    "CaseNotCorrectingError",
    "CaseNotFoundError",
    "CorrectionAlreadyRequestedError",
    "CorrectionEmptyError",
    "CorrectionNotAnsweredError",
    "DailySerialUsedUpError",
    "DeferredMaterialsMissingError",
    "DraftAlreadySubmittedError",
    "DraftNotFoundError",
    "ExtensionNotApprovedError",
    "ExtensionReasonsMissingError",
    "ExtensionTooLateError",
    "ExtensionTooLongError",
    "FeeNotPaidError",
    "ItemGuideOnlyError",
    "KeyUsedForAnotherCaseError",
    "LimitAlreadyExtendedError",
    "LimitNotRunningError",
    "OutcomeNotOfferedError",
    "ReasonsMissingError",
    "RemediesMissingError",
    "TaskClaimedByAnotherError",
    "TaskNotFoundError",
    "TaskNotOpenError",
    "UnknownMaterialError",
    "WrongStepError",
]
