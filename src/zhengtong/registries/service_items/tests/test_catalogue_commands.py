"""The two subcommands tell the person at the terminal what they did, and every fault at once."""

import pytest
from django.core.management import CommandError, call_command

from zhengtong.registries.service_items.models import CatalogueItem
from zhengtong.registries.service_items.tests.conftest import LIST, MAPPING

pytestmark = pytest.mark.django_db


def test_importing_writes_the_report_and_says_what_changed(tmp_path, capsys):
    report = tmp_path / "report.csv"
    few = tmp_path / "few.jsonl"
    lines = LIST.read_text(encoding="utf-8").splitlines(keepends=True)
    few.write_text("".join(lines[:20]), encoding="utf-8")
    arguments = [str(few), "--mapping", str(MAPPING), "--report", str(report)]

    call_command("item", "import", *arguments)
    call_command("item", "import", *arguments)

    said = capsys.readouterr().out
    assert "共 20 行：新增 20，更新 0，未变 0，未采用 0\n" in said
    assert "未变 20，未采用 0；内容与上次相同，没有改动" in said
    assert "预约与预约地址矛盾" in said
    assert report.read_text(encoding="utf-8-sig").startswith("行,编码,列,原值,类别")
    assert CatalogueItem.objects.count() == 20


def test_a_faulty_mapping_is_refused_with_every_fault(tmp_path):
    mapping = tmp_path / "map.yaml"
    mapping.write_text("schema: zhengtong/mapping/v1\nformat: doc\nelements: {}\n", "utf-8")

    with pytest.raises(CommandError) as refusal:
        call_command("item", "import", str(LIST), "--mapping", str(mapping))

    assert "format：" in str(refusal.value)
    assert "name：" in str(refusal.value)
    assert not CatalogueItem.objects.exists()


def test_reindexing_says_how_many_items_and_how_long(capsys):
    call_command("item", "reindex")
    assert "索引已重建：0 项，用时" in capsys.readouterr().out
