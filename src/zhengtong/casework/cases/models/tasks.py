"""Tasks, and what moves their due dates."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhengtong.casework.cases.models.cases import Case
from zhengtong.casework.cases.types import TaskState
from zhengtong.registries.service_items.types import StepKind

OPEN = (TaskState.OPEN.value, TaskState.CLAIMED.value)


class Task(models.Model):
    """A step of a case at work: held by a post of a body, or by the platform (no post).

    ``round`` counts how often the loop around the step was entered; it is one outside every loop.
    """

    case = models.ForeignKey(Case, models.PROTECT, db_index=False, related_name="tasks")
    step = models.CharField("环节", max_length=60)
    round = models.PositiveSmallIntegerField("轮次", default=1, db_default=1)
    kind = models.CharField("环节类型", max_length=10)
    body = models.CharField("办理机构", max_length=18)
    post = models.CharField("岗位", max_length=20, blank=True)
    division_code = models.CharField("行政区划", max_length=12)
    state = models.CharField("状态", max_length=10)
    claimed_by = models.ForeignKey(
        "identity.Account", models.PROTECT, null=True, db_index=False, related_name="+"
    )
    opened_at = models.DateTimeField("开始时间")
    due_on = models.DateField("应完成日期")
    is_paused = models.BooleanField("计时中止", default=False, db_default=False)
    done_at = models.DateTimeField("完成时间", null=True)
    outcome = models.CharField("办理结果", max_length=20, blank=True)
    opinion = models.TextField("办理意见", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step", "round"], name="task_opens_once_per_round"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in TaskState]),
                name="task_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.CLAIMED.value) | Q(claimed_by__isnull=False),
                name="task_claimed_has_claimer",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaskState.DONE.value)
                | (Q(done_at__isnull=False) & ~Q(outcome="")),
                name="task_done_has_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["body", "post", "due_on", "id"],
                condition=Q(state__in=OPEN),
                name="task_open_queue",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(kind=StepKind.ACCEPT.value, state__in=OPEN),
                name="task_awaiting_acceptance",
            ),
        ]

    OF_CASE: ClassVar[str] = "SELECT * FROM cases_task WHERE case_id = %s ORDER BY id"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.step}"


class ClockStop(models.Model):
    """中止计时: a special procedure whose time is not counted. Source: 行政许可法 第四十五条."""

    case = models.ForeignKey(Case, models.PROTECT, db_index=False, related_name="clock_stops")
    step = models.CharField("环节", max_length=60)
    round = models.PositiveSmallIntegerField("轮次", default=1, db_default=1)
    special = models.CharField("特别程序", max_length=20)
    reason = models.TextField("原因", blank=True)
    expected_until = models.DateField("预计完成日期")
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step", "round"], name="clock_stops_once_per_round"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="clock_stop_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.step}"


class CalendarRecount(models.Model):
    """Due dates counted anew because a year was announced anew, and how far that has come."""

    year = models.PositiveSmallIntegerField("年份")
    last_task_id = models.BigIntegerField("已核算到", default=0)
    seen = models.PositiveIntegerField("已核算任务", default=0)
    moved = models.PositiveIntegerField("已调整办件", default=0)
    unknown = models.PositiveIntegerField("无法核算办件", default=0)
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True)

    def __str__(self) -> str:
        return f"{self.year} {self.last_task_id}"
