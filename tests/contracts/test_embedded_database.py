"""The embedded PostgreSQL: starts on nothing, keeps what was committed, forgets the dead."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded import server


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "postgres"
    yield place
    server.stop(place)


def value_in(socket: Path, database: str, query: str) -> object:
    """Return the one value that a query gives."""
    with psycopg.connect(host=str(socket), user=server.USER, dbname=database) as connection:
        row = connection.execute(query).fetchone()
    return row and row[0]


def test_an_empty_folder_becomes_a_database_that_survives_a_restart(folder: Path) -> None:
    socket = server.start(folder)
    server.create_database(socket, "city")
    server.create_database(socket, "city")
    with psycopg.connect(host=str(socket), user=server.USER, dbname="city") as connection:
        connection.execute("create table desk as select 7 as number")
    server.stop(folder)

    socket = server.start(folder)
    assert value_in(socket, "city", "select number from desk") == 7


def test_a_pid_that_now_is_another_program_does_not_pass_for_the_server(folder: Path) -> None:
    server.start(folder)
    lines = (folder / "postmaster.pid").read_text().splitlines()
    server.stop(folder)
    (folder / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    socket = server.start(folder)
    assert value_in(socket, "postgres", "select 1") == 1


def test_a_folder_that_cannot_be_made_is_explained_in_two_languages(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(server.EmbeddedServerError, match=r"不能创建目录.*\n.*cannot create"):
        server.start(tmp_path / "file" / "postgres")
