"""Signing up and in over HTTP: one account and one person, or neither."""

import pytest
from django.urls import reverse

from zhengtong.foundation.identity.models import Account, AttemptRecord, NaturalPersonRecord
from zhengtong.foundation.identity.selectors import get_person
from zhengtong.foundation.identity.testing import PASSWORD, make_person, make_resident_id
from zhengtong.foundation.identity.types import AssuranceLevel

pytestmark = pytest.mark.django_db


def filled(**changed):
    values = {
        "name": "陈晓明",
        "resident_id": make_resident_id(),
        "phone": "13800138000",
        "email": "chen@example.cn",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    return values | changed


def test_signing_up_makes_the_account_and_the_person_and_signs_in(client):
    number = make_resident_id()

    response = client.post(reverse("account_signup"), filled(resident_id=f" {number} "))

    assert response.status_code == 302
    account = Account.objects.get(email="chen@example.cn")
    person = get_person(account.account_id)
    assert (person.name, person.resident_id) == ("陈晓明", number)
    assert person.level is AssuranceLevel.DECLARED
    assert client.session["_auth_user_id"] == str(account.pk)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        pytest.param(
            {"resident_id": "110105194912310021"},
            "身份证号码校验不通过，请对照身份证逐位核对",
            id="wrong check character",
        ),
        pytest.param(
            {"resident_id": "11010519491331002X"},
            "身份证号码第7至14位应是出生日期，您填写的“19491331”不是有效日期，请核对",
            id="no date of birth",
        ),
        pytest.param({"name": "3"}, "请填写身份证上的姓名，不要包含数字或其他符号", id="no name"),
        pytest.param(
            {"phone": "123"}, "手机号码应为以1开头的11位数字，请核对后重新填写", id="no phone"
        ),
    ],
)
def test_a_wrong_value_is_refused_beside_its_field_and_nothing_is_made(client, changed, says):
    response = client.post(reverse("account_signup"), filled(**changed))

    assert response.status_code == 200
    assert says in response.content.decode()
    assert not Account.objects.exists()


def test_a_registered_resident_id_is_refused_without_telling_whose_it_is(client):
    person = make_person(name="欧阳修文", email="ouyang@example.cn")

    response = client.post(reverse("account_signup"), filled(resident_id=person.resident_id))

    page = response.content.decode()
    assert "该身份证号码已注册，请直接登录" in page
    assert "欧阳" not in page
    assert "ouyang" not in page
    assert Account.objects.count() == NaturalPersonRecord.objects.count() == 1


def test_signing_in_asks_the_database_little(client, settings, django_assert_max_num_queries):
    # Counting attempts is the cache's price: sixty small statements, told in ADR 0012.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    make_person(email="chen@example.cn")
    client.get(reverse("account_login"))

    with django_assert_max_num_queries(12):
        response = client.post(
            reverse("account_login"), {"login": "Chen@example.cn", "password": PASSWORD}
        )

    assert response.status_code == 302


def test_attempts_are_counted_where_every_process_sees_them(client):
    client.post(reverse("account_login"), {"login": "li@example.cn", "password": "not-it-2026"})

    assert AttemptRecord.objects.filter(cache_key__contains="login_failed").exists()


def test_a_wrong_password_does_not_sign_in(client):
    make_person(email="chen@example.cn")

    response = client.post(
        reverse("account_login"), {"login": "chen@example.cn", "password": "wrong"}
    )

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_refusal_can_be_read_in_english(client):
    response = client.post(
        reverse("account_signup"),
        filled(resident_id="1101051949123100"),
        headers={"accept-language": "en"},
    )

    says = "Resident identity number has 18 characters, but you entered 16"
    assert says in response.content.decode()
