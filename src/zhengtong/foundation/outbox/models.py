"""Messages waiting to be relayed and those relayed lately; what background work stumbled over."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Message(models.Model):
    """One fact, as JSON; relayed once to each of its handlers."""

    name = models.CharField("事件", max_length=100)
    payload = models.JSONField("内容")
    emitted_at = models.DateTimeField("发生时间", db_default=Now())
    relayed_at = models.DateTimeField("转交时间", null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=Q(relayed_at__isnull=True), name="outbox_message_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class Stumble(models.Model):
    """The last error of a job; of no meaning once the job is gone, and swept away then."""

    job_id = models.BigIntegerField("任务", primary_key=True)
    error = models.CharField("错误", max_length=500)
    failed_at = models.DateTimeField("出错时间")

    def __str__(self) -> str:
        return self.error
