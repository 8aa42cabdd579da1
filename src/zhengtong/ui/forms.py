"""How Django's forms become the design system's."""

from django.forms.renderers import Jinja2


class Renderer(Jinja2):
    """Renders fields with our templates."""
