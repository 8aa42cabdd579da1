"""The catalogue: every item anybody may look up, imported or published."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhengtong.registries.service_items.types import Level, Power


class CatalogueItemQuerySet(models.QuerySet["CatalogueItem"]):
    """Look-ups of the catalogue."""

    def in_order_of_fame(self, today: date) -> Self:
        """Put what can be done here first, then public services last, then by code."""
        here = models.Q(has_process=True, defined_from__isnull=False, defined_from__lte=today)
        is_service = models.Q(power=Power.PUBLIC_SERVICE)
        columns = {
            "is_here": models.ExpressionWrapper(here, models.BooleanField()),
            "is_service": models.ExpressionWrapper(is_service, models.BooleanField()),
        }
        return self.alias(**columns).order_by("-is_here", "is_service", "code")


class CatalogueItem(models.Model):
    """One item as it is searched and read.

    From ``defined_from`` on its definition holds, and with a process one can apply here.
    ``elements`` are the normalised guide elements of the source, ``original`` its untouched row,
    ``doubtful`` the elements whose cells could not be read with certainty.
    """

    code = models.CharField("实施编码", max_length=33, unique=True)
    base_code = models.CharField("基本编码", max_length=12, blank=True)
    name = models.CharField("事项名称", max_length=500)
    name_en = models.CharField("英文名称", max_length=500, blank=True)
    body_uscc = models.CharField("实施主体编码", max_length=18)
    department = models.CharField("实施主体", max_length=200)
    division_code = models.CharField("行政区划代码", max_length=12)
    division_name = models.CharField("行政区划", max_length=100, blank=True)
    level = models.CharField("行使层级", max_length=20, choices=Level.choices(), blank=True)
    power = models.CharField("事项类型", max_length=20, choices=Power.choices())
    audience = ArrayField(models.CharField(max_length=20), verbose_name="服务对象", default=list)
    themes = ArrayField(models.CharField(max_length=100), verbose_name="主题", default=list)
    is_online = models.BooleanField("是否网办", default=False)
    elements = models.JSONField("指南要素", default=dict)
    original = models.JSONField("原始记录", default=dict)
    doubtful = ArrayField(models.CharField(max_length=30), verbose_name="存疑要素", default=list)
    source = models.CharField("数据来源", max_length=100, blank=True)
    digest = models.CharField("内容摘要", max_length=64, blank=True)
    has_process = models.BooleanField("可在本平台办理", default=False)
    defined_from = models.DateField("定义生效日期", null=True)
    changed_at = models.DateTimeField("更新时间")

    objects = CatalogueItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="catalogue_item_with_process_is_defined",
                condition=models.Q(has_process=False) | models.Q(defined_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CatalogueStamp(models.Model):
    """One row that changes with every change of the catalogue, so that each host's index knows."""

    stamp = models.CharField("目录标记", max_length=32)

    def __str__(self) -> str:
        return self.stamp


class EmptySearch(models.Model):
    """Words that found nothing, and how often: what the catalogue lacks or calls otherwise."""

    words = models.CharField("搜索词", max_length=40, unique=True)
    times = models.PositiveIntegerField("次数", default=1)
    last_at = models.DateTimeField("最近时间")

    def __str__(self) -> str:
        return f"{self.words} × {self.times}"
