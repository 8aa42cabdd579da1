"""Published versions of definitions: written once, never changed."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import connection, models


class ItemVersionQuerySet(models.QuerySet["ItemVersion"]):
    """Look-ups of versions."""

    def of(self, code: str) -> Self:
        """Return the versions of one item, the newest first."""
        return self.filter(code=code).order_by("-number")


class ItemVersion(models.Model):
    """One published version; a trigger of the database refuses to change or delete it.

    ``source`` is the document as its author wrote it, ``definition`` the same as checked values.
    """

    code = models.CharField("实施编码", max_length=33)
    number = models.PositiveIntegerField("版本号")
    name = models.CharField("事项名称", max_length=500)
    body_uscc = models.CharField("实施主体编码", max_length=18)
    source = models.TextField("定义原文")
    definition = models.JSONField("定义")
    digest = models.CharField("内容摘要（SM3）", max_length=64)
    effective_from = models.DateField("生效日期")
    published_at = models.DateTimeField("发布时间")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="编制人", null=True, related_name="+"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审核人", null=True, related_name="+"
    )

    objects = ItemVersionQuerySet.as_manager()

    # Written out: every submission asks, and a publication must be seen by the very next one.
    IN_FORCE: ClassVar[str] = """
        SELECT id FROM service_items_itemversion
        WHERE code = %s AND effective_from <= %s
        ORDER BY number DESC LIMIT 1
    """

    class Meta:
        constraints = [
            models.UniqueConstraint("code", "number", name="item_version_number_is_used_once"),
            models.CheckConstraint(
                name="item_version_is_approved_by_another",
                condition=~models.Q(author=models.F("approver")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} 第{self.number}版"

    @classmethod
    def find_in_force(cls, code: str, on: date) -> int | None:
        """Return the key of the newest version whose day has come."""
        with connection.cursor() as cursor:
            cursor.execute(cls.IN_FORCE, [code, on])
            row = cursor.fetchone()
        return row and int(row[0])
