"""What a definition says about one filled form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.registries.service_items.testing import make_program
from zhengtong.registries.service_items.types import Truth

LAW_FIRM = make_program()
VEHICLE = make_program("vehicle-registration")
COMPANY = make_program("company-registration")
WORK = make_program("work-registration")


def partner(**answers):
    return {"name": "陈示例", "resident_id": "11010519491231002X", "practice_years": 5} | answers


def complete(**answers):
    return {
        "firm_name": "广东示例律师事务所",
        "address": "广州市越秀区连新路31号",
        "assets_yuan": 400000,
        "contact_phone": "13800138000",
        "partners": [partner(), partner(), partner()],
    } | answers


def told(problems):
    return [(one.where, str(one)) for one in problems]


# Conditions


def test_two_partners_are_not_enough():
    (unmet,) = LAW_FIRM.unmet_conditions({"partners": [partner(), partner()]})

    assert unmet.unless_met.zh == "普通合伙律师事务所须有3名以上合伙人作为设立人"


def test_nothing_is_judged_before_it_is_answered():
    states = [truth for _condition, truth in LAW_FIRM.condition_states({})]
    begun = [truth for _condition, truth in LAW_FIRM.condition_states({"partners": [{}, {}, {}]})]

    assert states == begun == [Truth.UNKNOWN] * 3


def test_a_malformed_answer_cannot_be_judged():
    states = [truth for _c, truth in LAW_FIRM.condition_states(complete(assets_yuan="三十万"))]

    assert states == [Truth.MET, Truth.MET, Truth.UNKNOWN]


def test_the_interview_asks_only_what_the_conditions_read():
    assert LAW_FIRM.eligibility_fields() == {
        "assets_yuan",
        "partners",
        "partners.practice_years",
    }
    assert VEHICLE.eligibility_fields() == {
        "has_quota",
        "is_insured",
        "is_purchase_tax_paid",
        "vehicle_type",
    }


# Hide and show


def test_a_hidden_answer_is_kept_in_the_draft_and_never_submitted():
    draft = {"vehicle_type": "motorcycle", "has_quota": True}

    assert VEHICLE.visible_form(draft) == {"vehicle_type": "motorcycle"}
    assert VEHICLE.visible_form(draft | {"vehicle_type": "car"}) == {
        "vehicle_type": "car",
        "has_quota": True,
    }


def test_a_row_hides_by_its_own_answers():
    rows = [
        {"kind": "natural_person", "resident_id": "1", "uscc": "2"},
        {"kind": "legal_entity", "resident_id": "1", "uscc": "2"},
    ]

    assert COMPANY.visible_form({"shareholders": rows}) == {
        "shareholders": [
            {"kind": "natural_person", "resident_id": "1"},
            {"kind": "legal_entity", "uscc": "2"},
        ]
    }


def test_what_is_hidden_is_not_required():
    where = {p.where for p in COMPANY.problems({"needs_prior_approval": False})}

    assert "prior_approval_no" not in where
    assert "prior_approval_no" in {
        p.where for p in COMPANY.problems({"needs_prior_approval": True})
    }


work_forms = st.fixed_dictionaries(
    {},
    optional={
        "work_title": st.sampled_from(["", "示例"]),
        "is_published": st.sampled_from([True, False, "", "maybe"]),
        "first_published_on": st.sampled_from(["2026-01-01", "x"]),
        "is_author_owner": st.booleans(),
        "owner": st.text(max_size=3),
        "acquired_by": st.sampled_from(["employment", "none"]),
    },
)


@given(work_forms)
def test_the_visible_form_of_the_visible_form_is_itself(form):
    visible = WORK.visible_form(form)

    assert WORK.visible_form(visible) == visible
    assert visible.items() <= form.items()


@given(work_forms, st.booleans())
def test_hiding_and_showing_again_returns_what_was_typed(form, owner):
    before = WORK.visible_form(form | {"is_author_owner": owner})

    WORK.visible_form(form | {"is_author_owner": not owner})

    assert WORK.visible_form(form | {"is_author_owner": owner}) == before


# Materials, fees, facts


def test_a_material_asked_for_each_row_has_a_key_for_each():
    needs = LAW_FIRM.materials_for(complete())

    assert [(need.key, need.row, need.is_fetched) for need in needs] == [
        ("registration_form", None, False),
        ("partner_id_cards[0]", 0, True),
        ("partner_id_cards[1]", 1, True),
        ("partner_id_cards[2]", 2, True),
        ("charter", None, False),
        ("premises_proof", None, False),
        ("asset_proof", None, False),
    ]


def test_each_row_brings_what_its_own_kind_needs():
    form = {"shareholders": [{"kind": "legal_entity"}, {"kind": "natural_person"}]}

    keys = {need.key for need in COMPANY.materials_for(form)}

    assert keys >= {"shareholder_licences[0]", "shareholder_id_cards[1]"}
    assert not keys & {"shareholder_id_cards[0]", "shareholder_licences[1]"}


def test_a_commitment_spares_the_visit():
    form = complete()
    committed = {"premises_proof": {"committed": True}}
    (check,) = [s for s in LAW_FIRM.definition.process[2].parallel if s.step == "premises_check"]

    assert LAW_FIRM.is_needed(check, form, {})
    assert not LAW_FIRM.is_needed(check, form, committed)


@pytest.mark.parametrize(
    ("form", "fen"),
    [
        pytest.param({"vehicle_type": "car", "wants_certificate": True}, 12000, id="car"),
        pytest.param({"vehicle_type": "trailer", "wants_certificate": False}, 6000, id="trailer"),
        pytest.param({"vehicle_type": "low_speed", "wants_certificate": False}, 5000, id="slow"),
        pytest.param({}, 1000, id="what is known so far"),
    ],
)
def test_fees_follow_the_answers(form, fen):
    assert VEHICLE.fee_fen(form) == fen


def test_a_fee_of_nothing_is_no_line_and_an_open_one_has_no_amount():
    lines = VEHICLE.fee_lines({"vehicle_type": "car", "wants_certificate": False})
    still_open = VEHICLE.fee_lines({"vehicle_type": "car"})

    assert [(str(line.fee.name), line.fen) for line in lines] == [
        ("号牌工本费", 10000),
        ("行驶证工本费", 1000),
    ]
    assert still_open[2].fen is None


def test_a_licence_states_what_the_definition_says_in_words():
    facts = LAW_FIRM.licence_facts(complete())
    vehicle = VEHICLE.licence_facts({"vehicle_type": "car", "plate_use": "commercial"})

    assert facts == {
        "firm_name": "广东示例律师事务所",
        "address": "广州市越秀区连新路31号",
        "assets_yuan": 400000,
        "partners": ["陈示例"] * 3,
    }
    assert (vehicle["vehicle_type"], vehicle["plate_use"]) == ("中小客车", "营运")
