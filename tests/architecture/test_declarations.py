"""What a rule, a refusal, a fact and an address must declare about themselves."""

import ast
from collections import Counter
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver
from ninja import Router
from ninja.constants import NOT_SET
from ninja.router import RouterMount

from config.api import api
from config.wiring import REACTIONS
from tests.architecture.house import ROOT, named, python_files, room_folders, subclasses
from tools import error_codes
from zhengtong.core.errors import DomainError
from zhengtong.core.events import Event

# Addresses of libraries; who may use them is the library's business, and written in its manual.
FOREIGN = ("allauth.", "ninja.")


def rule_files() -> list[Path]:
    """Return every file of rules."""
    return [
        file
        for room in room_folders()
        for file in python_files(room)
        if "tests" not in file.parts and "rules" in {file.stem, file.parent.name}
    ]


def uncited(file: Path) -> list[str]:
    """Return the public functions of a module that cite nothing, unless the module itself does."""
    tree = ast.parse(file.read_text())
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [
        f"{named(file)}:{function.lineno} {function.name}"
        for function in functions
        if not function.name.startswith("_")
        and "Source:" not in (ast.get_docstring(function) or "") + (ast.get_docstring(tree) or "")
    ]


def test_every_rule_cites_its_source() -> None:
    silent = [line for file in rule_files() for line in uncited(file)]
    assert silent == [], "cite law or standard and article: Source: 行政许可法 第三十二条"


def test_error_codes_are_unique() -> None:
    codes = Counter(error.code for error in subclasses(DomainError))
    assert [code for code, uses in codes.items() if uses > 1] == []


def test_every_refusal_has_a_code_and_a_text_of_its_own() -> None:
    bare = [e.__qualname__ for e in subclasses(DomainError) if "code" not in vars(e)]
    silent = [e.__qualname__ for e in subclasses(DomainError) if "text" not in vars(e)]
    assert (bare, silent) == ([], [])


def test_the_reference_lists_every_error_code() -> None:
    written = (ROOT / "docs" / "reference" / "errors.md").read_text()
    assert written == error_codes.page(), "run: make picture"


def test_every_fact_is_wired_or_explicitly_ignored() -> None:
    facts = {fact.__qualname__ for fact in subclasses(Event)}
    assert {fact.__qualname__ for fact in REACTIONS} == facts, "config/wiring.py lists every one"


def addresses(
    patterns: list[URLPattern | URLResolver], prefix: str = "/"
) -> list[tuple[str, object]]:
    """Return every address with its view."""
    found: list[tuple[str, object]] = []
    for pattern in patterns:
        path = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            found += addresses(pattern.url_patterns, path)
        else:
            found.append((path, pattern.callback))
    return found


def module_of(view: object) -> str:
    """Return where a view, or what a partial of it wraps, is written."""
    return str(getattr(getattr(view, "func", view), "__module__", ""))


def test_every_address_says_who_may_use_it() -> None:
    silent = [
        path
        for path, view in addresses(get_resolver().url_patterns)
        if not module_of(view).startswith(FOREIGN) and not hasattr(view, "audience")
    ]
    assert silent == [], "decorate the view: @open_to(Audience.OFFICERS) from zhengtong.ui.audience"


def undeclared(router: Router, mounts: list[RouterMount]) -> list[str]:
    """Return the operations of a router that say nothing, where nothing above them does either."""
    mine = [mount for mount in mounts if mount.template is router]
    said = {id(auth) for mount in mine for auth in (mount.auth, mount.inherited_auth)}
    said |= {id(router.auth), id(api.auth)}
    return [
        f"{path} {operation.methods}"
        for path, view in router.path_operations.items()
        for operation in view.operations
        if said | {id(operation.auth_param)} == {id(NOT_SET)}
    ]


def test_every_operation_for_programs_says_who_may_use_it() -> None:
    routers = [router for _, router in api._routers]  # noqa: SLF001 - it lists them nowhere else
    mounts = [mount for router in routers for mount in router.build_routers("")]
    silent = [line for router in routers for line in undeclared(router, mounts)]
    assert silent == [], "say auth=None for everybody, or how a program signs in"
