"""A table is opened, never run."""

import pytest

from zhengtong.core.spreadsheets import csv_lines


def test_the_first_line_says_that_the_table_is_utf_8():
    assert list(csv_lines([("编号", "姓名"), (1, "李春梅")])) == [
        "\ufeff编号,姓名\r\n",
        "1,李春梅\r\n",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_text_that_looks_like_a_formula_is_a_text(start):
    (line,) = csv_lines([(f"{start}HYPERLINK(1)",)])

    assert line == f"\ufeff'{start}HYPERLINK(1)\r\n"


def test_a_negative_number_stays_a_number():
    assert list(csv_lines([(-5,)])) == ["\ufeff-5\r\n"]
