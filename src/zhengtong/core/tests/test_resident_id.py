"""A resident id is checked strictly and shown in part only."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.core.codes import CodeError, ResidentId
from zhengtong.core.tests.samples import damage, is_refused, resident_ids


def test_a_resident_id_tells_birth_date_and_sex_and_hides_the_rest():
    number = ResidentId.parse("11010519491231002X")
    assert number.birth_date == date(1949, 12, 31)
    assert number.masked == "110105********002X"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("110105194912310021", "校验不通过", id="wrong check character"),
        pytest.param("1101051949123100", "应为18位，您填写的是16位", id="too short"),
        pytest.param("110105491231002", "应为18位，您填写的是15位", id="of the first generation"),
        pytest.param("11010519491331002X", "“19491331”不是有效日期", id="the thirteenth month"),
        pytest.param("11010519490229002X", "“19490229”不是有效日期", id="no leap year"),
        pytest.param("99010519491231002X", "前两位", id="no such province"),
        pytest.param("X1010519491231002X", "第1位“X”有误", id="X not at the end"),
        pytest.param("11010519491231002Y", "第18位“Y”有误", id="another letter at the end"),
    ],
)
def test_a_wrong_resident_id_is_refused_and_told_why(text, says):
    with pytest.raises(CodeError, match=says):
        ResidentId.parse(text)


def test_a_refusal_never_tells_the_right_check_character():
    with pytest.raises(CodeError) as refusal:
        ResidentId.parse("110105194912310021")
    assert "X" not in str(refusal.value)


@given(resident_ids, st.integers(0), st.sampled_from("0123456789X"))
def test_any_single_wrong_character_of_a_resident_id_is_noticed(code, place, character):
    damaged = damage(code, place, character)
    assert is_refused(ResidentId, damaged) == (damaged != code)
