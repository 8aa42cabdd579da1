import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.exceptions import ImproperlyConfigured

from zhengtong.ui.storage import AssetStorage


@pytest.fixture
def collected(tmp_path):
    """Collect a style sheet that names another file, and a versioned package."""
    source = tmp_path / "source"
    files = {
        "css/a.css": "body{background:url(../images/b.svg)}",
        "images/b.svg": "<svg/>",
        "vendor/pkg/1.2.3/pkg.min.js": "export default 1",
    }
    for name, text in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    storage = AssetStorage(location=tmp_path / "out", base_url="/static/")
    origin = StaticFilesStorage(location=source)
    for name in files:
        with origin.open(name) as file:
            storage.save(name, file)
    list(storage.post_process({name: (origin, name) for name in files}))
    return AssetStorage(location=tmp_path / "out", base_url="/static/")


def test_our_files_carry_a_digest_in_their_name(collected):
    assert re.fullmatch(r"/static/css/a\.[0-9a-f]{12}\.css", collected.url("css/a.css"))


def test_a_versioned_package_keeps_its_name(collected):
    assert collected.url("vendor/pkg/1.2.3/pkg.min.js") == "/static/vendor/pkg/1.2.3/pkg.min.js"


def test_integrity_is_of_the_final_bytes(collected):
    name = collected.stored_name("css/a.css")
    final = Path(collected.path(name)).read_bytes()

    digest = base64.b64encode(hashlib.sha384(final).digest()).decode()

    assert b"images/b.svg" not in final
    assert collected.integrity[name] == f"sha384-{digest}"


def test_only_styles_and_scripts_are_listed(collected):
    listed = json.loads(Path(collected.path("sri.json")).read_text())

    assert sorted(name.rpartition(".")[2] for name in listed) == ["css", "js"]


def test_a_package_is_found_whatever_its_version(collected):
    assert collected.find_vendor("pkg", "pkg.min.js") == "vendor/pkg/1.2.3/pkg.min.js"


def test_a_package_that_is_not_served_is_named(collected):
    with pytest.raises(ImproperlyConfigured, match=r"other/x\.js"):
        collected.find_vendor("other", "x.js")


@pytest.mark.parametrize(
    ("address", "forever"),
    [
        pytest.param("/static/css/a.0123456789ab.css", True, id="a digest in the name"),
        pytest.param("/static/vendor/htmx.org/4.0.1/htmx.min.js", True, id="a version in the path"),
        pytest.param("/static/images/mark.svg", False, id="neither"),
    ],
)
def test_browsers_keep_forever_what_cannot_change(settings, address, forever):
    assert bool(re.search(settings.WHITENOISE_IMMUTABLE_FILE_TEST, address)) is forever
