"""The catalogue, the mark of its state, and searches that found nothing."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("service_items", "0001_item_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="CatalogueItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=33, unique=True, verbose_name="实施编码")),
                ("base_code", models.CharField(blank=True, max_length=12, verbose_name="基本编码")),
                ("name", models.CharField(max_length=500, verbose_name="事项名称")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="英文名称")),
                ("body_uscc", models.CharField(max_length=18, verbose_name="实施主体编码")),
                ("department", models.CharField(max_length=200, verbose_name="实施主体")),
                ("division_code", models.CharField(max_length=12, verbose_name="行政区划代码")),
                (
                    "division_name",
                    models.CharField(blank=True, max_length=100, verbose_name="行政区划"),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("national", "国家级"),
                            ("province", "省级"),
                            ("city", "市级"),
                            ("county", "县级"),
                            ("town", "镇（乡、街道）级"),
                            ("village", "村（社区）级"),
                        ],
                        max_length=20,
                        verbose_name="行使层级",
                    ),
                ),
                (
                    "power",
                    models.CharField(
                        choices=[
                            ("licensing", "行政许可"),
                            ("penalty", "行政处罚"),
                            ("coercion", "行政强制"),
                            ("levy", "行政征收"),
                            ("benefit", "行政给付"),
                            ("inspection", "行政检查"),
                            ("confirmation", "行政确认"),
                            ("reward", "行政奖励"),
                            ("adjudication", "行政裁决"),
                            ("other", "其他行政权力"),
                            ("public_service", "公共服务"),
                        ],
                        max_length=20,
                        verbose_name="事项类型",
                    ),
                ),
                (
                    "audience",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        size=None,
                        verbose_name="服务对象",
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        default=list,
                        size=None,
                        verbose_name="主题",
                    ),
                ),
                ("is_online", models.BooleanField(default=False, verbose_name="是否网办")),
                ("elements", models.JSONField(default=dict, verbose_name="指南要素")),
                ("original", models.JSONField(default=dict, verbose_name="原始记录")),
                (
                    "doubtful",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        default=list,
                        size=None,
                        verbose_name="存疑要素",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=100, verbose_name="数据来源")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="内容摘要")),
                ("executable_from", models.DateField(null=True, verbose_name="可在本平台办理之日")),
                ("changed_at", models.DateTimeField(verbose_name="更新时间")),
            ],
        ),
        migrations.CreateModel(
            name="CatalogueStamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stamp", models.CharField(max_length=32, verbose_name="目录标记")),
            ],
        ),
        migrations.CreateModel(
            name="EmptySearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=40, unique=True, verbose_name="搜索词")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="次数")),
                ("last_at", models.DateTimeField(verbose_name="最近时间")),
            ],
        ),
    ]
