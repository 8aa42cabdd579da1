"""An administrator of the whole country, at the console."""

import pytest

from zhengtong.foundation.access.testing import PASSWORD, make_officer
from zhengtong.foundation.organisations.types import PostCode


@pytest.fixture
def administrator(db):
    return make_officer(post=PostCode.ADMINISTRATOR, division="", name="管示例")


@pytest.fixture
def console(client, administrator):
    """The console as the administrator's browser sees it."""
    client.login(email=administrator.email, password=PASSWORD)
    return client


@pytest.fixture
def counter(db):
    return make_officer(post=PostCode.COUNTER, name="李春梅")
