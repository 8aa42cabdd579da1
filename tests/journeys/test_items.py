"""Shorter journeys through other items: at once, with a fee, several offices in parallel."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from stdnum.cn.uscc import calc_check_digit

from tests.journeys.applying import (
    await_text,
    begin,
    due_day,
    fill_page,
    judge,
    progress,
    submit,
    upload,
)
from tests.journeys.cast import Cast, Citizen, fill_in, main_text, press
from tests.journeys.city import City
from tests.journeys.frequency import FREQUENCY, LICENCE, LOSS, OFFICER
from tests.journeys.handling import accept, decide, give_opinion
from zhengtong.sites.demo.city.people import ALL_ROUND

pytestmark = pytest.mark.browser

OF = {officer.login: officer for officer in ALL_ROUND}
VEHICLE = "11440100007483172Q3440106054000"
PROJECT = "11350128DEM00000124350112901000"
TWO_WEEKS = timedelta(days=14)


def test_an_immediate_item_ends_with_its_licence_on_the_same_day(cast: Cast) -> None:
    page = cast.resident().page
    page.goto(f"/items/{FREQUENCY}/")
    assert "当场办结。" in main_text(page)
    draft = begin(page, FREQUENCY)
    judge(page, {"is_in_force": "true", "is_loss_declared": "true"})
    expect(page.get_by_text("您符合申请条件，可以开始填写")).to_be_visible()
    fill_page(page, draft, 0, LICENCE)
    fill_page(page, draft, 1, LOSS)
    upload(page, draft, "letter")
    case_no = submit(page, draft)

    officer = cast.officer(OFFICER)
    accept(officer, case_no)
    assert day_of(due_day(page, case_no)) == date.today()  # noqa: DTZ011 - as people read it
    decide(officer, case_no)
    await_text(page, f"/me/cases/{case_no}/", "证照已经签发")
    assert [step.split(" | ")[0] for step in progress(page, case_no)] == [
        "受理 予以受理",
        "决定 准予",
        "制证与送达 完成",
    ]


def test_the_fee_is_told_in_the_guide_reckoned_before_sending_and_kept_in_the_case(
    cast: Cast,
) -> None:
    cast.faults.allow("422")  # one question only appears when another is answered
    citizen = cast.resident()
    page = citizen.page
    page.goto(f"/items/{VEHICLE}/")
    assert "号牌工本费" in main_text(page)
    draft = begin(page, VEHICLE)
    fill_vehicle(citizen, draft)
    page.goto(f"{draft}check/")
    said = main_text(page)
    assert "号牌工本费\n35.00 元" in lines_of(said)
    assert "行驶证工本费\n10.00 元" in lines_of(said)
    assert "机动车登记证书工本费\n10.00 元" in lines_of(said)
    case_no = submit(page, draft)
    page.goto(f"/me/cases/{case_no}/")
    assert "费用\n55.00 元" in lines_of(main_text(page))


def test_offices_work_in_parallel_and_the_clock_stops_for_the_experts(any_cast: Cast) -> None:
    citizen = any_cast.newcomer()
    page, city = citizen.page, any_cast.city
    represent(citizen, city)
    case_no = submit(page, fill_project(citizen))
    accept(any_cast.officer(OF["pingtan"]), case_no)
    promised = day_of(due_day(page, case_no))
    assert len([step for step in progress(page, case_no) if "进行中" in step]) == 3
    give_opinion(any_cast.officer(OF["pingtan2"]), case_no)
    give_opinion(any_cast.officer(OF["pingtan3"]), case_no)
    assert [step for step in progress(page, case_no) if "专家评估 进行中" in step] == []
    give_opinion(any_cast.officer(OF["pingtan4"]), case_no)

    assert "专家评估 进行中" in progress(page, case_no)[-4]
    assert "起中止计时，所需时间不计入办理时限（行政许可法第四十五条）" in main_text(page)
    await_text(page, "/me/messages/", "专家评审")
    let_two_weeks_pass(city, case_no)
    assert day_of(due_day(page, case_no)) == promised - TWO_WEEKS
    give_opinion(any_cast.officer(OF["pingtan"]), case_no)
    assert "起中止计时" not in main_text_at(page, f"/me/cases/{case_no}/")
    assert promised <= day_of(due_day(page, case_no)) <= promised + TWO_WEEKS


def fill_vehicle(citizen: Citizen, draft: str) -> None:
    page = citizen.page
    fill_page(page, draft, 0, {"owner_address": "广州市花都区农新路12号"})
    page.goto(f"{draft}page/1/")
    vehicle = {
        "vehicle_type": "motorcycle",
        "plate_use": "non_commercial",
        "brand_model": "示例牌125",
        "vin": "LEXAMPLE000000001",
        "engine_no": "SY000001",
    }
    fill_page(page, draft, 1, vehicle)
    tax = {
        "is_insured": "true",
        "is_purchase_tax_paid": "true",
        "wants_certificate": "true",
    }
    page.goto(f"{draft}page/2/")
    fill_in(page, tax)
    press(page, "保存并继续")
    until = {
        "insured_until_year": "2027",
        "insured_until_month": "11",
        "insured_until_day": "1",
    }
    fill_page(page, draft, 2, {**tax, **until})
    upload(page, draft, "owner_id_card")
    upload(page, draft, "purchase_proof")
    upload(page, draft, "conformity_certificate", "png")
    upload(page, draft, "insurance_policy", "jpg")


def represent(citizen: Citizen, city: City) -> None:
    """Register an entity that the newcomer represents."""
    body = f"91350128MA{city.next_serial():07}"
    citizen.page.goto("/me/entities/")
    name = f"平潭{citizen.person.name}建设有限公司"
    fill_in(citizen.page, {"uscc": body + calc_check_digit(body), "name": name})
    citizen.page.locator('main form[method="post"] button').last.click()
    expect(citizen.page.get_by_text("已登记，可以以它的名义办事")).to_be_visible()


def fill_project(citizen: Citizen) -> str:
    page = citizen.page
    draft = begin(page, PROJECT)
    project = {
        "project_name": "平潭示例小学",
        "project_code": "2026-350128-83-01-000001",
        "is_government_funded": "true",
        "is_in_annual_plan": "true",
        "has_proposal_approval": "false",
        "investment_yuan": "120000000",
        "energy_tce": "300",
        "electricity_mwh": "120",
        "wants_tender_exemption": "false",
    }
    fill_page(page, draft, 0, project)
    fill_page(page, draft, 1, {"contact_phone": citizen.person.phone})
    land = {
        "site": "平潭县示例路1号",
        "land_area_m2": "30000",
        "floor_area_m2": "24000",
        "land_source": "allocated",
        "uses_sea": "false",
    }
    fill_page(page, draft, 2, land)
    upload(page, draft, "feasibility_report")
    upload(page, draft, "site_drawing", "png")
    return draft


def let_two_weeks_pass(city: City, case_no: str) -> None:
    """Move everything that happened to the case two weeks into the past."""
    moments = ("submitted_at", "accepted_at", "clock_stopped_at")
    moved = ", ".join(f"{name} = {name} - interval '14 days'" for name in (*moments, "due_on"))
    city.rows(f"update cases_case set {moved} where case_no = %s", case_no)  # noqa: S608
    city.rows(
        "update cases_clockstop set started_at = started_at - interval '14 days'"
        " where case_id = (select id from cases_case where case_no = %s)",
        case_no,
    )


def day_of(text: str) -> date:
    """Read a day as the pages write it."""
    found = re.search(r"(\d+)年(\d+)月(\d+)日", text)
    assert found, text
    return date(int(found[1]), int(found[2]), int(found[3]))


def lines_of(text: str) -> str:
    """Return the text without empty lines and margins."""
    return "\n".join(line.strip() for line in re.split(r"[\n\t]+", text) if line.strip())


def main_text_at(page: Page, address: str) -> str:
    page.goto(address)
    return main_text(page)
