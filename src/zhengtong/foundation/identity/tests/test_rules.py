"""Names and telephone numbers are taken as people write them."""

import pytest

from zhengtong.core.codes import CodeError
from zhengtong.foundation.identity.rules import parse_name, parse_phone


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(" 陈晓明 ", "陈晓明", id="blanks around"),
        pytest.param("阿依古丽•买买提", "阿依古丽·买买提", id="another middle dot"),
        pytest.param("㐂𠀀", "㐂𠀀", id="rare characters"),
        pytest.param("Mary-Jane  O'Neil", "Mary-Jane O'Neil", id="a Latin name"),
    ],
)
def test_a_name_is_taken_as_on_the_card(text, name):
    assert parse_name(text) == name


@pytest.mark.parametrize("text", ["", "陈", "陈3", "<b>陈晓明</b>", "·陈晓明", "陈晓明·"])
def test_what_is_no_name_is_refused(text):
    with pytest.raises(CodeError, match="身份证上的姓名"):
        parse_name(text)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        pytest.param("138 0013 8000", "13800138000", id="blanks"),
        pytest.param("138-0013-8000", "13800138000", id="hyphens"),
        pytest.param("+8613800138000", "13800138000", id="country code"),
        pytest.param("１３８００１３８０００", "13800138000", id="full-width digits"),
        pytest.param("", "", id="none"),
    ],
)
def test_a_mobile_number_is_read_however_it_was_typed(text, phone):
    assert parse_phone(text) == phone


@pytest.mark.parametrize("text", ["1380013800", "23800138000", "020-83100130", "abc"])
def test_what_is_no_mobile_number_is_refused(text):
    with pytest.raises(CodeError, match="以1开头的11位数字"):
        parse_phone(text)
