"""What every test of the house needs."""

import pytest
from pytest_django import DjangoDbBlocker

from zhengtong.foundation.ledger.testing import allow_emptying


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 - extends the fixture of that name
    """Make the test database one that tests with real transactions may empty after themselves."""
    with django_db_blocker.unblock():
        allow_emptying()
