"""Messages waiting to be relayed, and those relayed lately."""

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
