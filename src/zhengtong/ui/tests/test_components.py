"""Our macros give the HTML that govuk-frontend's own fixtures expect, but for what we list here."""

import json
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.template import engines
from django.utils.translation import override
from markupsafe import Markup

FIXTURES = settings.STATIC_ROOT.parent / "npm/node_modules/govuk-frontend/dist/govuk/components"
VOID = {"input", "br", "path", "circle", "rect"}
# What we do on purpose: labels and legends are bold, buttons guard against a second press, faulty
# fields say so to screen readers, tables stand in a scrolling region, icons are our own.
OUR_CLASSES = {
    "govuk-label--s",
    "govuk-fieldset__legend--s",
    "govuk-table__caption--s",
    "govuk-back-link",
}
OUR_ATTRIBUTES = {"aria-invalid", "data-prevent-double-click"}
OUR_WORDS = {"Error:": "错误：", "Warning": "注意"}
SKIPPED = {"svg", "path", "nav"}


class Outline(HTMLParser):
    """The tags, attributes and texts of a piece of HTML, in order, spaces evened out."""

    def __init__(self, html):
        super().__init__()
        self.parts, self.skipping = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in SKIPPED:
            self.parts.append((tag, frozenset(filter(None, map(even, attrs)))))

    def handle_endtag(self, tag):
        if tag not in SKIPPED | VOID:
            self.parts.append((f"/{tag}", frozenset()))

    def handle_data(self, text):
        if words := " ".join(text.split()):
            self.parts.append(("text", OUR_WORDS.get(words, words)))


def even(attribute):
    name, value = attribute
    if name == "class":
        return name, frozenset(value.split()) - OUR_CLASSES
    return None if name in OUR_ATTRIBUTES else (name, value)


def text_of(options, key):
    return (options.get(key) or {}).get("text", "")


def common(o):
    return {
        "name": o["name"],
        "id": o.get("id") or o.get("idPrefix", ""),
        "label": text_of(o, "label") or text_of(o.get("fieldset") or {}, "legend"),
        "hint": text_of(o, "hint"),
        "error": text_of(o, "errorMessage"),
    }


def picks(o):
    return [
        {
            "value": i["value"],
            "text": i["text"],
            "hint": text_of(i, "hint"),
            "disabled": i.get("disabled", False),
        }
        for i in o["items"]
    ]


def chosen(o):
    return next((i["value"] for i in o["items"] if i.get("selected") or i.get("checked")), "")


def as_choice(o):
    return common(o) | {"items": picks(o), "value": chosen(o)}


def as_input(o):
    extra = {k: o[k] for k in ("value", "type", "autocomplete", "inputmode") if k in o}
    return common(o) | extra | {"prefix": text_of(o, "prefix"), "suffix": text_of(o, "suffix")}


def as_task(item):
    status = item["status"]
    tag = status.get("tag") or {}
    return {
        "title": item["title"]["text"],
        "href": item.get("href", ""),
        "hint": text_of(item, "hint"),
        "status": tag.get("text") or status["text"],
        "colour": tag.get("classes", "govuk-tag--" if tag else "").removeprefix("govuk-tag--"),
    }


def as_row(row):
    actions = [
        {"href": a["href"], "text": a["text"], "of": a.get("visuallyHiddenText", "")}
        for a in (row.get("actions") or {}).get("items", [])
    ]
    return {
        "key": row["key"]["text"],
        "value": row["value"].get("text") or markup_of(row["value"]["html"]),
        "actions": actions,
    }


def markup_of(html):
    return Markup(html)  # noqa: S704 - the fixture's own


def as_button(o):
    kind = o["classes"].removeprefix("govuk-button--")
    return {"text": o["text"], "kind": kind, "name": o["name"]}


def as_cells(cells):
    return [{"value": c["text"], "text": c["text"], "numeric": "format" in c} for c in cells]


CASES = [
    ("input", "default", "forms", "text_input", as_input),
    ("input", "with hint text", "forms", "text_input", as_input),
    ("input", "with error message", "forms", "text_input", as_input),
    ("input", "with autocomplete attribute", "forms", "text_input", as_input),
    ("input", "with prefix", "forms", "text_input", as_input),
    ("input", "with suffix", "forms", "text_input", as_input),
    ("textarea", "default", "forms", "textarea", common),
    ("textarea", "with hint", "forms", "textarea", common),
    ("textarea", "with error message", "forms", "textarea", common),
    ("file-upload", "default", "forms", "file_upload", common),
    ("file-upload", "with hint text", "forms", "file_upload", common),
    ("file-upload", "with error message and hint", "forms", "file_upload", common),
    ("select", "default", "forms", "select", as_choice),
    ("select", "with hint text and error message", "forms", "select", as_choice),
    ("radios", "default", "forms", "radios", as_choice),
    ("radios", "with hint", "forms", "radios", as_choice),
    ("radios", "inline", "forms", "radios", lambda o: as_choice(o) | {"inline": True}),
    ("checkboxes", "default", "forms", "checkboxes",
     lambda o: common(o) | {"items": picks(o)}),
    ("error-summary", "default", "forms", "error_summary",
     lambda o: {"errors": [(e["href"][1:], e["text"]) for e in o["errorList"]],
                "title": o["titleText"]}),
    ("error-summary", "without links", "forms", "error_summary",
     lambda o: {"errors": [("", e["text"]) for e in o["errorList"]], "title": o["titleText"]}),
    ("button", "default", "forms", "button", lambda o: {"text": o["text"]}),
    ("button", "secondary", "forms", "button", as_button),
    ("button", "warning", "forms", "button", as_button),
    ("button", "link", "forms", "button_link", lambda o: {"text": o["text"], "href": o["href"]}),
    ("tag", "default", "content", "tag", lambda o: {"text": o["text"]}),
    ("tag", "grey", "content", "tag", lambda o: {"text": o["text"], "colour": "grey"}),
    ("task-list", "default", "content", "task_list",
     lambda o: {"items": list(map(as_task, o["items"]))}),
    ("warning-text", "default", "content", "warning", lambda o: {"text": o["text"]}),
    ("panel", "default", "content", "panel",
     lambda o: {"title": o["titleHtml"], "text": markup_of(o["html"])}),
    ("inset-text", "default", "content", "inset", lambda o: {"text": o["text"]}),
    ("back-link", "default", "navigation", "back_link",
     lambda o: {"text": "Back", "href": o.get("href", "#")}),
]  # fmt: skip


def fixture(component, name):
    path = FIXTURES / component / "fixtures.json"
    if not path.exists():
        pytest.skip("npm packages are not installed; run: make assets")
    found = json.loads(path.read_text())["fixtures"]
    return next(one for one in found if one["name"] == name)


def render(file, macro, arguments):
    module = engines["jinja2"].env.get_template(f"ui/components/{file}.html").module
    return str(getattr(module, macro)(**arguments))


@pytest.mark.parametrize(
    ("component", "name", "file", "macro", "adapt"),
    [pytest.param(*case, id=f"{case[0]}: {case[1]}") for case in CASES],
)
def test_the_macro_gives_the_html_of_the_fixture(component, name, file, macro, adapt):
    expected = fixture(component, name)

    with override("zh-hans"):
        html = render(file, macro, adapt(expected["options"]))

    assert Outline(html).parts == Outline(expected["html"]).parts


def test_a_summary_list_gives_the_html_of_the_fixture():
    expected = fixture("summary-list", "with some actions")
    rows = [as_row(row) for row in expected["options"]["rows"] if row]

    html = render("content", "summary_list", {"rows": rows})

    assert Outline(html).parts == Outline(expected["html"]).parts


def test_a_table_gives_the_rows_of_the_fixture_inside_a_scrolling_region():
    expected = fixture("table", "with head")
    arguments = {
        "caption": "一月至三月",
        "head": as_cells(expected["options"]["head"]),
        "rows": list(map(as_cells, expected["options"]["rows"])),
    }

    parts = Outline(render("content", "table", arguments)).parts

    wanted = Outline(expected["html"]).parts
    assert parts[0] == (
        "div",
        frozenset(
            {("class", frozenset({"zt-scroll"})), ("tabindex", "0"), ("role", "region"),
             ("aria-label", "一月至三月")}
        ),
    )  # fmt: skip
    assert parts[5:-1] == wanted[1:]


def test_a_date_is_asked_in_the_chinese_order():
    html = render(
        "forms", "date_input", {"name": "born", "label": "出生日期", "value": "1990-03-07"}
    )

    names = [
        dict(attributes).get("name") for tag, attributes in Outline(html).parts if tag == "input"
    ]
    values = [
        dict(attributes)["value"] for tag, attributes in Outline(html).parts if tag == "input"
    ]
    assert names == ["born_year", "born_month", "born_day"]
    assert values == ["1990", "03", "07"]


def test_a_date_typed_wrongly_comes_back_as_typed():
    typed = {"year": "90", "month": "十三", "day": ""}

    html = render("forms", "date_input", {"name": "born", "value": typed, "error": "月份应为1到12"})

    assert 'value="十三"' in html
    assert 'id="born-error"' in html


def test_what_a_person_typed_is_escaped():
    html = render("forms", "text_input", {"name": "n", "value": '"><script>x</script>'})

    assert "<script>" not in html


def test_an_empty_answer_is_shown_as_not_provided():
    with override("zh-hans"):
        html = render("content", "summary_list", {"rows": [{"key": "电话", "value": ""}]})

    assert "未填写" in html


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        pytest.param(1, 1, [], id="one page has no pagination"),
        pytest.param(1, 3, ["1", "2", "3"], id="three pages are all there"),
        pytest.param(10, 20, ["1", "9", "10", "11", "20"], id="far pages are left out"),
    ],
)
def test_pagination_shows_the_neighbours_and_the_ends(page, pages, shown):
    html = render(
        "navigation", "pagination", {"here": "/search/?q=律&page=9", "page": page, "pages": pages}
    )

    numbers = [text for kind, text in Outline(html).parts if kind == "text" and text.isdigit()]
    assert numbers == shown


def test_pagination_keeps_the_rest_of_the_address():
    html = render(
        "navigation", "pagination", {"here": "/search/?q=a&page=2", "page": 2, "pages": 3}
    )

    assert 'href="/search/?q=a&amp;page=3"' in html
    assert 'href="/search/?q=a"' in html
