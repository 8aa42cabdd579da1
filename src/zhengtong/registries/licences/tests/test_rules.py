"""How long a licence holds, what state it is in, what the public sees."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.registries.licences.rules import fact_at, masked_name, status_on, valid_until
from zhengtong.registries.licences.types import HolderKind, LicenceStatus

ISSUED = date(2026, 11, 20)
VALID, REVOKED, EXPIRED = LicenceStatus.VALID, LicenceStatus.REVOKED, LicenceStatus.EXPIRED


@pytest.mark.parametrize(
    ("issued_on", "term", "until"),
    [
        pytest.param(ISSUED, "indefinitely", None, id="indefinitely has no last day"),
        pytest.param(ISSUED, "3 years", date(2029, 11, 20), id="years end on the same day"),
        pytest.param(ISSUED, "1 month", date(2026, 12, 20), id="a month is read in the singular"),
        pytest.param(ISSUED, "2 months", date(2027, 1, 20), id="months run over the new year"),
        pytest.param(ISSUED, "10 days", date(2026, 11, 30), id="the day of issue is not counted"),
        pytest.param(date(2024, 2, 29), "1 year", date(2025, 2, 28), id="no such day in February"),
        pytest.param(date(2026, 10, 31), "1 month", date(2026, 11, 30), id="thirty days only"),
    ],
)
def test_a_term_ends_on_the_corresponding_day(issued_on, term, until):
    assert valid_until(issued_on, term) == until


@pytest.mark.parametrize("term", ["forever", "0 years", "3", "-1 years", "3 weeks", "1.5 years"])
def test_a_term_written_otherwise_is_refused(term):
    with pytest.raises(ValueError, match=term.replace(".", r"\.")):
        valid_until(ISSUED, term)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_a_longer_term_never_ends_earlier(issued_on, months):
    shorter = valid_until(issued_on, f"{months} months")
    longer = valid_until(issued_on, f"{months + 1} months")
    assert issued_on < shorter < longer <= shorter + timedelta(days=31)


@pytest.mark.parametrize(
    ("stored", "until", "today", "status"),
    [
        pytest.param(VALID, None, ISSUED, VALID, id="indefinite never expires"),
        pytest.param(VALID, ISSUED, ISSUED, VALID, id="the last day still counts"),
        pytest.param(VALID, ISSUED, ISSUED + timedelta(days=1), EXPIRED, id="the day after not"),
        pytest.param(REVOKED, ISSUED, ISSUED + timedelta(days=1), REVOKED, id="an act outweighs"),
    ],
)
def test_status_on_a_day(stored, until, today, status):
    assert status_on(stored, until, today) == status


@pytest.mark.parametrize(
    ("kind", "name", "masked"),
    [
        (HolderKind.NATURAL_PERSON, "陈晓明", "**明"),
        (HolderKind.NATURAL_PERSON, "李四", "*四"),
        (HolderKind.NATURAL_PERSON, "李", "*"),
        (HolderKind.LEGAL_ENTITY, "广州示例科技有限公司", "广州示例科技有限公司"),
    ],
)
def test_the_public_sees_of_a_person_only_the_last_character(kind, name, masked):
    assert masked_name(kind, name) == masked


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("name", "示例"),
        ("partners.name", "张三、李四"),
        ("courses", "高等数学、大学语文"),
        ("amount", "400000"),
        ("agreed", "是"),
        ("absent", ""),
        ("name.of.nothing", ""),
        ("nothing", ""),
    ],
)
def test_a_fact_is_found_by_its_path(path, text):
    facts = {
        "name": "示例",
        "partners": [{"name": "张三"}, {"name": "李四"}, {"age": 3}],
        "courses": ["高等数学", "大学语文"],
        "amount": 400000,
        "agreed": True,
        "nothing": None,
    }
    assert fact_at(facts, path) == text
