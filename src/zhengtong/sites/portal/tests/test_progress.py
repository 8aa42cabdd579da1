"""Progress for whoever has the number and four digits; nobody can try the digits out."""

import pytest
from django.urls import reverse

from zhengtong.casework.cases.testing import make_case
from zhengtong.foundation.calendars.testing import load_calendars
from zhengtong.foundation.identity.selectors import get_person

pytestmark = pytest.mark.django_db
PROGRESS = reverse("portal:progress")


@pytest.fixture
def case():
    load_calendars((2026,))
    return make_case()


def tail_of(case):
    return get_person(case.account_id).resident_id[-4:]


def test_number_and_digits_show_the_steps(client, case):
    page = client.post(PROGRESS, {"case_no": case.case_no, "id_tail": tail_of(case)})

    assert page.status_code == 200
    assert "示例许可" in page.content.decode()


def test_wrong_digits_and_a_wrong_number_look_the_same(client, case):
    wrong_digits = client.post(PROGRESS, {"case_no": case.case_no, "id_tail": "0000"})
    wrong_number = client.post(PROGRESS, {"case_no": case.case_no[:-1] + "9", "id_tail": "0000"})

    assert (wrong_digits.status_code, wrong_number.status_code) == (404, 404)
    assert "示例许可" not in wrong_digits.content.decode()


def test_the_digits_of_a_case_cannot_be_tried_out(client, case):
    tries = [
        client.post(PROGRESS, {"case_no": case.case_no, "id_tail": f"{n:04}"}) for n in range(10)
    ]

    page = client.post(PROGRESS, {"case_no": case.case_no, "id_tail": tail_of(case)})

    assert {answer.status_code for answer in tries} == {404}
    assert page.status_code == 429
    assert "尝试的次数太多" in page.content.decode()


def test_reading_ones_own_progress_often_is_no_attempt(client, case):
    sent = {"case_no": case.case_no, "id_tail": tail_of(case)}

    pages = [client.post(PROGRESS, sent).status_code for _ in range(12)]

    assert pages == [200] * 12
