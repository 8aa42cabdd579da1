"""The entries, which a trigger keeps as they were written, and the seals over them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One act; only its four seal columns are ever written again, once."""

    at = models.DateTimeField("时间")
    action = models.CharField("行为", max_length=100)
    subject = models.CharField("对象", max_length=200)
    actor_kind = models.CharField("行为人类别", max_length=10)
    actor_name = models.CharField("行为人", max_length=100)
    actor_account_id = models.BigIntegerField("账号", null=True)
    actor_body = models.CharField("单位", max_length=18)
    actor_post = models.CharField("岗位", max_length=40)
    power = models.CharField("依据的权力", max_length=200)
    detail = models.JSONField("内容")
    seal_no = models.BigIntegerField("封存批次", null=True)
    position = models.IntegerField("批内序号", null=True)
    leaf = models.BinaryField("摘要", null=True)
    link = models.BinaryField("链值", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="ledger_entry_by_subject"),
            models.Index(
                fields=["id"], condition=Q(seal_no__isnull=True), name="ledger_entry_unsealed"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["seal_no", "position"],
                condition=Q(seal_no__isnull=False),
                name="ledger_entry_has_one_place_in_the_chain",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class Seal(models.Model):
    """One batch of entries, chained to the batch before it."""

    number = models.BigIntegerField("批次", primary_key=True)
    entry_ids = ArrayField(models.BigIntegerField(), verbose_name="条目")
    previous_head = models.BinaryField("上一链头")
    head = models.BinaryField("链头")
    sealed_at = models.DateTimeField("封存时间")

    def __str__(self) -> str:
        return f"{self.number} ({len(self.entry_ids)})"
