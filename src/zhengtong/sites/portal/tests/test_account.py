"""Signing up, in and out, on our own pages."""

import pytest
from django.core import mail

from zhengtong.foundation.identity.selectors import has_resident_id
from zhengtong.foundation.identity.testing import PASSWORD, make_person, make_resident_id

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        pytest.param("/accounts/login/", "登录", id="sign in"),
        pytest.param("/accounts/signup/", "注册", id="sign up"),
        pytest.param("/accounts/password/reset/", "找回密码", id="reset"),
        pytest.param("/accounts/password/reset/done/", "请查收邮件", id="reset done"),
        pytest.param("/accounts/password/reset/key/1-set-password/", "链接已失效", id="spent link"),
        pytest.param("/accounts/inactive/", "账号已停用", id="closed account"),
        pytest.param("/accounts/confirm-email/", "请验证电子邮箱", id="verification sent"),
        pytest.param("/accounts/confirm-email/nonsense/", "确认电子邮箱", id="confirm"),
    ],
)
def test_every_page_for_strangers_is_ours(client, address, heading):
    page = client.get(address, follow=True).content.decode()

    assert f"<h1>{heading}</h1>" in page


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        pytest.param("/accounts/logout/", "退出登录", id="sign out"),
        pytest.param("/accounts/password/change/", "修改密码", id="change password"),
        pytest.param("/accounts/email/", "电子邮箱", id="addresses"),
        pytest.param("/accounts/reauthenticate/", "请再输入一次密码", id="again"),
    ],
)
def test_every_page_for_members_is_ours(client, address, heading):
    make_person(email="chen@example.cn")
    client.post("/accounts/login/", {"login": "chen@example.cn", "password": PASSWORD})

    page = client.get(address).content.decode()

    assert f"<h1>{heading}</h1>" in page


def test_a_new_citizen_signs_up_and_arrives(client):
    typed = {
        "name": "李小雨",
        "resident_id": make_resident_id(),
        "phone": "13800138000",
        "email": "li@example.cn",
        "password1": "Yu-2026-yangcheng",
        "password2": "Yu-2026-yangcheng",
    }

    answer = client.post("/accounts/signup/?next=/privacy/", typed)

    assert answer["Location"] == "/privacy/"
    assert "您好，李小雨" in client.get("/me/").content.decode()


def test_a_faulty_sign_up_names_every_fault_first_and_keeps_what_was_typed(client):
    typed = {"name": "李小雨", "resident_id": "440106199001010000", "email": "no address"}

    page = client.post("/accounts/signup/", typed).content.decode()

    assert "<title>错误：注册" in page
    assert page.index("有内容需要修改") < page.index("<h1>注册</h1>")
    assert 'href="#id_resident_id"' in page
    assert 'value="李小雨"' in page


def test_a_wrong_password_is_told_without_saying_which_part(client):
    make_person(email="chen@example.cn")

    page = client.post("/accounts/login/", {"login": "chen@example.cn", "password": "wrong"})

    assert "有内容需要修改" in page.content.decode()


def test_a_forgotten_password_is_reset_by_mail(client):
    make_person(email="chen@example.cn")

    answer = client.post("/accounts/password/reset/", {"email": "chen@example.cn"})

    assert answer["Location"] == "/accounts/password/reset/done/"
    assert [message.to for message in mail.outbox] == [["chen@example.cn"]]


def test_after_five_wrong_passwords_the_right_one_waits_too(client):
    make_person(email="chen@example.cn")
    wrong = {"login": "chen@example.cn", "password": "not-it-2026"}
    answers = [client.post("/accounts/login/", wrong).status_code for _ in range(5)]

    page = client.post("/accounts/login/", {**wrong, "password": PASSWORD})

    assert answers == [200] * 5
    assert page.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("password", ["12345678901", "password123", "short7!"])
def test_a_password_that_is_soon_guessed_is_refused(client, password):
    typed = {
        "name": "李小雨",
        "resident_id": make_resident_id(),
        "phone": "13800138000",
        "email": "li@example.cn",
        "password1": password,
        "password2": password,
    }

    page = client.post("/accounts/signup/", typed)

    assert page.status_code == 200
    assert not has_resident_id(typed["resident_id"])
