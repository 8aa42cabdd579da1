"""The house as its files and contracts describe it; every test of this folder reads it here."""

import importlib
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import zhengtong

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "zhengtong"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
OPEN_WINGS = {"ui", "core"}
SKIPPED = {"tests", "migrations", "testing", "management"}


def ranks() -> dict[str, int]:
    """Return ``wing.room`` -> rank, higher standing higher; rooms side by side share a rank."""
    layers = {c["containers"][0]: c["layers"] for c in CONTRACTS if c["type"] == "layers"}
    wings = [wing for wing in layers["zhengtong"] if wing not in OPEN_WINGS]
    floors = [
        [f"{wing}.{room.strip()}" for room in layer.split("|")]
        for wing in wings
        for layer in layers[f"zhengtong.{wing}"]
    ]
    return {room: rank for rank, floor in enumerate(reversed(floors)) for room in floor}


def room_folders() -> list[Path]:
    """Return the folder of every room."""
    return [SOURCE / room.replace(".", "/") for room in sorted(ranks())]


def python_files(*folders: Path) -> list[Path]:
    """Return every Python file below the folders, the house's source by default."""
    return sorted(file for folder in folders or (SOURCE,) for file in folder.rglob("*.py"))


def product_files() -> list[Path]:
    """Return the source files that run in production: no tests, no migrations."""
    hidden = {"tests", "migrations"}
    return [file for file in python_files() if not hidden & set(file.parts)]


def named(path: Path) -> str:
    """Return a path as the reader of a failure knows it."""
    return str(path.relative_to(ROOT))


def modules() -> Iterator[object]:
    """Import and yield every module of the house but tests, migrations and commands."""
    for found in pkgutil.walk_packages(zhengtong.__path__, "zhengtong."):
        if not SKIPPED & set(found.name.split(".")):
            yield importlib.import_module(found.name)


def subclasses(base: type) -> list[type]:
    """Return every class below ``base`` that the house declares, once each, by name."""
    list(modules())
    seen: dict[str, type] = {}
    waiting = list(base.__subclasses__())
    while waiting:
        found = waiting.pop()
        seen[f"{found.__module__}.{found.__qualname__}"] = found
        waiting += found.__subclasses__()
    return [seen[name] for name in sorted(seen) if re.match(r"zhengtong\.(?!.*\.tests\.)", name)]
