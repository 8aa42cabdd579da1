"""What is certain is normalised; what is doubtful is kept and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.registries.service_items.importer.normalisers import NORMALISERS, Reading
from zhengtong.registries.service_items.types.importing import DoubtKind as D

WORKING, CALENDAR = "working day", "day"


def read(name, value, argument=None):
    reading = Reading(frozenset({"无", "无线下办理窗口"}))
    result = NORMALISERS[name].read(value, argument, reading)
    return result, [kind for kind, _ in reading.doubts]


@pytest.mark.parametrize(
    ("name", "value", "argument", "result"),
    [
        pytest.param("none_words", "无", None, None, id="a word for nothing"),
        pytest.param("none_words", "无。", None, None, id="with its full stop"),
        pytest.param("none_words", "无条件受理", None, "无条件受理", id="a sentence stays"),
        pytest.param("none_words", ["无", "设所"], None, ["设所"], id="within a list"),
        pytest.param(
            "list", "设所，律所、 律所", "，、", ["设所", "律所"], id="a separated string"
        ),
        pytest.param("list", ["甲", "乙"], None, ["甲", "乙"], id="a list"),
        pytest.param(
            "prefix", "办理地点：东风路", "办理地点：", "东风路", id="a label is stripped"
        ),
        pytest.param("yes_no", "不支持", None, False, id="not supported is no"),
        pytest.param("yes_no", "1", None, True, id="one is yes"),
        pytest.param("limit", "30(工作日)", None, {"amount": 30, "unit": WORKING}, id="days"),
        pytest.param(
            "limit", "90（自然日）", None, {"amount": 90, "unit": CALENDAR}, id="calendar"
        ),
        pytest.param("limit", "即办", None, {"amount": 0, "unit": WORKING}, id="immediate"),
        pytest.param("limit", 7, "工作日", {"amount": 7, "unit": WORKING}, id="the unit is known"),
        pytest.param("power", "21", {"21": "public_service"}, "public_service", id="own code"),
        pytest.param("power", "行政许可", None, "licensing", id="by name"),
        pytest.param("level", "市级", None, "city", id="a level by name"),
        pytest.param("integer", "１次", None, 1, id="a number in full width"),
        pytest.param("division", "4401", None, "440100", id="a short division"),
        pytest.param(
            "uscc_of_code",
            "11440100007483180K3440109001001",
            None,
            "11440100007483180K",
            id="the body out of the code",
        ),
        pytest.param(
            "audience",
            ["自然人", "企业法人", "其他组织"],
            None,
            ["natural_person", "legal_entity"],
            id="two kinds of applicant",
        ),
        pytest.param("materials", ["资产证明。", "章程"], None, ["资产证明", "章程"], id="tidied"),
    ],
)
def test_what_is_certain_is_normalised_without_a_doubt(name, value, argument, result):
    assert read(name, value, argument) == (result, [])


@pytest.mark.parametrize(
    ("name", "value", "result", "kind"),
    [
        ("text", "中华人民共和国黄埔海关 ", "中华人民共和国黄埔海关", D.SPACES),
        ("name", "债权文书[还款（物）协议)]公证", "债权文书[还款（物）协议)]公证", D.BRACKETS),
        ("list", "身份证", ["身份证"], D.LIST_MIXED),
        ("yes_no", "也许", None, D.UNREADABLE),
        ("limit", "30", None, D.LIMIT_UNIT_MISSING),
        ("limit", "364(工作日)", {"amount": 364, "unit": WORKING}, D.LIMIT_IMPLAUSIBLE),
        ("limit", "视情况而定", None, D.UNREADABLE),
        ("power", "99", None, D.UNKNOWN_VALUE),
        ("audience", ["外星人"], [], D.UNKNOWN_VALUE),
        ("phones", "0000swjw", {"text": "0000swjw", "phones": []}, D.NOT_A_PHONE),
        ("url", "www.gd.gov.cn", "www.gd.gov.cn", D.URL_MALFORMED),
        (
            "code",
            "11440100007483180L3440109001001",
            "11440100007483180L3440109001001",
            D.CODE_CHECK_DIGIT,
        ),
        ("code", "114401", "114401", D.CODE_MALFORMED),
        (
            "code",
            "11440100007483180K344010900200107",
            "11440100007483180K344010900200107",
            D.CODE_LENGTH_33,
        ),
        ("conditions", "法律规定的其他条件", "法律规定的其他条件", D.CATCH_ALL),
        ("conditions", "应符合以下条件：", "应符合以下条件：", D.TEXT_CUT),
        ("materials", ["其它业务相应材料"], ["其它业务相应材料"], D.CATCH_ALL),
        ("bodies", ["省级其他（审核）"], ["省级其他（审核）"], D.VAGUE_BODY),
    ],
)
def test_what_is_doubtful_is_named(name, value, result, kind):
    assert read(name, value) == (result, [kind])


def test_an_address_with_a_session_of_somebody_is_doubted():
    url = "https://etax.example.gov.cn/sso?gdbsTokenId=95193F08137200FCE053560C48154127"
    assert read("url", url) == (url, [D.URL_SESSION])


CELLS = st.one_of(st.none(), st.text(), st.integers(), st.booleans(), st.lists(st.text(max_size=8)))


@given(st.sampled_from(sorted(NORMALISERS)), CELLS)
def test_no_cell_whatever_stops_a_normaliser(name, cell):
    read(name, cell)


@given(st.integers(0, 10_000), st.sampled_from(["工作日", "自然日"]))
def test_a_limit_reads_back_whatever_its_amount(amount, unit):
    assert read("limit", f"{amount}({unit})")[0]["amount"] == amount


@given(st.lists(st.text("甲乙丙丁", min_size=1, max_size=4), unique=True))
def test_a_separated_string_gives_its_parts(parts):
    assert read("list", "、".join(parts), "、")[0] == parts
