"""Cases, the drafts that they come from, and the serials of their numbers."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import connection, models
from django.db.models import Q

from zhengtong.casework.cases.types import CaseStatus, Decision

WITH_A_CLOCK = (CaseStatus.ACCEPTED.value, CaseStatus.DECIDED.value, CaseStatus.CLOSED.value)
WITH_A_DECISION = (CaseStatus.DECIDED.value, CaseStatus.CLOSED.value)
LONGEST_EXTENSION = 15


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
    extended_days = models.PositiveSmallIntegerField("延长（工作日）", default=0, db_default=0)
    extension_reasons = models.TextField("延长理由", blank=True, default="", db_default="")
    extended_at = models.DateTimeField("批准延长时间", null=True)
    deliver_by = models.DateField("应送达日期", null=True)
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
            models.CheckConstraint(
                condition=Q(extended_days=0, extended_at__isnull=True)
                | (
                    Q(extended_days__range=(1, LONGEST_EXTENSION), accepted_at__isnull=False)
                    & Q(extended_at__isnull=False)
                    & ~Q(extension_reasons="")
                ),
                name="case_extended_has_reasons",
            ),
            models.CheckConstraint(
                condition=Q(deliver_by__isnull=True) | Q(decided_at__isnull=False),
                name="case_delivers_what_is_decided",
            ),
        ]
        indexes = [models.Index(fields=["account", "-id"], name="case_of_account_newest_first")]

    # A task's case, by its key, so that no other row is looked at.
    LOCK_OWNER: ClassVar[str] = """
        SELECT * FROM cases_case
        WHERE id = (SELECT case_id FROM cases_task WHERE id = %s)
        FOR UPDATE
    """

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
