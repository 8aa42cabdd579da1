"""Officers and the posts they hold; one predicate that says what they may see."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from zhengtong.core.actors import AccountId
from zhengtong.foundation.organisations.types import PostCode


class OfficerRecord(models.Model):
    """An account with a staff number."""

    account = models.OneToOneField(
        "identity.Account", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    staff_no = models.CharField("工号", max_length=30, unique=True)
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        db_table = "access_officer"

    def __str__(self) -> str:
        return self.staff_no


class GrantQuerySet(models.QuerySet["GrantRecord"]):
    """Look-ups of grants."""

    def in_force(self, at: datetime | None = None) -> "GrantQuerySet":
        """Keep the grants in force at a time, by default now by the clock of the database."""
        moment = Now() if at is None else at
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=moment), valid_from__lte=moment
        )

    def of(self, account_id: AccountId) -> "GrantQuerySet":
        """Keep the grants of one account."""
        return self.filter(account_id=account_id)


class GrantRecord(models.Model):
    """A post held by an account, in a body, for a division and all that lies in it."""

    account = models.ForeignKey("identity.Account", on_delete=models.PROTECT, related_name="+")
    post = models.CharField("岗位", max_length=20, choices=PostCode.choices())
    body = models.ForeignKey(
        "organisations.BodyRecord",
        on_delete=models.PROTECT,
        related_name="+",
        db_column="body_uscc",
        verbose_name="机构",
    )
    division_prefix = models.CharField("区划代码前缀", max_length=12, blank=True)
    valid_from = models.DateTimeField("生效时间")
    valid_until = models.DateTimeField("终止时间", null=True)
    granted_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_by = models.ForeignKey(
        "identity.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        db_table = "access_grant"
        indexes = [
            models.Index(fields=["account", "post", "body"], name="grant_of_account"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "post", "body", "division_prefix"],
                condition=Q(valid_until__isnull=True),
                name="grant_without_end_is_given_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="grant_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.body_id} {self.division_prefix}"
