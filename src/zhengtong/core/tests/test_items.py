"""Codes of items and cases carry their parts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.core.codes import BaseCode, CaseNo, CodeError, ImplementationCode, ItemCode, Uscc
from zhengtong.core.tests.samples import usccs


def test_an_implementation_code_tells_its_parts():
    code = ImplementationCode.parse("12441500196720244T3442199806003")
    assert code.body == Uscc("12441500196720244T")
    assert (code.level, code.base) == ("3", BaseCode("442199806003"))


def test_an_item_code_tells_its_variant():
    code = ItemCode.parse("11440000006940116U244010200300103")
    assert code.implementation == "11440000006940116U2440102003001"
    assert code.variant == "03"
    assert ItemCode.parse("11450721MB155808114000104002000").variant == ""


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        pytest.param(BaseCode, "44219980600", "应为12位", id="a short base code"),
        pytest.param(
            ImplementationCode, "11440100007483180K344010900100", "应为31位", id="too short"
        ),
        pytest.param(
            ImplementationCode, "11440100007483180X3440109001001", "校验不通过", id="wrong body"
        ),
        pytest.param(
            ImplementationCode, "11440100007483180K8440109001001", "行使层级", id="wrong level"
        ),
        pytest.param(
            ImplementationCode, "11440100007483180K34401090010A1", "第30位“A”", id="a letter"
        ),
        pytest.param(
            ItemCode, "11440100007483180K34401090010011", "应为31或33位", id="half a variant"
        ),
    ],
)
def test_a_wrong_item_code_is_refused_and_told_which_part(kind, text, says):
    with pytest.raises(CodeError, match=says):
        kind.parse(text)


def test_a_real_case_number_tells_item_day_and_serial():
    number = CaseNo.parse("12441500196720244T3442199806003202206230068")
    assert number.implementation == "12441500196720244T3442199806003"
    assert (number.filed_on, number.serial) == (date(2022, 6, 23), 68)


def test_a_case_number_of_a_variant_carries_the_implementation_only():
    number = CaseNo.build("11440000006940116U244010200300103", date(2026, 11, 21), 7)
    assert number == "11440000006940116U2440102003001202611210007"


@pytest.mark.parametrize("serial", [0, 10_000])
def test_a_day_has_9999_case_numbers(serial):
    with pytest.raises(CodeError, match="已用完"):
        CaseNo.build("12441500196720244T3442199806003", date(2026, 11, 21), serial)


def test_a_case_number_of_no_day_is_refused():
    with pytest.raises(CodeError, match="申请日期"):
        CaseNo.parse("12441500196720244T3442199806003202202300068")


@given(usccs, st.dates(date(2000, 1, 1)), st.integers(1, 9999))
def test_a_case_number_reads_back_what_it_was_built_from(body, on, serial):
    number = CaseNo.parse(CaseNo.build(f"{body}3440109001001", on, serial))
    assert (number.implementation.body, number.filed_on, number.serial) == (body, on, serial)
