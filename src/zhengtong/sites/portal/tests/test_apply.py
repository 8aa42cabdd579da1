"""Applying, page by page: each address once for every way it can end."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from zhengtong.casework.cases.selectors import get_draft, list_my_cases, list_my_drafts
from zhengtong.casework.cases.testing import make_draft, make_version
from zhengtong.casework.cases.types import MaterialWay
from zhengtong.foundation.files.testing import CONTENTS
from zhengtong.foundation.identity.testing import make_entity, make_person

MATERIALS = [
    {"id": "charter", "name": {"zh": "章程"}, "accept": ["pdf"], "max_mb": 1},
    {"id": "proof", "name": {"zh": "住所证明"}, "commitment_allowed": True},
]


@pytest.fixture
def version(calendars):
    return make_version()


@pytest.fixture
def draft(version, citizen):
    draft_id, _ = make_draft(version, account_id=citizen.account_id, at=now())
    return f"/apply/{draft_id}/"


@pytest.fixture
def blank(version, citizen):
    draft_id, _ = make_draft(version, account_id=citizen.account_id, answers={}, at=now())
    return f"/apply/{draft_id}/"


@pytest.fixture
def with_materials(citizen, calendars):
    draft_id, _ = make_draft(
        make_version(materials=MATERIALS), account_id=citizen.account_id, at=now()
    )
    return f"/apply/{draft_id}/"


@pytest.fixture
def anothers(version):
    draft_id, _ = make_draft(version, at=now())
    return f"/apply/{draft_id}/"


def shown(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_starting_says_what_is_needed_and_begins_a_draft(site, citizen, version):
    page = shown(site.get(f"/apply/start/{version.code}/"))
    answer = site.post(f"/apply/start/{version.code}/")

    (line,) = list_my_drafts(citizen.account_id)
    assert "示例许可" in page
    assert answer["Location"] == f"/apply/{line.draft_id}/eligibility/"


def test_an_entity_is_offered_and_applied_for(site, citizen, version):
    entity = make_entity(citizen.account_id)

    page = shown(site.get(f"/apply/start/{version.code}/"))
    site.post(f"/apply/start/{version.code}/", {"on_behalf_of": entity.uscc})

    (line,) = list_my_drafts(citizen.account_id)
    assert entity.name in page
    assert get_draft(line.draft_id, citizen.account_id).on_behalf_of == entity.uscc


def test_an_item_for_entities_only_asks_a_person_to_register_one(site, calendars):
    version = make_version(audience=("legal_entity",))

    page = shown(site.get(f"/apply/start/{version.code}/"))

    assert "请先登记您的单位" in page
    assert f"/me/entities/?for={version.code}" in page


def test_anothers_entity_is_not_applied_for(site, citizen, version):
    entity = make_entity(make_person().account_id)

    shown(site.post(f"/apply/start/{version.code}/", {"on_behalf_of": entity.uscc}), 404)

    assert list_my_drafts(citizen.account_id) == ()


def test_an_item_that_nobody_knows_is_not_started(site):
    shown(site.get("/apply/start/440199999999/"), 404)


def test_an_item_without_conditions_asks_nothing_before_the_form(site, draft):
    assert site.get(f"{draft}eligibility/")["Location"] == draft


def test_the_parts_of_an_application_say_what_is_missing(site, draft, blank):
    assert "可以核对" in shown(site.get(draft))
    assert "还有内容未填" in shown(site.get(blank))


def test_a_page_is_saved_and_the_next_one_follows(site, blank, citizen):
    answer = site.post(f"{blank}page/0/", {"purpose": "开办一家茶馆"})

    (line,) = list_my_drafts(citizen.account_id)
    assert answer["Location"] == f"{blank}check/"
    assert get_draft(line.draft_id, citizen.account_id).typed["purpose"] == "开办一家茶馆"


def test_a_page_opened_from_the_check_leads_back_to_it(site, draft):
    answer = site.post(f"{draft}page/0/?from=check", {"purpose": "开办一家茶馆"})

    assert answer["Location"] == f"{draft}check/"


def test_a_faulty_page_is_kept_as_typed_and_shown_with_its_faults(site, draft, citizen):
    page = shown(site.post(f"{draft}page/0/", {"purpose": "茶" * 61, "firm_name": "甲"}), 422)

    (line,) = list_my_drafts(citizen.account_id)
    assert "<title>错误：事由" in page
    assert 'href="#purpose"' in page
    assert get_draft(line.draft_id, citizen.account_id).typed["firm_name"] == "甲"


def test_a_fault_is_told_in_the_readers_language(site, blank):
    site.cookies["django_language"] = "en"

    page = shown(site.post(f"{blank}page/0/", {"purpose": ""}), 422)

    assert "Error:" in page
    assert '<span lang="zh-Hans">用途</span>' in page


def test_a_page_that_is_not_there_is_not_found(site, draft):
    shown(site.get(f"{draft}page/7/"), 404)


def test_a_file_is_taken_and_named(site, with_materials):
    file = SimpleUploadedFile("章程.pdf", CONTENTS["pdf"])

    answer = site.post(f"{with_materials}materials/charter/", {"way": "upload", "file": file})

    assert answer["Location"] == f"{with_materials}materials/"
    assert "章程.pdf" in shown(site.get(f"{with_materials}materials/"))


def test_a_disguised_file_is_refused_in_words(site, with_materials):
    file = SimpleUploadedFile("章程.pdf", b"MZ" + bytes(200))

    page = shown(site.post(f"{with_materials}materials/charter/", {"file": file}), 422)

    assert 'href="#file"' in page


def test_a_commitment_stands_for_a_file(site, with_materials, citizen):
    site.post(f"{with_materials}materials/proof/", {"way": "commitment"})

    (line,) = list_my_drafts(citizen.account_id)
    _, proof = get_draft(line.draft_id, citizen.account_id).materials
    assert proof.choice.way == MaterialWay.COMMITMENT


def test_nothing_chosen_is_refused(site, with_materials):
    page = shown(site.post(f"{with_materials}materials/charter/", {"way": "upload"}), 422)

    assert "请选择要上传的文件" in page


def test_a_material_that_nobody_asks_for_is_not_found(site, with_materials):
    shown(site.get(f"{with_materials}materials/passport/"), 404)


def test_the_check_shows_every_answer_and_sends_once(site, draft, citizen):
    page = shown(site.get(f"{draft}check/"))
    first, second = site.post(f"{draft}check/"), site.post(f"{draft}check/")

    (case,) = list_my_cases(citizen.account_id).cases
    assert "开办一家书店" in page
    assert first["Location"] == second["Location"] == f"{draft}done/"
    assert case.case_no in shown(site.get(f"{draft}done/"))


def test_an_incomplete_application_is_not_sent_and_every_gap_is_linked(site, blank, citizen):
    page = shown(site.post(f"{blank}check/"), 422)

    assert 'href="#answer-purpose"' in page
    assert 'id="answer-purpose"' in page
    assert list_my_cases(citizen.account_id).cases == ()


def test_a_sent_application_leads_to_its_receipt(site, draft):
    site.post(f"{draft}check/")

    assert site.get(draft)["Location"] == f"{draft}done/"
    assert site.get(f"{draft}page/0/")["Location"] == f"{draft}done/"


def test_an_unsent_application_has_no_receipt(site, draft):
    assert site.get(f"{draft}done/")["Location"] == draft


def test_a_draft_is_thrown_away(site, draft, citizen):
    assert site.post(f"{draft}discard/")["Location"] == "/me/"
    assert list_my_drafts(citizen.account_id) == ()


def test_a_link_throws_nothing_away(site, draft):
    assert site.get(f"{draft}discard/").status_code == 405


@pytest.mark.parametrize(
    "part", ["", "eligibility/", "page/0/", "materials/", "materials/charter/", "check/", "done/"]
)
def test_anothers_application_is_not_there(site, anothers, part):
    shown(site.get(f"{anothers}{part}"), 404)


def test_anothers_application_is_not_sent(site, anothers):
    shown(site.post(f"{anothers}check/"), 404)


def test_a_stranger_is_asked_to_sign_in(client, draft):
    assert client.get(draft)["Location"] == f"/accounts/login/?next={draft}"


@pytest.mark.parametrize(
    ("part", "queries"), [("", 2), ("page/0/", 2), ("check/", 4), ("materials/", 2)]
)
def test_a_page_asks_the_database_the_same_few_things(
    site, draft, part, queries, django_assert_num_queries
):
    site.get(f"{draft}{part}")
    with django_assert_num_queries(queries):
        site.get(f"{draft}{part}")
