"""What a page always says is compiled into it, once for each language; the rest is asked for."""

from functools import partial

import pytest
from django.template import engines
from django.urls import NoReverseMatch
from django.utils.translation import override
from jinja2 import nodes

from zhengtong.core.labels import LabelledEnum
from zhengtong.core.texts import LocalisedText
from zhengtong.ui.environment import local_html, url


class Signal(LabelledEnum):
    OPEN = "open", "可以通行", "Go"


class Door(LabelledEnum):
    OPEN = "open", "门开着", "Ajar"


def compiled(source):
    return engines["jinja2"].env.parse(source)


def shown(source, **values):
    return engines["jinja2"].from_string(source).render(values)


@pytest.mark.parametrize(
    ("source", "fixed"),
    [
        pytest.param('{{ _("我的办件") }}', "My cases", id="a message"),
        pytest.param(
            '{{ url("portal:items", by="division") }}', "/items/?by=division", id="a page"
        ),
    ],
)
def test_what_the_language_alone_decides_is_compiled_into_the_page(source, fixed):
    with override("en"):
        (output,) = compiled(source).find_all(nodes.Output)

    assert [one.value for one in output.find_all(nodes.Const)] == [fixed]
    assert list(output.find_all(nodes.Call)) == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("{{ _(message) }}", id="a message that varies"),
        pytest.param('{{ _("共 %(n)s 件", n=1) }}', id="a message with a hole"),
        pytest.param('{{ url("portal:items", by=order) }}', id="a query that varies"),
        pytest.param('{{ url("portal:items", **query) }}', id="a query from elsewhere"),
        pytest.param('{{ url("portal:guide", *parts) }}', id="parts from elsewhere"),
    ],
)
def test_what_varies_is_asked_for_each_time(source):
    assert len(list(compiled(source).find_all(nodes.Call))) == 1


def test_each_language_has_pages_of_its_own():
    said = {}
    for language in ("en", "zh-hans", "en"):
        with override(language):
            said[language] = shown(
                '{{ _("我的办件") }} {{ day | local }}', day=LocalisedText("今天", "today")
            )

    assert said == {"en": "My cases today", "zh-hans": "我的办件 今天"}


def test_an_icon_stays_a_drawing_and_an_address_stays_escaped():
    assert shown('{{ icon("menu") }}').startswith("<svg")
    address = '{{ url("portal:items", audience="natural_person", by="division") }}'
    assert shown(address) == "/items/?audience=natural_person&amp;by=division"


def test_codes_of_two_lists_that_are_equal_as_texts_keep_their_own_names():
    names = partial(map, local_html)

    assert list(names([Signal.OPEN, Door.OPEN])) == ["可以通行", "门开着"]


@pytest.mark.parametrize(
    ("name", "given", "address"),
    [
        pytest.param("workbench:task", (17,), "/work/task/17/", id="a number"),
        pytest.param("workbench:act", (17, "claim"), "/work/task/17/claim/", id="two"),
        pytest.param("portal:case", ("甲/乙",), None, id="what the route does not take"),
        pytest.param("workbench:task", ("十七",), None, id="no number"),
    ],
)
def test_an_address_is_what_django_would_make_of_it(name, given, address):
    if address is None:
        with pytest.raises(NoReverseMatch):
            url(name, *given)
    else:
        assert url(name, *given) == address
