"""A social credit code is read forgivingly and checked strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.core.codes import CodeError, Uscc
from zhengtong.core.tests.samples import USCC_ALPHABET, damage, is_refused, usccs


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("12441500196720244T", id="a service centre of Shanwei"),
        pytest.param("11430000006122244L", id="a department of Hunan"),
        pytest.param("11330105002500287C", id="a bureau of Hangzhou"),
        pytest.param("11100000000013338W", id="a ministry"),
        pytest.param("11100000MB03271699", id="a ministry with letters in its code"),
        pytest.param("91350100M000100Y43", id="a company"),
        pytest.param("11440100007483180K", id="the justice bureau of Guangzhou"),
        pytest.param("114400000069401674", id="the justice department of Guangdong"),
        pytest.param("11450721MB15580811", id="a county office of Guangxi"),
    ],
)
def test_a_real_uscc_is_accepted(text):
    assert Uscc.parse(text) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" 1144 0100 0074 8318 0K ", id="blanks"),
        pytest.param("１１４４０１００００７４８３１８０Ｋ", id="full-width characters"),
        pytest.param("11440100007483180k", id="lower case"),
        pytest.param("１１４４０１００００７４８３１８０ｋ", id="full-width lower case"),
        pytest.param("11440100007483180K\u200b\u3000", id="invisible and full-width blanks"),
    ],
)
def test_a_uscc_is_read_however_it_was_typed(text):
    assert Uscc.parse(text) == "11440100007483180K"
    assert Uscc.parse(text).division_code == "440100"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "应为18位，您填写的是0位", id="nothing"),
        pytest.param("1144010000748318", "应为18位，您填写的是16位", id="too short"),
        pytest.param("11440100007483180O", "第18位“O”有误", id="the letter O"),
        pytest.param("1144A100007483180K", "第5位“A”有误", id="a letter in the division"),
        pytest.param("11440000006940167X", "校验不通过", id="wrong check character"),
        pytest.param("13440000515356094L", "校验不通过", id="wrong in the published list"),
        pytest.param("TE440000GD030003VV", "第17位“V”有误", id="invented in the published list"),
        pytest.param("1144010000748318①K", "第17位“①”有误", id="a circled digit is no digit"),
    ],
)
def test_a_wrong_uscc_is_refused_and_told_why(text, says):
    with pytest.raises(CodeError, match=says):
        Uscc.parse(text)


@given(usccs, st.integers(0), st.sampled_from(USCC_ALPHABET))
def test_any_single_wrong_character_of_a_uscc_is_noticed(code, place, character):
    damaged = damage(code, place, character)
    assert is_refused(Uscc, damaged) == (damaged != code)
