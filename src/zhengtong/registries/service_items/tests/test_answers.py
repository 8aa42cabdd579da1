"""What was typed is read forgivingly, and judged where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.registries.service_items.testing import make_program

RESIDENT = "440106199001011234"
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


# Reading what was typed


def test_of_endless_rows_one_too_many_is_read_and_told():
    most = LAW_FIRM.definition.form[1].repeat.max

    form = LAW_FIRM.read_form(complete(partners=[partner()] * 100_000))

    assert len(form["partners"]) == most + 1
    assert told(LAW_FIRM.problems(form)) == [("partners", f"“合伙人”最多填写{most}条")]


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
