"""Programs search the catalogue and read every guide as data."""

import pytest

from zhengtong.registries.service_items.models import EmptySearch
from zhengtong.registries.service_items.testing import LAW_FIRM_CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]


def test_a_search_answers_hits_and_facets(client):
    answer = client.get("/api/v1/items", {"q": "律所", "power": ["licensing"]})

    assert answer.status_code == 200
    found = answer.json()
    assert found["items"][0]["code"] == LAW_FIRM_CODE
    assert found["items"][0]["is_executable"] is True
    assert {one["value"] for one in found["facets"]["division"]} == {"440000", "440100"}


def test_a_search_that_nothing_answers_is_counted(client):
    client.get("/api/v1/items", {"q": "xyzzy"})
    client.get("/api/v1/items", {"q": "律所", "division": ["000000"]})
    assert list(EmptySearch.objects.values_list("words", flat=True)) == ["xyzzy"]


def test_a_guide_answers_every_element(client):
    answer = client.get(f"/api/v1/items/{LAW_FIRM_CODE}")

    assert answer.status_code == 200
    found = answer.json()
    assert found["promised"] == {"amount": 6, "unit": "working day"}
    elements = {one["element"]: one for one in found["elements"]}
    assert elements["name"]["label"] == {"zh": "事项名称", "en": "Name"}
    assert elements["duties"]["is_provided"] is False


def test_suggestions_answer_names(client):
    answer = client.get("/api/v1/items/suggestions", {"q": "律所", "limit": 3})
    assert answer.json()[0] == "律师事务所设立许可"
    assert len(answer.json()) == 3


def test_an_unknown_item_is_a_problem_document(client):
    answer = client.get("/api/v1/items/1144")
    assert answer.status_code == 404
    assert answer["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "service_items.guide-not-found"


def test_a_malformed_page_is_refused(client):
    assert client.get("/api/v1/items", {"page": "first"}).status_code == 422
