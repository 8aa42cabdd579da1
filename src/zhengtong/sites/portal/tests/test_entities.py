"""Registering an entity that one represents."""

import pytest

from zhengtong.foundation.identity.selectors import list_entities_of
from zhengtong.foundation.identity.testing import make_entity, make_person, make_uscc

WRONG_CHECK_DIGIT = "91440101MA0000001X"


def make_entities(citizen, number):
    for _ in range(number):
        make_entity(citizen.account_id)


def test_nobody_represents_anything_at_first(site):
    assert "登记您担任法定代表人的" in site.get("/me/entities/").content.decode()


def test_an_entity_is_registered_whatever_its_code_looks_like(site, citizen):
    uscc = make_uscc()
    typed = f"{uscc[:8].lower()} {uscc[8:]}"

    answer = site.post(
        "/me/entities/", {"uscc": typed, "name": "广州示例科技有限公司"}, follow=True
    )

    (entity,) = list_entities_of(citizen.account_id)
    assert (entity.uscc, entity.name) == (uscc, "广州示例科技有限公司")
    assert "已登记" in answer.content.decode()


def test_the_item_it_was_wanted_for_follows(site):
    answer = site.post("/me/entities/?for=4401", {"uscc": make_uscc(), "name": "广州示例公司"})

    assert answer["Location"] == "/apply/start/4401/"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        pytest.param({"uscc": WRONG_CHECK_DIGIT, "name": "甲"}, "校验", id="wrong check digit"),
        pytest.param({"uscc": "", "name": "甲"}, "请填写统一社会信用代码", id="no code"),
        pytest.param({"uscc": "91440101MA", "name": "甲"}, "18位", id="too short"),
    ],
)
def test_a_wrong_code_is_refused_in_words_at_its_field(site, citizen, typed, fault):
    answer = site.post("/me/entities/", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert fault in page
    assert 'href="#id_uscc"' in page
    assert list_entities_of(citizen.account_id) == ()


def test_an_entity_that_somebody_has_registered_is_refused(site, citizen):
    entity = make_entity(make_person().account_id)

    answer = site.post("/me/entities/", {"uscc": entity.uscc, "name": entity.name})

    assert answer.status_code == 422
    assert "该单位已登记" in answer.content.decode()
    assert list_entities_of(citizen.account_id) == ()


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/me/entities/")["Location"] == "/accounts/login/?next=/me/entities/"


@pytest.mark.parametrize("number", [1, 8])
def test_the_list_asks_the_same_few_things(site, citizen, number, django_assert_num_queries):
    make_entities(citizen, number)
    with django_assert_num_queries(2):
        site.get("/me/entities/")
