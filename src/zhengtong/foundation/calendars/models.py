"""The years announced, and what was announced for their days."""

from typing import ClassVar

from django.db import connection, models
from django.db.models import Q

from zhengtong.foundation.calendars.types import DayKind


class YearRecord(models.Model):
    """A year that was announced; ``digest`` is of its lines, so that equal content is equal."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    source = models.CharField("依据", max_length=200)
    is_specimen = models.BooleanField("演示用", default=False)
    digest = models.CharField("摘要", max_length=64)
    loaded_at = models.DateTimeField("导入时间")

    # Written out: every act that sets a date asks it.
    EDITIONS: ClassVar[str] = "SELECT year, digest FROM calendars_year ORDER BY year"

    class Meta:
        db_table = "calendars_year"

    def __str__(self) -> str:
        return str(self.year)

    @classmethod
    def list_editions(cls) -> tuple[tuple[int, str], ...]:
        """Return every year announced, with the digest of what was announced."""
        with connection.cursor() as cursor:
            cursor.execute(cls.EDITIONS)
            return tuple(cursor.fetchall())


class DayRecord(models.Model):
    """A day of which an announcement says that it is, or is not, worked."""

    day = models.DateField("日期", primary_key=True)
    year = models.ForeignKey(YearRecord, on_delete=models.CASCADE, related_name="days")
    kind = models.CharField("类别", max_length=20, choices=DayKind.choices())
    name = models.CharField("名称", max_length=60)
    name_en = models.CharField("英文名称", max_length=60, blank=True)

    class Meta:
        db_table = "calendars_day"
        constraints = [
            models.CheckConstraint(
                condition=Q(year=models.F("day__year")), name="day_lies_in_its_year"
            ),
            models.CheckConstraint(
                condition=~Q(kind=DayKind.WORKED_WEEKEND.value) | Q(day__iso_week_day__gte=6),
                name="worked_weekend_is_on_a_weekend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
