"""Finding an item and reading its guide."""

import pytest
from django.urls import reverse

from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.registries.service_items.testing import LAW_FIRM_CODE, make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def law_firm():
    """Publish 律师事务所设立许可, the item these tests look for."""
    make_body(CITY_JUSTICE)
    make_body(PROVINCE_JUSTICE)
    return make_item()


@pytest.mark.usefixtures("law_firm")
def test_the_home_page_puts_search_first_and_shows_what_can_be_done_now(
    client, django_assert_max_num_queries
):
    client.get("/")  # builds the index

    with django_assert_max_num_queries(2):
        page = client.get("/").content.decode()

    assert page.index('role="search"') < page.index("现在就能办") < page.index("按主题找")
    assert "律师事务所设立许可" in page


@pytest.mark.usefixtures("law_firm")
def test_a_search_marks_what_matches_and_costs_one_query(client, django_assert_num_queries):
    client.get("/search/?q=x")

    with django_assert_num_queries(1):
        page = client.get("/search/", {"q": "律所"}).content.decode()

    assert "<mark>律师事务所</mark>" in page
    assert "可在线办" in page


@pytest.mark.usefixtures("law_firm")
def test_a_search_without_hits_says_what_to_try(client):
    page = client.get("/search/", {"q": "zzzqqq"}).content.decode()

    assert "没有找到，可以这样试试" in page
    assert "12345" in page


@pytest.mark.usefixtures("law_firm")
def test_chosen_facets_stay_chosen_and_can_be_cleared(client):
    page = client.get("/search/", {"channel": "here", "q": "律师"}).content.decode()

    assert 'value="here" id="channel-here" checked' in page
    assert 'href="/search/?q=%E5%BE%8B%E5%B8%88">清除筛选' in page


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"page": "0"}, id="page nought"),
        pytest.param({"page": "-1"}, id="a negative page"),
        pytest.param({"page": "９"}, id="a full-width digit"),
        pytest.param({"page": "99999999999999999999"}, id="a page beyond all"),
        pytest.param({"page": "x' OR 1=1"}, id="no number"),
        pytest.param({"channel": "'; DROP TABLE"}, id="an unknown facet value"),
        pytest.param({"q": 'AND OR NOT "( * ~ ^ : \\'}, id="operators of the search engine"),
        pytest.param({"q": "律" * 5000}, id="very long"),
    ],
)
@pytest.mark.usefixtures("law_firm")
def test_a_tampered_search_is_answered_calmly(client, query):
    assert client.get("/search/", query).status_code == 200


@pytest.mark.usefixtures("law_firm")
def test_what_was_searched_cannot_break_out_of_the_page(client):
    page = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in page


@pytest.mark.usefixtures("law_firm")
def test_results_come_as_csv_that_a_spreadsheet_reads(client):
    answer = client.get("/search/", {"q": "律师事务所", "format": "csv"})

    head, first, *_ = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Disposition"] == 'attachment; filename="items.csv"'
    assert head == "code,name,department,division,kind,channel,promised,address"
    assert first.startswith(f"{LAW_FIRM_CODE},律师事务所设立许可,")


@pytest.mark.usefixtures("law_firm")
def test_suggestions_are_a_fragment_of_links(client):
    client.get("/search/?q=x")

    fragment = client.get("/search/suggestions/", {"q": "律师"}).content.decode()

    assert "<html" not in fragment
    assert "律师事务所设立许可</a>" in fragment


@pytest.mark.parametrize("by", ["theme", "department", "division", "nonsense"])
@pytest.mark.usefixtures("law_firm")
def test_items_can_be_browsed_along_every_line(client, by):
    assert client.get("/items/", {"by": by}).status_code == 200


@pytest.mark.usefixtures("law_firm")
def test_the_guide_of_an_item_done_here_says_everything_and_starts_it(
    client, django_assert_max_num_queries
):
    client.get(f"/items/{LAW_FIRM_CODE}/")

    with django_assert_max_num_queries(2):
        page = client.get(f"/items/{LAW_FIRM_CODE}/").content.decode()

    order = ["我能办吗", "要准备什么", "怎么办、办多久", "办成后得到什么", "到哪里办", "依据什么"]
    places = [page.index(f"{heading}</h2>") for heading in order]
    assert places == sorted(places)
    assert f'href="{reverse("portal:start", args=(LAW_FIRM_CODE,))}"' in page
    assert "普通合伙律师事务所须有3名以上合伙人作为设立人" in page
    assert "6 个工作日" in page


@pytest.mark.usefixtures("law_firm")
def test_the_guide_is_there_in_english(client):
    client.cookies["django_language"] = "en"

    page = client.get(f"/items/{LAW_FIRM_CODE}/").content.decode()

    assert "Licence to establish a law firm</h1>" in page
    assert "6 working days" in page


def test_a_guide_that_is_not_there_is_not_found(client):
    answer = client.get("/items/11440100007483180K3440109009999/")

    assert answer.status_code == 404
