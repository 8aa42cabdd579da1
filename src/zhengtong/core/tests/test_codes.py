"""Codes are read forgivingly and checked strictly; real ones pass, damaged ones do not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn.ric import calc_check_digit as resident_check
from stdnum.cn.uscc import calc_check_digit as uscc_check

from zhengtong.core.codes import (
    BaseCode,
    CaseNo,
    CodeError,
    DivisionCode,
    ImplementationCode,
    ItemCode,
    LicenceIdentifier,
    LicenceTypeCode,
    ResidentId,
    Uscc,
    mod_37_36,
)
from zhengtong.core.codes.licences import ROOT

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

usccs = st.builds(
    lambda head, division, tail: (body := head + division + tail) + uscc_check(body),
    st.text(USCC_ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(USCC_ALPHABET, min_size=9, max_size=9),
)
resident_ids = st.builds(
    lambda province, rest, born, sequence: (
        (body := f"{province}{rest:04d}{born:%Y%m%d}{sequence:03d}") + resident_check(body + "0")
    ),
    st.sampled_from(["11", "35", "44", "65", "81"]),
    st.integers(0, 9999),
    st.dates(date(1900, 1, 1), date(2026, 12, 31)),
    st.integers(0, 999),
)
serials = st.text(ALPHANUMERIC, min_size=1, max_size=32)


def damage(code, place, character):
    place %= len(code)
    return code[:place] + character + code[place + 1 :]


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
    outcome = is_refused(Uscc, damaged)
    assert outcome == (damaged != code)


def is_refused(kind, text):
    try:
        kind.parse(text)
    except CodeError:
        return True
    return False


def test_a_resident_id_tells_birth_date_and_sex_and_hides_the_rest():
    number = ResidentId.parse("11010519491231002X")
    assert (number.birth_date, number.is_male) == (date(1949, 12, 31), False)
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


@pytest.mark.parametrize(
    "text",
    [
        "11100000000013338W011.11430000006122244L.20230000403.001.U",
        "11100000MB03271699022.340100.000000016.001.9",
        "11100000000013338W032.11220000013544541J.2430599.001.F",
        "11100000000013338W009.11330105002500287C.2025052201.002.0",
    ],
)
def test_a_real_licence_identifier_is_accepted_with_and_without_its_root(text):
    assert LicenceIdentifier.parse(text) == LicenceIdentifier.parse(ROOT + text) == ROOT + text


def test_a_licence_identifier_tells_its_parts():
    identifier = LicenceIdentifier.parse(
        "11100000000013338W009.11330105002500287C.2025052201.002.0"
    )
    assert identifier.type_code == LicenceTypeCode("11100000000013338W009")
    assert identifier.type_code.defined_by == Uscc("11100000000013338W")
    assert identifier.issuer == "11330105002500287C"
    assert (identifier.serial, identifier.version) == ("2025052201", 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(
            "11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M",
            "校验不通过",
            id="a published sample whose check should be D",
        ),
        pytest.param(
            "11100000000013338W011.11430000006122244L.20230000403.001", "应依次为", id="no check"
        ),
        pytest.param("", "应依次为", id="nothing"),
        pytest.param(
            "11100000000013338X011.11430000006122244L.20230000403.001.U",
            "统一社会信用代码校验不通过",
            id="wrong body in the type",
        ),
    ],
)
def test_a_wrong_licence_identifier_is_refused_and_told_why(text, says):
    with pytest.raises(CodeError, match=says):
        LicenceIdentifier.parse(text)


def test_the_check_of_the_published_sample_should_have_been_d():
    built = LicenceIdentifier.build(
        "11100000000013661B006", "113700000045046442", "209FA4E88F9E4C878F3E9BED2CE7EA49"
    )
    assert built.endswith(".001.D")


def test_a_licence_has_at_most_999_versions():
    with pytest.raises(CodeError, match="1至999"):
        LicenceIdentifier.build("11100000000013661B006", "340100", "1", version=1000)


@given(usccs, usccs, serials, st.integers(1, 999), st.integers(0), st.sampled_from(ALPHANUMERIC))
def test_any_single_wrong_character_of_a_licence_identifier_is_noticed(
    definer, issuer, serial, version, place, character
):
    built = LicenceIdentifier.build(f"{definer}011", issuer, serial, version)
    damaged = ROOT + damage(built.removeprefix(ROOT), place, character)
    assert is_refused(LicenceIdentifier, damaged) == (damaged != built)


@given(serials, st.integers(0), st.sampled_from(ALPHANUMERIC))
def test_any_single_wrong_character_changes_the_mod_37_36_check(text, place, character):
    damaged = damage(text, place, character)
    assert (mod_37_36(damaged) != mod_37_36(text)) == (damaged != text)


def test_mod_37_36_refuses_what_it_cannot_count():
    with pytest.raises(CodeError, match="第2位“é”"):
        mod_37_36("Aé")
