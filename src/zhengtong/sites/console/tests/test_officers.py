"""Officers and bodies at the console: registering, posts, closing an account."""

import pytest

from zhengtong.foundation.access.selectors import get_officer, list_officers
from zhengtong.foundation.access.testing import PASSWORD, make_officer
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.foundation.organisations.types import PostCode

NEW = {
    "name": "新示例",
    "staff_no": "A100",
    "email": "new@example.cn",
    "password": "a-long-first-password",
}
PAGES = ["", "officers/new/", "bodies/", "calendars/", "jobs/", "ledger/", "officers.csv"]


def make_officers(number):
    for _ in range(number):
        make_officer()


def shown(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_officers_stand_with_their_posts_by_body(console, counter):
    page = shown(console.get("/console/"))

    assert "李春梅" in page
    assert "广州市司法局：窗口" in page


@pytest.mark.parametrize("query", ["李春", "T0"])
def test_officers_are_found_by_name_and_number(console, counter, query):
    assert "李春梅" in shown(console.get("/console/", {"query": query}))


def test_a_search_that_finds_nobody_offers_everybody(console):
    assert "查看全部" in shown(console.get("/console/", {"query": "没有"}))


def test_the_table_has_a_line_for_each_post(console, counter):
    answer = console.get("/console/officers.csv")

    text = b"".join(answer.streaming_content).decode()
    assert f"李春梅,{counter.email},窗口,{CITY_JUSTICE}" in text


def test_an_officer_is_registered_and_given_a_post_next(console):
    form = shown(console.get("/console/officers/new/"))
    answer = console.post("/console/officers/new/", NEW)

    (officer,) = list_officers(query="A100").officers
    assert "初始密码" in form
    assert answer["Location"] == f"/console/officers/{officer.account_id}/"
    assert (officer.name, officer.grants) == ("新示例", ())


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        pytest.param("name", "", id="no name"),
        pytest.param("staff_no", "", id="no number"),
        pytest.param("email", "nobody", id="no address"),
        pytest.param("password", "short", id="a short password"),
    ],
)
def test_a_faulty_registration_is_refused_at_the_field(console, field, typed):
    page = shown(console.post("/console/officers/new/", {**NEW, field: typed}), 422)

    assert f'href="#id_{field}"' in page
    assert list_officers(query="A100").officers == ()


def test_an_address_that_is_taken_is_refused(console, counter):
    page = shown(console.post("/console/officers/new/", {**NEW, "email": counter.email}), 422)

    assert "该电子邮箱已注册" in page


def test_a_post_is_given_and_taken_away(console, counter):
    make_body(PROVINCE_JUSTICE)
    path = f"/console/officers/{counter.account_id}/"

    given = {"post": "reviewer", "body": f" {PROVINCE_JUSTICE.lower()} ", "division_code": "440000"}
    console.post(f"{path}grant/", given)
    posts = [one.post for one in get_officer(counter.account_id).grants]
    last = get_officer(counter.account_id).grants[-1]
    console.post(f"{path}revoke/{last.grant_id}/")

    assert set(posts) == {PostCode.COUNTER, PostCode.REVIEWER}
    assert len(get_officer(counter.account_id).grants) == 1


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({"post": "reviewer", "body": ""}, id="no body"),
        pytest.param({"post": "reviewer", "body": "911100000000000000"}, id="an unknown body"),
        pytest.param({"post": "king", "body": CITY_JUSTICE}, id="an unknown post"),
        pytest.param(
            {"post": "reviewer", "body": CITY_JUSTICE, "division_code": "9"}, id="no division"
        ),
    ],
)
def test_a_post_that_cannot_be_given_is_refused_on_the_page(console, counter, sent):
    page = shown(console.post(f"/console/officers/{counter.account_id}/grant/", sent), 422)

    assert "有内容需要修改" in page
    assert len(get_officer(counter.account_id).grants) == 1


def test_closing_an_account_asks_once_more_and_ends_every_post(console, counter):
    path = f"/console/officers/{counter.account_id}/dismiss/"

    question = shown(console.get(path))
    answer = console.post(path)

    officer = get_officer(counter.account_id)
    assert "停用 李春梅 的账号吗" in question
    assert answer["Location"] == "/console/"
    assert (officer.is_active, officer.grants) == (False, ())


def test_an_officer_who_is_not_there_is_not_found(console):
    shown(console.get("/console/officers/999999/"), 404)


def test_a_body_stands_with_its_officers(console, counter):
    page = shown(console.get(f"/console/bodies/{CITY_JUSTICE}/"))

    assert "广州市司法局" in page
    assert "李春梅" in page


def test_bodies_are_found_by_name_and_code(console, counter):
    assert CITY_JUSTICE in shown(console.get("/console/bodies/", {"query": "司法局"}))
    assert "查看全部" in shown(console.get("/console/bodies/", {"query": "没有"}))


def test_a_body_that_is_not_there_is_not_found(console):
    shown(console.get("/console/bodies/911100000000000000/"), 404)


@pytest.mark.parametrize("part", PAGES)
def test_an_officer_without_the_post_is_refused(client, counter, part):
    client.login(email=counter.email, password=PASSWORD)

    shown(client.get(f"/console/{part}"), 403)


@pytest.mark.parametrize("part", PAGES)
def test_a_citizen_is_refused(client, db, part):
    client.login(email=make_person().email, password=PASSWORD)

    shown(client.get(f"/console/{part}"), 403)


def test_an_officer_without_the_post_gives_none(client, counter):
    client.login(email=counter.email, password=PASSWORD)
    sent = {"post": "administrator", "body": CITY_JUSTICE}

    shown(client.post(f"/console/officers/{counter.account_id}/grant/", sent), 403)

    assert [one.post for one in get_officer(counter.account_id).grants] == [PostCode.COUNTER]


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize(("part", "queries"), [("", 5), ("bodies/", 4)])
def test_a_list_asks_the_same_few_things(console, number, part, queries, django_assert_num_queries):
    make_officers(number)
    console.get(f"/console/{part}")
    with django_assert_num_queries(queries):
        console.get(f"/console/{part}")
