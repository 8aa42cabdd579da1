"""Codes that are right, and ways to damage them."""

from datetime import date

from hypothesis import strategies as st
from stdnum.cn.ric import calc_check_digit as resident_check
from stdnum.cn.uscc import calc_check_digit as uscc_check

from zhengtong.core.codes import CodeError

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
    """Put a character somewhere into the code; perhaps the one that is there."""
    place %= len(code)
    return code[:place] + character + code[place + 1 :]


def is_refused(kind, text):
    """Whether the code refuses a text."""
    try:
        kind.parse(text)
    except CodeError:
        return True
    return False
