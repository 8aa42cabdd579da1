"""A division knows what lies in it."""

import pytest

from zhengtong.core.codes import CodeError, DivisionCode


@pytest.mark.parametrize(
    ("code", "prefix", "parent"),
    [
        pytest.param("000000", "", None, id="the country"),
        pytest.param("440000", "44", "000000", id="a province"),
        pytest.param("440100", "4401", "440000", id="a city"),
        pytest.param("440106", "440106", "440100", id="a district"),
        pytest.param("500101", "500101", "500100", id="a district of a municipality"),
        pytest.param("110100", "1101", "110000", id="a city whose code has zeros"),
        pytest.param("440106001", "440106001", "440106", id="a street"),
        pytest.param("440106001002", "440106001002", "440106001", id="a village"),
    ],
)
def test_a_division_knows_what_it_lies_in(code, prefix, parent):
    division = DivisionCode.parse(code)
    assert (division.prefix, division.parent) == (prefix, parent)


@pytest.mark.parametrize(
    ("outer", "inner", "covers"),
    [
        pytest.param("440000", "440106", True, id="a province covers its districts"),
        pytest.param("000000", "350128", True, id="the country covers all"),
        pytest.param("440100", "440300", False, id="a city does not cover its neighbour"),
        pytest.param("440106", "440100", False, id="a district does not cover its city"),
        pytest.param("441900", "441900", True, id="a division covers itself"),
    ],
)
def test_a_division_covers_what_lies_in_it(outer, inner, covers):
    assert DivisionCode.parse(outer).covers(inner) is covers


@pytest.mark.parametrize("text", ["44010", "44010A", "4401061", ""])
def test_a_wrong_division_is_refused(text):
    with pytest.raises(CodeError, match="行政区划代码"):
        DivisionCode.parse(text)
