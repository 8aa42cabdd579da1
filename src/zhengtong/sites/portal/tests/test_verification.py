"""Checking a licence, by anybody."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from zhengtong.foundation.identity.testing import make_person
from zhengtong.registries.licences import selectors
from zhengtong.registries.licences.testing import make_licence

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder():
    """Register the person whose licence is checked."""
    return make_person(name="欧阳晓明")


@pytest.fixture
def identifier(holder):
    """Issue a licence."""
    return make_licence(account_id=holder.account_id, at=now())


def sealed_bytes(identifier, holder):
    file = selectors.open_pdf(identifier, for_account=holder.account_id)
    with file.content as content:
        return content.read()


def upload(client, content, name="licence.pdf"):
    return client.post("/verify/", {"file": SimpleUploadedFile(name, content)})


def test_a_licence_in_force_is_shown_as_valid_with_a_masked_name(
    client, identifier, django_assert_num_queries
):
    with django_assert_num_queries(1):
        page = client.get(f"/verify/{identifier}/").content.decode()

    assert "证照有效" in page
    assert "陈晓明" not in page
    assert "440106197001011000" not in page


def test_a_typed_identifier_leads_to_its_page(client):
    answer = client.get("/verify/", {"identifier": " 1.2.156.3005.2.x "})

    assert answer["Location"] == "/verify/1.2.156.3005.2.x/"


def test_a_wrong_identifier_is_refused_and_kept_for_mending(client):
    answer = client.get("/verify/1.2.3/")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="1.2.3"' in page
    assert 'href="#identifier"' in page


def test_the_file_as_issued_is_exact(client, identifier, holder):
    page = upload(client, sealed_bytes(identifier, holder)).content.decode()

    assert "与签发的文件完全一致" in page
    assert f"/verify/{identifier}/" in page


def test_one_changed_byte_is_told(client, identifier, holder):
    content = bytearray(sealed_bytes(identifier, holder))
    content[len(content) // 2] ^= 1

    page = upload(client, bytes(content)).content.decode()

    assert "与签发的文件完全一致" not in page
    assert "zt-seal--bad" in page


def test_a_strangers_file_is_unknown(client):
    page = upload(client, b"%PDF-1.7 nothing of ours").content.decode()

    assert "不是本平台签发的文件" in page


def test_without_a_file_the_person_is_asked_for_one(client):
    answer = client.post("/verify/", {})

    assert answer.status_code == 422
    assert "请选择要核验的文件" in answer.content.decode()


def test_a_file_larger_than_any_licence_is_refused(client, monkeypatch):
    monkeypatch.setattr("zhengtong.sites.portal.web.verification.LARGEST_FILE_BYTES", 10)

    answer = client.post("/verify/", {"file": io.BytesIO(b"12345678901")})

    assert answer.status_code == 422
    assert "文件超过20 MB" in answer.content.decode()
