"""One spelling, one vocabulary; see docs/glossary.md."""

import ast
import re
from pathlib import Path

from tests.architecture.house import SOURCE, named, product_files

WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# American spellings and words that the glossary gives away; 许可 (the power) may be ``licensing``.
BANNED = {
    "license",
    "licenses",
    "organization",
    "organizations",
    "center",
    "behavior",
    "affair",
    "affairs",
    "workorder",
    "promisor",
    "color",
}
VAGUE = re.compile(r"(?:do|handle_all|process)_\w+")
# Django calls its middleware by these names.
HOOKS = {"process_exception", "process_view", "process_template_response"}


def names_in(file: Path) -> set[str]:
    """Return every name that a file gives; names of other people's things are theirs."""
    nodes = list(ast.walk(ast.parse(file.read_text())))
    kinds = (ast.FunctionDef, ast.ClassDef)
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    arguments = {node.arg for node in nodes if isinstance(node, ast.arg)}
    return {node.name for node in nodes if isinstance(node, kinds)} | stored | arguments


def test_identifiers_use_the_words_of_the_glossary() -> None:
    wrong = [
        f"{named(file)}: {name}"
        for file in product_files()
        for name in sorted(names_in(file))
        if BANNED & {word.lower() for word in WORDS.findall(name)}
    ]
    assert wrong == [], "British spelling, and the naming table of docs/glossary.md"


def test_no_function_is_named_after_doing() -> None:
    found = [
        f"{named(file)}: {name}"
        for file in product_files()
        for name in sorted(set(re.findall(r"def (\w+)\(", file.read_text())) - HOOKS)
        if VAGUE.fullmatch(name)
    ]
    assert found == []


def test_product_templates_carry_no_class_of_the_design_system() -> None:
    templates = [f for f in SOURCE.rglob("templates/**/*.html") if SOURCE / "ui" not in f.parents]
    assert [named(f) for f in templates if "govuk-" in f.read_text()] == [], "use a macro of ui"
