"""What every test of the house needs."""

from pathlib import Path

import hypothesis
import pytest
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings

from zhengtong.foundation.ledger.testing import allow_emptying
from zhengtong.foundation.outbox.testing import let_jobs_be_emptied

pytest_plugins = ["tests.browser.fixtures"]

# Machines are noisy: how long a thing takes is measured by `make bench`, never by a test.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 - extends the fixture of that name
    """Make the test database one that tests with real transactions may empty after themselves."""
    with django_db_blocker.unblock():
        allow_emptying()
    let_jobs_be_emptied()


@pytest.fixture(scope="session")
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that stands for the deployment's state in this run."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(autouse=True)
def machine(settings: Settings, state_folder: Path) -> None:
    """Keep what tests store out of the real state, hash passwords quickly, begin in Chinese.

    Passwords hashed before still open.
    """
    settings.STATE_DIR = state_folder
    settings.MEDIA_ROOT = state_folder / "files"
    settings.EMAIL_FILE_PATH = state_folder / "mail"
    fast = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [fast, *settings.PASSWORD_HASHERS]
    # A page read in English leaves its thread speaking English.
    translation.activate(settings.LANGUAGE_CODE)
