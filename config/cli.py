"""The ``zhengtong`` command: every room's management commands under one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run ``zhengtong <command> …`` with this project's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(["zhengtong", *sys.argv[1:]])
