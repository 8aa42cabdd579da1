"""Every test of casework counts with the real calendars of 2025 and 2026."""

import pytest

from zhengtong.foundation.calendars.testing import load_calendars


@pytest.fixture
def _calendars(db):
    load_calendars((2025, 2026))


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
