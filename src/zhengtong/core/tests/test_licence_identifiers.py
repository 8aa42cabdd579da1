"""A licence identifier names type, issuer, serial and version, and guards them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.core.codes import CodeError, LicenceIdentifier, LicenceTypeCode, mod_37_36
from zhengtong.core.codes.licences import ROOT
from zhengtong.core.tests.samples import ALPHANUMERIC, damage, is_refused, serials, usccs


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
