"""How Django's forms become the design system's: the same macros draw every form."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.forms.renderers import BaseRenderer, Jinja2
from django.http import HttpRequest
from django.template import TemplateDoesNotExist, engines
from django.utils.translation import get_language

from zhengtong.core.errors import DomainError
from zhengtong.core.labels import LabelledEnum
from zhengtong.ui import refusals

WIDGETS = Jinja2()


class Renderer(BaseRenderer):
    """Draws forms and fields with our templates, and a bare widget with Django's own."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"

    def get_template(self, template_name: str) -> Any:
        """Return ours if there is one of that name."""
        try:
            return engines["jinja2"].get_template(template_name)
        except TemplateDoesNotExist:
            return WIDGETS.get_template(template_name)

    def render(
        self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None
    ) -> str:
        """Render a form, a field or a widget."""
        text: str = self.get_template(template_name).render(context, request=request)
        return text.strip()


def labels_of(*codes: LabelledEnum) -> list[tuple[str, str]]:
    """Return the choices of a field by the names of codes in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    return [(code.value, code.in_language(language)) for code in codes]


def tell(form: BaseForm, error: DomainError) -> None:
    """Put a refusal at the fields it is about, or above them."""
    refusal = refusals.of_error(error)
    for problem in refusal.problems:
        form.add_error(problem.where if problem.where in form.fields else None, problem.text)
    if not refusal.problems:
        form.add_error(None, refusal.text)
