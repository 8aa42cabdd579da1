"""Pages about the site, and the choice of how it looks."""

import pytest
from django.urls import reverse

LANGUAGE = "django_language"


@pytest.mark.parametrize("name", ["prefs", "accessibility", "privacy", "verify"])
def test_a_page_without_business_asks_the_database_nothing(client, name):
    # No database mark on this test: any query would fail it.
    answer = client.get(reverse(f"portal:{name}"))

    assert answer.status_code == 200
    assert "演示系统：机构与事项取自公开资料" in answer.content.decode()


def test_nothing_on_a_page_is_styled_or_run_inline(client):
    page = client.get("/prefs/").content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert page.count("<script") == page.count("<script src=")
    assert page.count('integrity="sha384-') == 4


def test_the_policy_allows_no_inline_code_and_no_other_site(client):
    policy = client.get("/prefs/")["Content-Security-Policy"]

    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("sent", "cookie", "shown"),
    [
        pytest.param({"size": "xlarge"}, ("size", "xlarge"), 'data-size="xlarge"', id="size"),
        pytest.param({"theme": "dark"}, ("theme", "dark"), 'data-theme="dark"', id="theme"),
        pytest.param({"language": "en"}, (LANGUAGE, "en"), '<html lang="en"', id="language"),
    ],
)
def test_a_choice_is_kept_in_a_cookie_and_changes_the_next_page(client, sent, cookie, shown):
    answer = client.post("/prefs/", {**sent, "next": "/privacy/"})

    assert answer["Location"] == "/privacy/"
    assert {name: one.value for name, one in answer.cookies.items()} == dict([cookie])
    assert shown in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("https://evil.example/", id="another site"),
        pytest.param("//evil.example/", id="another site without a scheme"),
        pytest.param("javascript:alert(1)", id="a script"),
    ],
)
def test_afterwards_nobody_is_sent_to_another_site(client, address):
    assert client.post("/prefs/", {"size": "large", "next": address})["Location"] == "/"


def test_an_unknown_choice_is_refused_and_keeps_nothing(client):
    answer = client.post("/prefs/", {"size": "gigantic"})

    assert answer.status_code == 422
    assert "size" not in answer.cookies
    assert "有内容需要修改" in answer.content.decode()


def test_a_tampered_cookie_counts_as_the_default(client):
    client.cookies["size"], client.cookies["theme"] = "evil", '"><script>'

    page = client.get("/privacy/").content.decode()

    assert 'data-theme="auto" data-size="std"' in page


def test_large_type_can_be_switched_off_where_it_was_switched_on(client):
    assert 'name="size" value="xlarge"' in client.get("/privacy/").content.decode()

    client.cookies["size"] = "xlarge"

    assert 'name="size" value="std"' in client.get("/privacy/").content.decode()


def test_a_form_without_this_browsers_token_is_refused_in_words(client):
    client.handler.enforce_csrf_checks = True

    answer = client.post("/prefs/", {"size": "large"})

    assert answer.status_code == 403
    assert "为了您的安全没有提交" in answer.content.decode()


def test_an_address_that_leads_nowhere_helps_on(client):
    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert 'role="search"' in answer.content.decode()
