"""A grant for a division reaches all that lies in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.core.codes import CodeError, DivisionCode
from zhengtong.foundation.access.rules import covering_prefixes, grant_prefix

divisions = st.builds(
    lambda head, tail: (head + tail)[:6],
    st.from_regex(r"[1-9][0-9]", fullmatch=True),
    st.sampled_from(["0000", "0100", "0106", "1900", "2031"]),
)


@pytest.mark.parametrize(
    ("division", "prefix"),
    [
        pytest.param("", "", id="the whole country"),
        pytest.param("000000", "", id="the whole country as a code"),
        pytest.param("440000", "44", id="a province"),
        pytest.param("440100", "4401", id="a city"),
        pytest.param("440106", "440106", id="a district"),
        pytest.param("440106001", "440106001", id="a street"),
    ],
)
def test_a_grant_keeps_its_division_without_the_zeros(division, prefix):
    assert grant_prefix(division) == prefix


def test_a_grant_for_no_division_is_refused():
    with pytest.raises(CodeError, match="行政区划代码"):
        grant_prefix("44")


def test_a_district_is_covered_from_the_country_down():
    assert covering_prefixes("440106") == ("", "44", "4401", "440106")


@given(divisions, divisions)
def test_a_prefix_covers_exactly_what_the_division_covers(outer, inner):
    assert (grant_prefix(outer) in covering_prefixes(inner)) == DivisionCode(outer).covers(inner)
