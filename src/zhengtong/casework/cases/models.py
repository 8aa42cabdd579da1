"""Tables of drafts, cases and tasks, made for a hundred million cases.

An index is here only if a page or a command needs it: foreign keys that nobody follows upwards
have none, and the queue's index holds open tasks only.
"""

import uuid
from datetime import date
from typing import ClassVar

from django.db import connection, models
from django.db.models import F, Q

from zhengtong.casework.cases.types import (
    CaseStatus,
    Decision,
    MaterialWay,
    TaskState,
)

WITH_A_CLOCK = (CaseStatus.ACCEPTED.value, CaseStatus.DECIDED.value, CaseStatus.CLOSED.value)
WITH_A_DECISION = (CaseStatus.DECIDED.value, CaseStatus.CLOSED.value)
OPEN = (TaskState.OPEN.value, TaskState.CLAIMED.value)


class CaseSerial(models.Model):
    """The last serial given to a case of an item on a day."""

    pk = models.CompositePrimaryKey("implementation_code", "day")
    implementation_code = models.CharField(max_length=31)
    day = models.DateField()
    last = models.PositiveSmallIntegerField()

    NEXT: ClassVar[str] = """
        INSERT INTO cases_caseserial AS serial (implementation_code, day, last) VALUES (%s, %s, 1)
        ON CONFLICT (implementation_code, day) DO UPDATE SET last = serial.last + 1
        RETURNING last
    """

    def __str__(self) -> str:
        return f"{self.implementation_code} {self.day} {self.last}"

    @classmethod
    def take(cls, implementation_code: str, day: date) -> int:
        """Return the next serial; its row stays locked to the end of the transaction."""
        with connection.cursor() as cursor:
            cursor.execute(cls.NEXT, [implementation_code, day])
            (last,) = cursor.fetchone()
        return int(last)


class Case(models.Model):
    """办件: an application filed, under the version of the item it was filed under."""

    case_no = models.CharField("办件编号", max_length=43, unique=True)
    item_version = models.ForeignKey(
        "service_items.ItemVersion", models.PROTECT, db_index=False, related_name="+"
    )
    item_code = models.CharField("实施编码", max_length=33)
    item_name = models.CharField("事项名称", max_length=300)
    item_name_en = models.CharField("事项英文名称", max_length=300, blank=True)
    body = models.CharField("实施主体", max_length=18)
    division_code = models.CharField("行政区划", max_length=12)
    account = models.ForeignKey(
        "identity.Account", models.PROTECT, db_index=False, related_name="+"
    )
    applicant_kind = models.CharField("申请人类型", max_length=20)
    applicant_name = models.CharField("申请人", max_length=200)
    applicant_id_number = models.CharField("证件号码", max_length=30)
    applicant_phone = models.CharField("手机", max_length=30, blank=True)
    form = models.JSONField("申请内容")
    fee_fen = models.BigIntegerField("收费（分）", default=0)
    channel = models.CharField("申报来源", max_length=10)
    submission_key = models.CharField("提交标识", max_length=100)
    submission_digest = models.BinaryField("提交内容摘要", max_length=32)
    status = models.CharField("状态", max_length=20)
    decision = models.CharField("决定", max_length=10, blank=True)
    reasons = models.TextField("理由", blank=True)
    remedies = models.TextField("救济途径", blank=True)
    submitted_at = models.DateTimeField("申请时间")
    accepted_at = models.DateTimeField("受理时间", null=True)
    due_on = models.DateField("应办结日期", null=True)
    clock_stopped_at = models.DateTimeField("中止计时时间", null=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    licence = models.CharField("证照标识", max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "submission_key"], name="case_is_filed_once_per_key"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in CaseStatus]),
                name="case_status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=WITH_A_CLOCK)
                | Q(accepted_at__isnull=False, due_on__isnull=False),
                name="case_accepted_has_due_date",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=WITH_A_DECISION)
                | Q(decided_at__isnull=False, decision__in=[one.value for one in Decision]),
                name="case_decided_has_decision",
            ),
            models.CheckConstraint(
                condition=~(
                    Q(decision=Decision.REFUSED.value)
                    | Q(status=CaseStatus.ACCEPTANCE_REFUSED.value)
                )
                | ~(Q(reasons="") | Q(remedies="")),
                name="case_refused_has_reasons_and_remedies",
            ),
            models.CheckConstraint(
                condition=Q(clock_stopped_at__isnull=True) | Q(status=CaseStatus.ACCEPTED.value),
                name="case_clock_stops_only_after_acceptance",
            ),
        ]
        indexes = [models.Index(fields=["account", "-id"], name="case_of_account_newest_first")]

    def __str__(self) -> str:
        return self.case_no


class Draft(models.Model):
    """An application being filled in; ``form`` and ``materials`` exactly as typed and chosen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey("identity.Account", models.CASCADE, related_name="+")
    item_version = models.ForeignKey(
        "service_items.ItemVersion", models.PROTECT, db_index=False, related_name="+"
    )
    on_behalf_of = models.CharField("代表的组织", max_length=18, blank=True)
    form = models.JSONField("申请内容", default=dict)
    materials = models.JSONField("申请材料", default=dict)
    started_at = models.DateTimeField("开始时间")
    updated_at = models.DateTimeField("保存时间")
    submitted_case = models.ForeignKey(
        Case, models.PROTECT, null=True, db_index=False, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.id)


class Task(models.Model):
    """A step of a case at work: held by a post of a body, or by the platform (no post)."""

    case = models.ForeignKey(Case, models.PROTECT, db_index=False, related_name="tasks")
    step = models.CharField("环节", max_length=60)
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
    done_at = models.DateTimeField("完成时间", null=True)
    outcome = models.CharField("办理结果", max_length=20, blank=True)
    opinion = models.TextField("办理意见", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="task_opens_once_per_step"),
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
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.step}"


class SubmittedMaterial(models.Model):
    """A material as handed in: what was asked (``material``, ``row``) and how it came."""

    case = models.ForeignKey(Case, models.PROTECT, db_index=False, related_name="materials")
    key = models.CharField("材料键", max_length=100)
    material = models.CharField("材料标识", max_length=60)
    row = models.PositiveSmallIntegerField("行", null=True)
    name = models.CharField("材料名称", max_length=300)
    way = models.CharField("提供方式", max_length=12)
    file = models.ForeignKey(
        "files.KeptFile", models.PROTECT, null=True, db_index=False, related_name="+"
    )
    licence = models.CharField("证照标识", max_length=100, blank=True)
    file_name = models.CharField("文件名", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="material_is_handed_in_once"),
            models.CheckConstraint(
                condition=~Q(way=MaterialWay.UPLOAD.value) | Q(file__isnull=False),
                name="material_uploaded_has_a_file",
            ),
            models.CheckConstraint(
                condition=~Q(way=MaterialWay.LICENCE.value) | ~Q(licence=""),
                name="material_from_a_licence_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.key}"


class CorrectionNotice(models.Model):
    """补正通知: everything to put right, told once. Source: 行政许可法 第三十二条."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="correction")
    items = models.JSONField("补正内容")
    text = models.TextField("说明", blank=True)
    issued_at = models.DateTimeField("告知时间")
    answered_at = models.DateTimeField("补正时间", null=True)

    def __str__(self) -> str:
        return f"{self.case_id}"


class ClockStop(models.Model):
    """中止计时: a special procedure whose time is not counted. Source: 行政许可法 第四十五条."""

    case = models.ForeignKey(Case, models.PROTECT, db_index=False, related_name="clock_stops")
    step = models.CharField("环节", max_length=60)
    special = models.CharField("特别程序", max_length=20)
    reason = models.TextField("原因", blank=True)
    expected_until = models.DateField("预计完成日期")
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="clock_stops_once_per_step"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="clock_stop_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.step}"


class ReservedName(models.Model):
    """A name that a pending or granted case holds in a register: two cannot hold the same."""

    register = models.CharField("登记簿", max_length=60)
    name = models.CharField("名称", max_length=200)
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "name"], name="name_is_reserved_once")
        ]

    def __str__(self) -> str:
        return f"{self.register}/{self.name}"
