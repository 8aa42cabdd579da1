"""The inboxes, and what became of the e-mail of each notice."""

from django.db import models
from django.db.models import Q


class NoticeRecord(models.Model):
    """One notice to one account; a key is told to an account once."""

    account = models.ForeignKey(
        "identity.Account", on_delete=models.CASCADE, related_name="+", verbose_name="账号"
    )
    key = models.CharField("幂等键", max_length=200)
    title_zh = models.CharField("标题", max_length=200)
    title_en = models.CharField("英文标题", max_length=200, blank=True)
    body_zh = models.TextField("正文")
    body_en = models.TextField("英文正文", blank=True)
    link = models.CharField("链接", max_length=300)
    sent_at = models.DateTimeField("发出时间")
    read_at = models.DateTimeField("阅读时间", null=True)
    emailed_at = models.DateTimeField("邮件发出时间", null=True)
    email_refusal = models.CharField("邮件被拒原因", max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-id"], name="notice_inbox"),
            models.Index(
                fields=["account"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="notice_is_told_once"),
            models.CheckConstraint(
                condition=Q(link__startswith="/"), name="notice_links_into_this_platform"
            ),
        ]

    def __str__(self) -> str:
        return self.title_zh
