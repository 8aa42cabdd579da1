"""Identifiers and code lists of a case."""

from typing import NewType
from uuid import UUID

from zhengtong.core.labels import LabelledEnum

DraftId = NewType("DraftId", UUID)
TaskId = NewType("TaskId", int)


class CaseStatus(LabelledEnum):
    """办件状态. Source: GB/T 39046—2020 表5–表8; the words are 行政许可法 第三十二条's."""

    SUBMITTED = "submitted", "已提交，待受理", "Submitted, awaiting acceptance"
    CORRECTING = "correcting", "待补正", "Awaiting correction"
    ACCEPTED = "accepted", "已受理，办理中", "Accepted, in progress"
    ACCEPTANCE_REFUSED = "acceptance_refused", "不予受理", "Acceptance refused"
    DECIDED = "decided", "已决定，待送达", "Decided, to be delivered"
    CLOSED = "closed", "已办结", "Closed"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Decision(LabelledEnum):
    """The decision on a case. Source: 行政许可法 第三十八条."""

    GRANTED = "granted", "准予", "Granted"
    REFUSED = "refused", "不予", "Refused"


class Channel(LabelledEnum):
    """申报来源: where the application came in."""

    PORTAL = "portal", "网上大厅", "Online portal"
    API = "api", "接口", "Programming interface"
    COUNTER = "counter", "窗口", "Counter"


class TaskState(LabelledEnum):
    """What has become of a task."""

    OPEN = "open", "待签收", "Open"
    CLAIMED = "claimed", "办理中", "Claimed"
    WAITING = "waiting", "等待申请人", "Waiting for the applicant"
    DONE = "done", "已办", "Done"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class StepState(LabelledEnum):
    """Where a step of the process stands, as the applicant sees it."""

    DONE = "done", "已完成", "Done"
    CURRENT = "current", "进行中", "In progress"
    TO_COME = "to_come", "未开始", "To come"
    NOT_NEEDED = "not_needed", "不需要", "Not needed"
    CANCELLED = "cancelled", "已终止", "Ended"


class MaterialWay(LabelledEnum):
    """How a material was handed in."""

    UPLOAD = "upload", "上传", "Uploaded"
    LICENCE = "licence", "引用电子证照", "Taken from a licence already held"
    COMMITMENT = "commitment", "告知承诺", "Replaced by a commitment"
    DEFERRED = "deferred", "容缺后补", "To be supplied later"
    GENERATED = "generated", "系统生成", "Made by the platform"


class Action(LabelledEnum):
    """What an officer may do with a task now; the workbench shows exactly these."""

    CLAIM = "claim", "签收", "Claim"
    RELEASE = "release", "退回待办", "Put back"
    ACCEPT = "accept", "受理", "Accept"
    REFUSE_ACCEPTANCE = "refuse_acceptance", "不予受理", "Refuse acceptance"
    REQUEST_CORRECTION = "request_correction", "一次性告知补正", "Ask for correction"
    COMPLETE = "complete", "提交意见", "Submit the opinion"
    DECIDE = "decide", "作出决定", "Decide"
