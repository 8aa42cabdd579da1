"""The Jinja2 environment of every page."""

from typing import Any

from django.urls import reverse
from jinja2 import Environment, StrictUndefined


def make_environment(**options: Any) -> Environment:
    """Build the environment: an undefined name is an error, texts are translated."""
    environment = Environment(**{**options, "undefined": StrictUndefined, "autoescape": True})
    environment.globals["url"] = lambda name, *args: reverse(name, args=args)
    return environment
