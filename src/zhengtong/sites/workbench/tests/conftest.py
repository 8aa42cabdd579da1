"""Officers at their desks."""

import pytest

from zhengtong.foundation.access.testing import PASSWORD, make_officer
from zhengtong.foundation.calendars.testing import load_calendars
from zhengtong.foundation.organisations.testing import PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode


@pytest.fixture
def calendars(db):
    load_calendars((2025, 2026))


@pytest.fixture
def counter(calendars):
    return make_officer(post=PostCode.COUNTER, name="李春梅")


@pytest.fixture
def desk(client, counter):
    """The workbench as the counter's browser sees it."""
    client.login(email=counter.email, password=PASSWORD)
    return client


@pytest.fixture
def desk_of(client, calendars):
    """Sign in as an officer of a post: ``desk_of(PostCode.DECIDER, PROVINCE_JUSTICE)``."""

    def sign_in(post, body=PROVINCE_JUSTICE):
        officer = make_officer(post=post, body=body)
        client.login(email=officer.email, password=PASSWORD)
        return client

    return sign_in
