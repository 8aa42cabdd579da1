"""What may lie where, and how large it may be."""

import re
import subprocess

import pytest

from tests.architecture.house import ROOT, SOURCE, named, python_files, room_folders

LINE_LIMIT = 300
# A file listed here is too long and known to be; the list may only shrink.
TOO_LONG: set[str] = set()

ROOM_FILES = {
    "types",
    "errors",
    "events",
    "rules",
    "models",
    "selectors",
    "services",
    "forms",
    "web",
    "api",
    "urls",
    "admin",
    "tasks",
    "handlers",
    "management",
    "templates",
    "testing",
    "migrations",
    "locale",
    "tests",
}
# Components with a name of their own (house.md, section 4); each explains itself in its docstring.
COMPONENTS = {
    "foundation/identity/sessions",
    "foundation/outbox/worker",
    "registries/licences/documents",
    "registries/licences/rendering",
    "registries/licences/sealing",
    "registries/service_items/bpmn",
    "registries/service_items/compiler",
    "registries/service_items/guides",
    "registries/service_items/importer",
    "registries/service_items/search",
    "sites/demo/city",
    "sites/demo/launcher",
}
BANNED_NAMES = re.compile(
    r"(.*_)?(manager|managers|data|info|utils|helpers|common|misc|signals|apps|process_.*|do_.*)"
)
MACHINE_PATHS = re.compile(r"/work/(?:main|shared)|/tmp/(?:zt|bash)|/root/\.|/home/\w+/")
REGISTRY_HOSTS = re.compile(r"https?://[\w.-]*(?:pypi|npm|registry|mirror|pythonhosted)[\w.-]*")
FRAGMENT = re.compile(r"[a-z0-9-]+\.(feature|fix|law|removal)\.md")
SOURCES = ("*.py", "*.html", "*.js", "*.scss")


def tracked(*patterns: str) -> list[str]:
    """Return the committed files, by git; a tree without git has nothing to leak."""
    git = ["git", "-C", str(ROOT), "ls-files", "-z", "--", *patterns]
    listed = subprocess.run(git, capture_output=True, text=True, check=False)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """Return every committed text by name."""
    names = [n for n in tracked() if not n.startswith(("data/", "requirements.lock"))]
    return {name: (ROOT / name).read_text(errors="ignore") for name in names}


def test_no_file_is_longer_than_the_limit_and_the_exceptions_are_real() -> None:
    long = {n for n in tracked(*SOURCES) if len((ROOT / n).read_text().splitlines()) > LINE_LIMIT}
    assert long == TOO_LONG


def test_a_room_holds_only_files_of_known_names() -> None:
    strangers = [
        named(entry)
        for room in room_folders()
        for entry in sorted(room.iterdir())
        if entry.stem not in {*ROOM_FILES, "__init__", "__pycache__"}
        and str(entry.relative_to(SOURCE)) not in COMPONENTS
    ]
    assert strangers == [], "name it by what it holds, or list it in COMPONENTS with a docstring"


def test_every_listed_component_exists_and_explains_itself() -> None:
    first_lines = {name: (SOURCE / name / "__init__.py").read_text()[:3] for name in COMPONENTS}
    assert [name for name, line in sorted(first_lines.items()) if line != '"""'] == []


def test_no_module_is_named_after_nothing() -> None:
    assert [named(file) for file in python_files() if BANNED_NAMES.fullmatch(file.stem)] == []


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, REGISTRY_HOSTS], ids=["machine", "registry"])
def test_no_committed_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    found = {name: pattern.search(text) for name, text in texts().items()}
    assert {name: hit[0] for name, hit in found.items() if hit} == {}


def test_a_change_is_told_in_a_fragment_named_after_its_kind() -> None:
    names = [file.name for file in (ROOT / "changes").iterdir() if file.name != "README.md"]
    assert [name for name in names if not FRAGMENT.fullmatch(name)] == []


def test_a_change_fragment_says_something() -> None:
    empty = [f.name for f in (ROOT / "changes").glob("*.md") if len(f.read_text().strip()) < 20]
    assert empty == []


def test_every_conftest_stays_small() -> None:
    large = [n for n in tracked("*conftest.py") if len((ROOT / n).read_text().splitlines()) > 80]
    assert large == []
