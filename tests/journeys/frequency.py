"""The shortest item of the city: a lost radio licence, replaced at once by one officer."""

from tests.journeys.applying import begin, fill_page, submit, upload
from tests.journeys.cast import Citizen
from zhengtong.sites.demo.city.people import ALL_ROUND

FREQUENCY = "11440100007482567N3440104012004"
OFFICER = next(one for one in ALL_ROUND if one.login == "industry")
LICENCE = {
    "frequency_band": "150.0—155.0 MHz",
    "region": "广州市天河区",
    "is_in_force": "true",
}
LOSS = {
    "lost_on_year": "2026",
    "lost_on_month": "10",
    "lost_on_day": "30",
    "circumstances": "搬迁办公室时遗失",
    "is_loss_declared": "true",
}


def fill_frequency(citizen: Citizen) -> str:
    """Fill in everything up to the last look, and return the draft's address."""
    draft = begin(citizen.page, FREQUENCY)
    fill_page(citizen.page, draft, 0, LICENCE)
    fill_page(citizen.page, draft, 1, LOSS)
    upload(citizen.page, draft, "letter")
    return draft


def file_frequency(citizen: Citizen) -> str:
    """Fill in everything, submit it, and return the case number."""
    return submit(citizen.page, fill_frequency(citizen))
