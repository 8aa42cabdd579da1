"""What leaves the house by e-mail tells nobody else who the person is."""

import pytest

from zhengtong.foundation.notices.rules import masked_name, masked_text


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        pytest.param("陈晓明", "陈**", id="a name of three characters"),
        pytest.param("李四", "李*", id="a name of two characters"),
        pytest.param("欧阳小明月", "欧**", id="the length is not told either"),
        pytest.param("", "", id="no name"),
    ],
)
def test_of_a_name_the_first_character_is_told(name, masked):
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("证件440106199001011234。", "证件440106********1234。", id="a resident id"),
        pytest.param("44010619900101123X", "440106********123X", id="a check character X"),
        pytest.param("电话13800138000", "电话138****8000", id="a mobile number"),
        pytest.param(
            "办件11440000MB2C928306444012301400020261121000001",
            "办件11440000MB2C928306444012301400020261121000001",
            id="a case number is left alone",
        ),
        pytest.param("5个工作日", "5个工作日", id="ordinary words are left alone"),
    ],
)
def test_numbers_of_a_person_are_masked(text, masked):
    assert masked_text(text) == masked
