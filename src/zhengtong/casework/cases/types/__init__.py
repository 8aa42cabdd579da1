"""Door: what other rooms may know of a case."""

from zhengtong.casework.cases.types.drafts import Application, DraftLine, DraftMaterial, DraftView
from zhengtong.casework.cases.types.materials import (
    CorrectionItem,
    CorrectionKind,
    MaterialChoice,
    MaterialView,
)
from zhengtong.casework.cases.types.states import (
    Action,
    CaseStatus,
    Channel,
    Decision,
    DraftId,
    MaterialWay,
    StepState,
    TaskId,
    TaskState,
)
from zhengtong.casework.cases.types.tasks import (
    OfficerCaseView,
    QueueFilter,
    QueueKey,
    QueuePage,
    TaskLine,
    TaskView,
)
from zhengtong.casework.cases.types.views import (
    CaseLine,
    CasePage,
    CaseView,
    ClockStopView,
    CorrectionView,
    Progress,
    StepView,
)

__all__ = [
    "Action",
    "Application",
    "CaseLine",
    "CasePage",
    "CaseStatus",
    "CaseView",
    "Channel",
    "ClockStopView",
    "CorrectionItem",
    "CorrectionKind",
    "CorrectionView",
    "Decision",
    "DraftId",
    "DraftLine",
    "DraftMaterial",
    "DraftView",
    "MaterialChoice",
    "MaterialView",
    "MaterialWay",
    "OfficerCaseView",
    "Progress",
    "QueueFilter",
    "QueueKey",
    "QueuePage",
    "StepState",
    "StepView",
    "TaskId",
    "TaskLine",
    "TaskState",
    "TaskView",
]
