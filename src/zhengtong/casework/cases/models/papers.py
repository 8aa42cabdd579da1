"""What was handed in with a case, what is asked to be put right, what it reserves."""

from django.db import models
from django.db.models import Q

from zhengtong.casework.cases.models.cases import Case
from zhengtong.casework.cases.types import MaterialWay


class SubmittedMaterial(models.Model):
    """A material as handed in: what was asked (``material``, ``row``) and how it came."""

    case = models.ForeignKey(Case, models.PROTECT, db_index=False, related_name="materials")
    key = models.CharField("材料键", max_length=100)
    material = models.CharField("材料标识", max_length=60)
    row = models.PositiveSmallIntegerField("行", null=True)
    name = models.CharField("材料名称", max_length=300)
    way = models.CharField("提供方式", max_length=12)
    file = models.ForeignKey(
        "files.KeptFile", models.PROTECT, null=True, db_index=False, related_name="+"
    )
    licence = models.CharField("证照标识", max_length=100, blank=True)
    file_name = models.CharField("文件名", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="material_is_handed_in_once"),
            models.CheckConstraint(
                condition=~Q(way=MaterialWay.UPLOAD.value) | Q(file__isnull=False),
                name="material_uploaded_has_a_file",
            ),
            models.CheckConstraint(
                condition=~Q(way=MaterialWay.LICENCE.value) | ~Q(licence=""),
                name="material_from_a_licence_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.key}"


class CorrectionNotice(models.Model):
    """补正通知: everything to put right, told once. Source: 行政许可法 第三十二条."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="correction")
    items = models.JSONField("补正内容")
    text = models.TextField("说明", blank=True)
    issued_at = models.DateTimeField("告知时间")
    answered_at = models.DateTimeField("补正时间", null=True)

    def __str__(self) -> str:
        return f"{self.case_id}"


class ReservedName(models.Model):
    """A name that a pending or granted case holds in a register: two cannot hold the same."""

    register = models.CharField("登记簿", max_length=60)
    name = models.CharField("名称", max_length=200)
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "name"], name="name_is_reserved_once")
        ]

    def __str__(self) -> str:
        return f"{self.register}/{self.name}"
