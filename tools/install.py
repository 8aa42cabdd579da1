"""Make the environment that everything runs in: .venv, locked packages, the project, web assets.

Runs on a bare Python 3.11 and its standard library. Each step leaves a stamp of its inputs, so that
a second run takes a fraction of a second.
"""

import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
STEPS = 7  # the launcher (config/launch) counts on from 5

NO_VENV = """
  这个 Python 不能建立虚拟环境。This Python cannot make virtual environments.
  Debian/Ubuntu: apt install python3-venv     RHEL/openEuler: dnf install python3.11
"""
NO_PACKAGES = """
  依赖没有装上，原因见上。The packages could not be installed; what went wrong stands above.
  需要一个 Python 软件包索引；如使用镜像，请在 pip 配置中写明其地址，再运行同一命令。
  A Python package index is needed; if you use a mirror, name it in pip's configuration, then run
  the same command again.
"""


class InstallError(Exception):
    """A step failed; the text says what to do."""


def main() -> int:
    """Run every step whose inputs have changed."""
    locked = LOCK.read_bytes() + sys.version.encode()
    packages = len(re.findall(rb"^[\w.-]+==", locked, flags=re.MULTILINE))
    try:
        step(1, "建立环境", "Making .venv", VENV / ".made", sys.version.encode(), make_venv)
        size = f"Installing {packages} packages, some 300 MB, 10 to 60 s"
        step(2, "安装依赖", size, VENV / ".packages", locked, install_packages)
        project = (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode() + locked
        step(
            3,
            "安装本项目",
            "Installing Zhengtong itself",
            VENV / ".project",
            project,
            install_project,
        )
    except InstallError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return build_assets()


def step(
    number: int, zh: str, en: str, stamp: Path, inputs: bytes, act: Callable[[], None]
) -> None:
    """Say, do and time one step, unless its stamp shows the same inputs."""
    wanted = hashlib.sha256(inputs).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"[{number}/{STEPS}] {zh} {en} … ", end="", flush=True)
    began = time.monotonic()
    act()
    stamp.write_text(wanted)
    print(f"{time.monotonic() - began:.0f} s", flush=True)


def make_venv() -> None:
    """Make the virtual environment with this very Python; another Python's is thrown away."""
    options = ["--clear"] if (VENV / ".made").exists() else []
    if subprocess.run([sys.executable, "-m", "venv", *options, VENV], check=False).returncode:
        raise InstallError(NO_VENV)


def install_packages() -> None:
    """Install what the lock names, by hash: with uv when it can, with pip otherwise."""
    uv = VENV / ".uv.txt"
    uv.write_text(locked_lines("uv"))
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--require-hashes"]
    index = pip_index()
    environment = {**({"UV_DEFAULT_INDEX": index} if index else {}), **os.environ}
    fast = [VENV / "bin" / "uv", "pip", "install", "-q", "-p", PYTHON, "--require-hashes"]
    rest = ["--no-deps", "-r", LOCK]
    if (
        subprocess.run([*pip, "-r", uv], check=False).returncode
        or subprocess.run([*fast, *rest], env=environment, check=False).returncode
    ):
        # pip's own configuration may name proxies and indexes that uv does not read.
        print("用 pip 重试 trying pip … ", end="", flush=True)
        if subprocess.run([*pip, *rest], check=False).returncode:
            raise InstallError(NO_PACKAGES)


def locked_lines(name: str) -> str:
    """Return the lock's lines of one package: its version and hashes."""
    pattern = rf"^{re.escape(name)}==(?:.*\\\n)*.*\n"
    found = re.search(pattern, LOCK.read_text(), flags=re.MULTILINE)
    if found is None:
        raise InstallError(f"requirements.lock does not name {name}")
    return found[0]


def pip_index() -> str:
    """Return the index that pip is configured for, which uv would not look up; empty for none."""
    asked = subprocess.run(
        [PYTHON, "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    )
    return os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()


def install_project() -> None:
    """Install the project editable; its build tool is in the lock, so no network is needed."""
    options = ["-qq", "--no-deps", "--no-build-isolation", "-e", ROOT]
    command = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", *options]
    if subprocess.run(command, check=False).returncode:
        raise InstallError(NO_PACKAGES)


def build_assets() -> int:
    """Build what pages load, then collect it under hashed names; each is quick when up to date."""
    print(f"[4/{STEPS}] 网页资源 Web assets", flush=True)
    build = subprocess.run([PYTHON, ROOT / "tools" / "build_assets.py"], check=False)
    if build.returncode:
        return build.returncode
    built = ROOT / "build" / ".assets"
    stamp = ROOT / "build" / ".collected"
    if stamp.exists() and stamp.read_text() == built.read_text():
        return 0
    collect = [VENV / "bin" / "zhengtong", "collectstatic", "--noinput", "--clear", "-v", "0"]
    code = subprocess.run(collect, check=False, cwd=ROOT).returncode
    if not code:
        stamp.write_text(built.read_text())
    return code


if __name__ == "__main__":
    sys.exit(main())
