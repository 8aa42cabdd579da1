from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.utils.translation import override
from jinja2 import UndefinedError

from zhengtong.core.texts import LocalisedText
from zhengtong.ui import environment


def test_an_undefined_name_is_an_error():
    template = engines["jinja2"].from_string("{{ no_such_name }}")

    with pytest.raises(UndefinedError):
        template.render({})


def test_a_text_is_shown_in_the_language_of_the_page():
    text = LocalisedText("律师事务所", "Law firm")

    with override("en"):
        english = environment.local(text)
    with override("zh-hans"):
        chinese = environment.local(text)

    assert (english, chinese) == ("Law firm", "律师事务所")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        pytest.param("zh-hans", "2026年3月7日", id="Chinese"),
        pytest.param("en", "7 Mar 2026", id="English"),
    ],
)
def test_a_date_is_written_as_the_reader_writes_it(language, shown):
    with override(language):
        assert environment.as_date(date(2026, 3, 7)) == shown


def test_a_moment_is_shown_in_beijing_time():
    with override("zh-hans"):
        shown = environment.as_time(datetime(2026, 3, 7, 16, 30, tzinfo=UTC))

    assert shown == "2026年3月8日 00:30"


def test_attributes_are_escaped_and_empty_ones_left_out():
    shown = environment.attributes({"id": 'a"b', "hidden": True, "lang": "", "title": None})

    assert shown == ' id="a&#34;b" hidden'


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        pytest.param({"page": 3}, "/search/?q=a&page=3", id="a key is replaced"),
        pytest.param({"page": ""}, "/search/?q=a", id="an empty value takes it out"),
        pytest.param({"format": "csv"}, "/search/?q=a&page=2&format=csv", id="a new key is added"),
    ],
)
def test_an_address_keeps_the_rest_of_its_query(changes, address):
    assert environment.with_query("/search/?q=a&page=2", **changes) == address


def test_an_icon_that_is_not_listed_cannot_be_drawn():
    with pytest.raises(FileNotFoundError):
        environment.icon("skull")


def test_scripts_and_styles_carry_their_integrity():
    sheet = environment.stylesheet("css/zhengtong.css")
    script = environment.vendor_script("htmx.org", "htmx.min.js")

    assert 'integrity="sha384-' in sheet
    assert 'integrity="sha384-' in script
    assert "/static/vendor/htmx.org/" in script


def test_without_built_assets_the_message_says_what_to_run(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path

    with pytest.raises(ImproperlyConfigured, match="make assets"):
        environment.stylesheet("css/zhengtong.css")
