"""Published versions, and the trigger that keeps them as they were published."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEEP = """
CREATE FUNCTION service_items_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published item version is never changed or deleted'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER item_version_is_immutable
    BEFORE UPDATE OR DELETE ON service_items_itemversion
    FOR EACH ROW EXECUTE FUNCTION service_items_keep_version();
"""
UNDO = """
DROP TRIGGER item_version_is_immutable ON service_items_itemversion;
DROP FUNCTION service_items_keep_version();
"""


def account(name):
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=name,
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="ItemVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=33, verbose_name="实施编码")),
                ("number", models.PositiveIntegerField(verbose_name="版本号")),
                ("name", models.CharField(max_length=500, verbose_name="事项名称")),
                ("body_uscc", models.CharField(max_length=18, verbose_name="实施主体编码")),
                ("source", models.TextField(verbose_name="定义原文")),
                ("definition", models.JSONField(verbose_name="定义")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要（SM3）")),
                ("effective_from", models.DateField(verbose_name="生效日期")),
                ("published_at", models.DateTimeField(verbose_name="发布时间")),
                ("approver", account("审核人")),
                ("author", account("编制人")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("code"),
                        models.F("number"),
                        name="item_version_number_is_used_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("author", models.F("approver")), _negated=True),
                        name="item_version_is_approved_by_another",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEEP, UNDO),
    ]
