"""One template environment for each language: what a page always says is fixed when it is compiled.

Half of a page is the same for everybody who reads it in one language: headings, labels, icons, the
addresses of pages. Compiled for the language it is plain text; asked for at every request, it cost
more than what is particular to the page.
"""

from typing import Any

from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.utils.translation import get_language, gettext, override
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

TRANSLATIONS = frozenset({"_", "gettext"})
FIXED = frozenset(
    {"icon", "script", "static", "stylesheet", "url", "vendor_preload", "vendor_script"}
)


class PageEnvironment(Environment):
    """An environment that knows its language, and writes into a template what never changes."""

    language: str = settings.LANGUAGE_CODE

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        with override(self.language):
            fixed: nodes.Template = _Fixing(self).visit(template)
        return fixed


class Engine(Jinja2):
    """Django's Jinja2 with an environment for each language that is spoken."""

    def __init__(self, params: dict[str, Any]) -> None:
        self._by_language: dict[str, Environment] = {}
        super().__init__(params)

    @property
    def env(self) -> Environment:
        """Return the environment of the language that is spoken now."""
        language = get_language() or settings.LANGUAGE_CODE
        if language not in self._by_language:
            self._by_language[language] = self._first.overlay()
            vars(self._by_language[language])["language"] = language
        return self._by_language[language]

    @env.setter
    def env(self, first: Environment) -> None:
        self._first = first


class _Fixing(NodeTransformer):
    """Replaces calls whose answer the template's language alone decides by that answer."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - as Jinja calls it
        """Return the answer to a call of constants; any other call as it is."""
        self.generic_visit(node)
        given = [one.value for one in node.args if isinstance(one, nodes.Const)]
        named = {k.key: k.value.value for k in node.kwargs if isinstance(k.value, nodes.Const)}
        known = len(given) + len(named) == len(node.args) + len(node.kwargs)
        is_constant = known and node.dyn_args is None and node.dyn_kwargs is None
        if not (is_constant and isinstance(node.node, nodes.Name)):
            return node
        name = node.node.name
        if name in TRANSLATIONS and not named:
            # A percent sign stands doubled in a message; filling it in halves it.
            return _fixed(Markup(gettext(*given) % {}), node)  # noqa: S704 - as Jinja trusts it
        if name in FIXED:
            answer: Any = self.environment.globals[name]
            return _fixed(answer(*given, **named), node)
        return node


def _fixed(answer: object, at: nodes.Node) -> nodes.Expr:
    if isinstance(answer, Markup):
        return nodes.MarkSafe(nodes.Const(str(answer), lineno=at.lineno), lineno=at.lineno)
    return nodes.Const(answer, lineno=at.lineno)
