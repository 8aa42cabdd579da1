"""A citizen who is signed in, and calendars to count with."""

import pytest

from zhengtong.foundation.calendars.testing import load_calendars
from zhengtong.foundation.identity.testing import PASSWORD, make_person


@pytest.fixture
def calendars(db):
    load_calendars((2025, 2026))


@pytest.fixture
def citizen(calendars):
    return make_person(name="陈晓明", email="chen@example.cn")


@pytest.fixture
def site(client, citizen):
    """The site as the citizen's browser sees it."""
    client.login(email="chen@example.cn", password=PASSWORD)
    return client
