"""Digests, money, labels and refusals are exact."""

import pytest

from zhengtong.core.actors import ActorKind
from zhengtong.core.digests import sm3, sm3_hex
from zhengtong.core.errors import InvalidError, Problem
from zhengtong.core.money import Fen, yuan_text
from zhengtong.core.texts import LocalisedText


@pytest.mark.parametrize(
    ("content", "digest"),
    [
        pytest.param(
            b"abc",
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
            id="the first example of the standard",
        ),
        pytest.param(
            b"abcd" * 16,
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
            id="the second example of the standard",
        ),
    ],
)
def test_sm3_gives_the_digests_of_the_standard(content, digest):
    assert sm3_hex(content) == sm3(content).hex() == digest


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (123450, "1,234.50"),
        (30_000_000_00, "30,000,000.00"),
        (-1050, "-10.50"),
    ],
)
def test_money_is_written_in_yuan_with_two_decimals(fen, text):
    assert yuan_text(Fen(fen)) == text


def test_a_label_is_its_code_and_speaks_two_languages():
    assert ActorKind("officer") is ActorKind.OFFICER
    assert ActorKind.OFFICER == "officer"
    assert ActorKind.OFFICER.in_language("zh-hans") == "工作人员"
    assert ActorKind.OFFICER.in_language("en-gb") == "Officer"


def test_a_text_without_english_falls_back_to_chinese():
    assert LocalisedText("广州市").in_language("en") == "广州市"
    assert LocalisedText("广州市", "Guangzhou").in_language("en") == "Guangzhou"


def test_a_refusal_carries_every_problem():
    problem = Problem(
        where="phone", text="“{given}”不是号码", mend="请核对", values={"given": "12"}
    )
    error = InvalidError(problems=(problem,))
    assert str(error) == "填写的内容有误，请按提示修改"
    assert [str(found) for found in error.problems] == ["“12”不是号码 请核对"]
