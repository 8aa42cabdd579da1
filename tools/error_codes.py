"""Write docs/reference/errors.md: every refusal's code, kind and text, from the code itself."""

import importlib
import os
import pkgutil
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "errors.md"
SKIPPED = {"tests", "migrations", "testing", "management"}
HEAD = """# Refusals

Every refusal of the platform has a stable code. Programs receive it as `type` and `code` of a
problem document (RFC 9457); people read the text. `{named}` holes are filled in. This page is made
from the code: `make picture` writes it, a test compares it.

| code | kind | text | when |
|---|---|---|---|
"""


def page() -> str:
    """Return the whole page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    import zhengtong  # noqa: PLC0415 - only after Django is ready
    from zhengtong.core.errors import DomainError  # noqa: PLC0415 - as above

    for found in pkgutil.walk_packages(zhengtong.__path__, "zhengtong."):
        if not SKIPPED & set(found.name.split(".")):
            importlib.import_module(found.name)
    return HEAD + "".join(sorted(line(error) for error in below(DomainError)))


def below(base: type) -> set[type]:
    """Return every class below ``base`` that has a code of its own and is not test code."""
    found = {cls for child in base.__subclasses__() for cls in {child, *below(child)}}
    return {c for c in found if "code" in vars(c) and SKIPPED.isdisjoint(c.__module__.split("."))}


def line(error: type) -> str:
    """Return the table's row for one refusal."""
    kind = next(c.__name__ for c in error.__mro__ if c.__module__ == "zhengtong.core.errors")
    when = (error.__doc__ or "").partition("\n")[0]
    return f"| `{vars(error)['code']}` | {kind.removesuffix('Error')} | {error.text} | {when} |\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page())
