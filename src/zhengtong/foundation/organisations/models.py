"""The registers of divisions and bodies."""

from django.db import models

from zhengtong.foundation.organisations.types import Level


class DivisionRecord(models.Model):
    """A division by its code."""

    code = models.CharField("行政区划代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    name_en = models.CharField("英文名称", max_length=120, blank=True)
    level = models.CharField("层级", max_length=10, choices=Level.choices())
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )

    class Meta:
        db_table = "organisations_division"

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class BodyRecord(models.Model):
    """A body by its USCC."""

    uscc = models.CharField("统一社会信用代码", max_length=18, primary_key=True)
    name = models.CharField("名称", max_length=200)
    name_en = models.CharField("英文名称", max_length=200, blank=True)
    division = models.ForeignKey(DivisionRecord, on_delete=models.PROTECT, related_name="bodies")
    level = models.CharField("层级", max_length=10, choices=Level.choices())
    department = models.CharField("部门", max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )
    address = models.CharField("地址", max_length=300, blank=True)
    phone = models.CharField("电话", max_length=100, blank=True)
    is_specimen = models.BooleanField("演示用代码", default=False)

    class Meta:
        db_table = "organisations_body"

    def __str__(self) -> str:
        return f"{self.uscc} {self.name}"
