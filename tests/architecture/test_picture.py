"""The picture in the README is drawn from the imports, so it cannot lie for long."""

from tests.architecture.house import ROOT
from tools import module_map


def test_the_module_map_matches_the_code() -> None:
    drawn = (ROOT / "docs" / "module-map.svg").read_text()
    assert drawn == module_map.picture(), "run: make picture"
