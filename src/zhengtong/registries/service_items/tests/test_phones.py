"""Telephone numbers are found in whatever was written, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.registries.service_items.importer.phones import find_phones


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("020-34121084", ("020-34121084",), id="a plain number"),
        pytest.param("（0662）3681111", ("0662-3681111",), id="the area in brackets"),
        pytest.param("(8620)2236 0123", ("020-22360123",), id="with the country's code"),
        pytest.param("020－81102000", ("020-81102000",), id="a full-width dash"),
        pytest.param("020--12345-1", ("020-12345-1",), id="a doubled dash"),
        pytest.param("020-38356454转1", ("020-38356454转1",), id="an extension"),
        pytest.param("020-83133283、83134746", ("020-83133283", "83134746"), id="the second short"),
        pytest.param("拨打12348或020-86350683", ("12348", "020-86350683"), id="a hotline"),
        pytest.param("400-7000-690", ("400-7000-690",), id="a free number"),
        pytest.param(
            "020-86350153，受理时间：上午08：30-12:00",
            ("020-86350153",),
            id="hours are not numbers",
        ),
        pytest.param(
            "020-83815010。网址：http://www.tyj.gd.gov.cn/content/4294436。邮箱：441472514@qq.com。"
            "邮政编码：510405。微信号：gh_a1e9527141a4",
            ("020-83815010",),
            id="addresses of all kinds are not numbers",
        ),
        pytest.param("0000swjw", (), id="no number at all"),
    ],
)
def test_numbers_are_found(text, numbers):
    assert find_phones(text).numbers == numbers


@pytest.mark.parametrize(
    "text", ["020-837288891", "020-3728889", "0020-12366", "020-123456", "020-37288-27"]
)
def test_a_number_of_impossible_length_is_a_stray_and_not_a_number(text):
    found = find_phones(text)

    assert found.numbers == ()
    assert found.strays != ()


@given(st.text(max_size=60))
def test_any_text_is_read_without_failing_and_numbers_have_five_digits_or_more(text):
    assert all(sum(c.isdigit() for c in number) >= 5 for number in find_phones(text).numbers)


@given(st.integers(20000000, 89999999), st.sampled_from(["、", "；", "/", "，", " "]))
def test_two_numbers_stay_two_whatever_separates_them(number, separator):
    text = f"020-{number}{separator}020-12345"
    assert find_phones(text).numbers == (f"020-{number}", "020-12345")
