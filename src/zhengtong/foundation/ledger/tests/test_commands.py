"""The ledger at the command line says what it found, and fails when it must."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.ledger.selectors import find_head
from zhengtong.foundation.ledger.services import record
from zhengtong.foundation.ledger.tests.forgery import NINE, forge
from zhengtong.foundation.ledger.types import Head

pytestmark = pytest.mark.django_db


def test_the_command_says_that_all_is_well_and_where_the_chain_stands(ids):
    said = StringIO()

    call_command("ledger", "verify", stdout=said)

    head = find_head()
    assert "台账完好：9 条记录，3 次封存，另有 0 条待封存。" in said.getvalue()
    assert f"3:{head.digest}" in said.getvalue()


def test_the_command_fails_and_names_the_entry(ids):
    forge(("UPDATE ledger_entry SET power = '1' WHERE id = %s", [ids[4]]))

    with pytest.raises(CommandError) as refused:
        call_command("ledger", "verify")

    assert refused.value.returncode == 1
    assert str(refused.value) == (
        f"台账已被改动：条目 {ids[4]}（cases.accepted 办件4，封存批次 2 第 2 条）："
        "内容与封存时不一致"
    )


def test_the_command_takes_a_head_published_elsewhere(ids):
    head = find_head()
    call_command("ledger", "verify", head=Head(head.seal_no, head.digest), stdout=StringIO())

    with pytest.raises(CommandError, match="与外部公布的链头不一致"):
        call_command("ledger", "verify", "--head", "2:" + "0" * 64)
    with pytest.raises(CommandError, match="链头应写作"):
        call_command("ledger", "verify", "--head", "二")


def test_the_command_seals_shows_and_tells_the_head():
    record(action="cases.accepted", subject="办件1", actor=SYSTEM, at=NINE)
    said = StringIO()

    call_command("ledger", "seal", stdout=said)
    call_command("ledger", "show", "办件1", stdout=said)
    call_command("ledger", "head", stdout=said)

    sealed, shown, head = said.getvalue().splitlines()
    assert sealed == "已封存 1 条。"
    assert shown.endswith("2026-11-20 09:00:00+08:00  cases.accepted  政通平台    [1]")
    assert head == f"1:{find_head().digest}"
