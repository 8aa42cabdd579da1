"""These tests know the address and the mode of the platform."""

import pytest


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.PUBLIC_URL = "https://zhengtong.example"
    settings.IS_DEMO = True
