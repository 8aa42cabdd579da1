"""Licences are sealed with keys of a folder that only these tests know."""

import pytest


@pytest.fixture(scope="session")
def authority_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("state")


@pytest.fixture(autouse=True)
def _own_state(settings, authority_folder):
    settings.STATE_DIR = authority_folder
    settings.MEDIA_ROOT = authority_folder / "files"
    settings.PUBLIC_URL = "https://zhengtong.example"
    settings.IS_DEMO = True
