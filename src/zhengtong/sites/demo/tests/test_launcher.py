"""Children are started, watched, and all stopped together."""

import socket
from pathlib import Path

import pytest

from zhengtong.sites.demo.launcher import children
from zhengtong.sites.demo.launcher.address import is_free, status_of
from zhengtong.sites.demo.launcher.children import Household, last_words

# Two modules of the standard library that stay, and one that ends at once.
STAYING = ("http.server", "--bind", "127.0.0.1", "0")
ENDING = ("json.tool", "--no-such-option")


@pytest.fixture
def household(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Household:
    monkeypatch.setattr(children.signal, "signal", lambda *_: None)
    return Household(logs=tmp_path / "log", environment={})


def test_a_port_that_somebody_listens_on_is_not_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not is_free("127.0.0.1", port)
    assert is_free("127.0.0.1", port)
    assert status_of("127.0.0.1", port, "/") == 0


def test_everybody_stops_when_one_is_told_to(household: Household) -> None:
    household.start("one", *STAYING)
    household.start("two", *STAYING)
    processes = [child.process for child in household._children]  # noqa: SLF001 - nobody else may know them
    household.stop()
    assert [process.poll() is None for process in processes] == [False, False]


def test_a_child_that_ends_by_itself_is_found_with_its_last_words(household: Household) -> None:
    household.start("web", *STAYING)
    household.start("worker", *ENDING)
    dead = household.watch()
    household.stop()
    assert dead is not None
    assert dead.name == "worker"
    assert "--no-such-option" in last_words(dead)
