"""A draft keeps whatever is typed, and tells what is wrong with it."""

from io import BytesIO
from uuid import uuid4

import pytest

from zhengtong.casework.cases import selectors, services
from zhengtong.casework.cases.errors import (
    DraftNotFoundError,
    ItemGuideOnlyError,
    UnknownMaterialError,
)
from zhengtong.casework.cases.models import Draft
from zhengtong.casework.cases.testing import AT, EVE, make_draft, make_version
from zhengtong.casework.cases.types import DraftId, MaterialChoice, MaterialWay
from zhengtong.foundation.files.errors import FileDisguisedError, FileTooLargeError
from zhengtong.foundation.files.testing import PDF
from zhengtong.foundation.identity.errors import EntityNotFoundError
from zhengtong.foundation.identity.selectors import actor_of
from zhengtong.foundation.identity.testing import make_person, make_resident_id
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE, make_body
from zhengtong.registries.service_items.testing import make_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

CHARTER = {"id": "charter", "name": {"zh": "章程"}, "accept": ["pdf"], "max_mb": 1}
PREMISES = {"id": "premises", "name": {"zh": "住所证明"}, "commitment_allowed": True}


@pytest.fixture
def law_firm():
    make_body(CITY_JUSTICE)
    make_body(PROVINCE_JUSTICE)
    actor = actor_of(make_person().account_id)
    return services.start_draft(item_code=make_item().code, actor=actor, at=AT), actor


def partners(*names):
    return {"partners": [{"name": name, "practice_years": "三"} for name in names]}


def test_invalid_answers_are_kept_as_typed_and_told(law_firm):
    draft_id, actor = law_firm
    typed = {"firm_name": "某所", "assets_yuan": "四十万", "contact_phone": "12"}

    problems = services.save_page(
        draft_id=draft_id, group_index=0, values=typed, actor=actor, at=EVE
    )

    assert [one.where for one in problems] == ["address", "assets_yuan", "contact_phone"]
    view = selectors.get_draft(draft_id, actor.account_id)
    assert (view.typed, view.updated_at) == (typed, EVE)


def test_a_page_changes_only_its_own_answers(law_firm):
    draft_id, actor = law_firm

    services.save_page(
        draft_id=draft_id,
        group_index=0,
        values={"firm_name": "某所", "partners": [{"name": "夹带"}], "is_admin": "1"},
        actor=actor,
        at=AT,
    )

    assert Draft.objects.get().form == {"firm_name": "某所"}


def test_removing_a_row_removes_its_materials_and_moves_the_later_ones_up(law_firm):
    draft_id, actor = law_firm
    services.save_page(
        draft_id=draft_id, group_index=1, values=partners("甲", "乙", "丙"), actor=actor, at=AT
    )
    keys = ("charter", "partner_id_cards[0]", "partner_id_cards[1]", "partner_id_cards[2]")
    choices = {
        key: services.attach_material(
            draft_id=draft_id,
            key=key,
            content=BytesIO(PDF),
            name=f"{key}.pdf",
            actor=actor,
            at=AT,
        )
        for key in keys
    }

    services.remove_row(draft_id=draft_id, group_index=1, row=1, actor=actor, at=AT)

    draft = Draft.objects.get()
    assert [row["name"] for row in draft.form["partners"]] == ["甲", "丙"]
    assert {key: one["file_id"] for key, one in draft.materials.items()} == {
        "charter": str(choices["charter"].file_id),
        "partner_id_cards[0]": str(choices["partner_id_cards[0]"].file_id),
        "partner_id_cards[1]": str(choices["partner_id_cards[2]"].file_id),
    }


def test_rows_can_be_added(law_firm):
    draft_id, actor = law_firm

    count = services.add_row(draft_id=draft_id, group_index=1, actor=actor, at=AT)

    assert (count, Draft.objects.get().form) == (1, {"partners": [{}]})


def test_materials_are_bounded_and_sniffed():
    draft_id, actor = make_draft(make_version(materials=[CHARTER]))

    def attach(content, name="章程.pdf"):
        services.attach_material(
            draft_id=draft_id,
            key="charter",
            content=BytesIO(content),
            name=name,
            actor=actor,
            at=AT,
        )

    with pytest.raises(FileTooLargeError):
        attach(PDF + b"x" * 1024 * 1024)
    with pytest.raises(FileDisguisedError):
        attach(b"MZ\x90\x00" + b"\x00" * 200)
    assert Draft.objects.get().materials == {}


@pytest.mark.parametrize(
    ("key", "choice"),
    [
        pytest.param("unknown", MaterialChoice(MaterialWay.COMMITMENT), id="no such material"),
        pytest.param("charter", MaterialChoice(MaterialWay.COMMITMENT), id="no commitment allowed"),
        pytest.param("premises", MaterialChoice(MaterialWay.DEFERRED), id="not deferrable"),
        pytest.param("charter", MaterialChoice(MaterialWay.GENERATED), id="not generated"),
        pytest.param(
            "charter", MaterialChoice(MaterialWay.LICENCE, licence="1.2"), id="no licence"
        ),
        pytest.param(
            "charter", MaterialChoice(MaterialWay.UPLOAD, file_id=uuid4()), id="a file by its id"
        ),
    ],
)
def test_a_way_the_item_does_not_offer_is_refused(key, choice):
    draft_id, actor = make_draft(make_version(materials=[CHARTER, PREMISES]))

    with pytest.raises(UnknownMaterialError):
        services.choose_material(draft_id=draft_id, key=key, choice=choice, actor=actor, at=AT)

    assert Draft.objects.get().materials == {}


def test_a_choice_can_be_taken_back():
    draft_id, actor = make_draft(
        make_version(materials=[PREMISES]), materials={"premises": MaterialWay.COMMITMENT}
    )
    view = selectors.get_draft(draft_id, actor.account_id)
    assert view.materials[0].choice == MaterialChoice(MaterialWay.COMMITMENT)

    services.choose_material(draft_id=draft_id, key="premises", choice=None, actor=actor, at=AT)

    assert selectors.get_draft(draft_id, actor.account_id).materials[0].choice is None


def test_another_persons_draft_cannot_be_read_or_thrown_away():
    draft_id, _ = make_draft()
    stranger = actor_of(make_person().account_id)

    with pytest.raises(DraftNotFoundError):
        selectors.get_draft(draft_id, stranger.account_id)
    with pytest.raises(DraftNotFoundError):
        selectors.review_draft(draft_id, stranger.account_id)
    with pytest.raises(DraftNotFoundError):
        services.discard_draft(draft_id=draft_id, actor=stranger, at=AT)
    with pytest.raises(DraftNotFoundError):
        selectors.get_draft(DraftId(uuid4()), stranger.account_id)

    assert Draft.objects.count() == 1


def test_a_draft_can_be_thrown_away():
    draft_id, actor = make_draft()

    services.discard_draft(draft_id=draft_id, actor=actor, at=AT)

    assert Draft.objects.count() == 0


def test_a_draft_for_an_entity_one_may_not_act_for_is_refused():
    with pytest.raises(EntityNotFoundError):
        services.start_draft(
            item_code=make_version().code,
            actor=actor_of(make_person().account_id),
            at=AT,
            on_behalf_of=CITY_JUSTICE,
        )


def test_my_drafts_are_listed_in_one_query(django_assert_num_queries):
    version, person = make_version(), make_person()
    older, _ = make_draft(version, account_id=person.account_id, at=AT)
    newer, _ = make_draft(version, account_id=person.account_id, at=EVE)
    make_draft(version)

    with django_assert_num_queries(1):
        lines = selectors.list_my_drafts(person.account_id)

    assert [line.draft_id for line in lines] == [newer, older]
    assert lines[0].item_name.zh == "示例许可"


def test_a_licence_that_a_partner_holds_is_taken_and_not_asked(law_firm, monkeypatch):
    draft_id, actor = law_firm
    rows = [{"name": "甲", "resident_id": make_resident_id(), "practice_years": "5"}]
    services.save_page(
        draft_id=draft_id, group_index=1, values={"partners": rows}, actor=actor, at=AT
    )

    wheres = [one.where for one in selectors.review_draft(draft_id, actor.account_id)]

    assert "materials.partner_id_cards[0]" in wheres


def test_an_item_without_a_process_cannot_be_applied_for():
    version = make_version(process=[])

    with pytest.raises(ItemGuideOnlyError, match="示例许可"):
        services.start_draft(
            item_code=version.code, actor=actor_of(make_person().account_id), at=AT
        )
