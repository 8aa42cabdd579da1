"""What a definition says about one filled form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.registries.service_items.compiler.check import check_text
from zhengtong.registries.service_items.compiler.register import Offline
from zhengtong.registries.service_items.testing import definition_text
from zhengtong.registries.service_items.types import ItemProgram, Truth

RESIDENT = "440106199001011234"


def program_of(slug):
    definition = check_text(definition_text(slug), Offline()).definition
    assert definition is not None
    return ItemProgram(definition)


LAW_FIRM = program_of("law-firm-establishment")
VEHICLE = program_of("vehicle-registration")
COMPANY = program_of("company-registration")
WORK = program_of("work-registration")


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


# Reading what was typed


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("300000", 300000, id="digits"),
        pytest.param(" ３００，０００ ", 300000, id="full-width digits with a separator"),
        pytest.param("300000元", 300000, id="with its unit"),
        pytest.param(300000.0, 300000, id="a whole float"),
        pytest.param("30万", "30万", id="what is no number stays as typed"),
        pytest.param("", "", id="nothing"),
        pytest.param(["1", "2"], 2, id="the last of several"),
        pytest.param({"a": 1}, "", id="a mapping is no answer"),
    ],
)
def test_money_is_read_as_whole_yuan(typed, value):
    assert LAW_FIRM.read_form({"assets_yuan": typed}) == {"assets_yuan": value}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("2026-1-5", "2026-01-05", id="short"),
        pytest.param("2026年1月5日", "2026-01-05", id="Chinese"),
        pytest.param("２０２６／０１／０５", "2026-01-05", id="full width"),
        pytest.param("20260105", "2026-01-05", id="digits"),
        pytest.param("明天", "明天", id="what is no date stays as typed"),
    ],
)
def test_dates_are_read_as_iso(typed, value):
    assert VEHICLE.read_form({"insured_until": typed}) == {"insured_until": value}


def test_rows_codes_and_yes_are_read():
    form = LAW_FIRM.read_form(
        {
            "contact_phone": "+86 138-0013-8000",
            "partners": {"0": {"resident_id": "１１０１０５１９４９１２３１００２ｘ", "hack": "1"}},
            "unknown": "dropped",
        }
    )

    assert form == {
        "contact_phone": "13800138000",
        "partners": [{"resident_id": "11010519491231002X"}],
    }
    assert VEHICLE.read_form({"is_insured": "是", "has_quota": "off"}) == {
        "is_insured": True,
        "has_quota": False,
    }


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["firm_name", "assets_yuan", "partners", "x"]), anything))
def test_reading_and_judging_never_raise(raw):
    form = LAW_FIRM.read_form(raw)

    assert LAW_FIRM.read_form(form) == form
    LAW_FIRM.problems(form)
    LAW_FIRM.unmet_conditions(form)
    LAW_FIRM.materials_for(form)


# Problems


def test_a_complete_form_has_no_problem():
    assert LAW_FIRM.problems(complete()) == ()
    assert LAW_FIRM.unmet_conditions(complete()) == ()


@pytest.mark.parametrize(
    ("answers", "where", "text"),
    [
        pytest.param({"firm_name": ""}, "firm_name", "请填写“名称”", id="required"),
        pytest.param(
            {"firm_name": "所" * 61},
            "firm_name",
            "“名称”不能超过60个字，现有61个字",
            id="too long",
        ),
        pytest.param(
            {"assets_yuan": "三十万"},
            "assets_yuan",
            "“资产”应填写整数金额，单位为元，例如 300000",
            id="no number",
        ),
        pytest.param({"assets_yuan": -1}, "assets_yuan", "“资产”不能小于0", id="too small"),
        pytest.param(
            {"contact_phone": "1380013800"},
            "contact_phone",
            "“联系电话”应为11位手机号码",
            id="a digit is missing",
        ),
        pytest.param(
            {"partners": [partner(), partner(resident_id=RESIDENT)]},
            "partners[1].resident_id",
            "身份证号码校验不通过，请对照身份证逐位核对",
            id="check digit in a row",
        ),
        pytest.param({"partners": []}, "partners", "“合伙人”至少填写1条，现有0条", id="no row"),
        pytest.param(
            {"partners": [partner(practice_years=71)]},
            "partners[0].practice_years",
            "“执业年限”不能大于70",
            id="too big",
        ),
    ],
)
def test_a_wrong_answer_is_told_where_it_is(answers, where, text):
    assert told(LAW_FIRM.problems(complete(**answers))) == [(where, text)]


def test_problems_of_one_page_are_those_of_that_page():
    form = complete(firm_name="", partners=[])

    assert [p.where for p in LAW_FIRM.problems(form, 0)] == ["firm_name"]
    assert [p.where for p in LAW_FIRM.problems(form, 1)] == ["partners"]


def test_problems_carry_the_label_of_the_language():
    (problem,) = LAW_FIRM.problems(complete(firm_name=""), language="en")

    assert problem.values == {"label": "Name of the firm"}


@pytest.mark.parametrize(
    ("answers", "where", "text"),
    [
        pytest.param(
            {"vehicle_type": "tank"},
            "vehicle_type",
            "请从“车辆类型”列出的选项中选择一项",
            id="not offered",
        ),
        pytest.param(
            {"is_insured": "maybe"},
            "is_insured",
            "请为“是否已投保交强险”选择“是”或“否”",
            id="no yes",
        ),
        pytest.param(
            {"insured_until": "2026-02-30"},
            "insured_until",
            "“交强险有效期至”应是真实的日期，例如 2026-01-31",
            id="no such day",
        ),
    ],
)
def test_choices_yes_and_dates_are_judged(answers, where, text):
    form = {
        "owner_name": "陈示例",
        "owner_id": "11010519491231002X",
        "owner_phone": "13800138000",
        "owner_address": "广州市",
        "vehicle_type": "car",
        "has_quota": True,
        "plate_use": "commercial",
        "brand_model": "示例",
        "vin": "LSAMPLE0000000001",
        "engine_no": "1",
        "is_insured": True,
        "insured_until": "2027-01-01",
        "is_purchase_tax_paid": True,
        "wants_certificate": False,
    }
    assert VEHICLE.problems(form) == ()

    assert (where, text) in told(VEHICLE.problems(form | answers))


def test_an_address_of_mail_is_judged():
    (problem,) = [p for p in WORK.problems({"email": "nobody"}) if p.where == "email"]

    assert str(problem) == "“电子邮箱”应为电子邮箱地址，例如 name@example.com"


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
