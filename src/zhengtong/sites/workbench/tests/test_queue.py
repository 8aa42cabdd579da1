"""The queue: what waits for whom, narrowed, page by page, as a table."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from zhengtong.casework.cases.services import claim_task
from zhengtong.casework.cases.testing import acting, make_case, make_version, officer_actor
from zhengtong.foundation.access.testing import PASSWORD, make_officer
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.organisations.testing import PROVINCE_JUSTICE
from zhengtong.foundation.organisations.types import PostCode


@pytest.fixture
def version(calendars):
    return make_version()


def make_cases(version, number):
    for _ in range(number):
        make_case(version, at=now())


def queue(desk, query=""):
    answer = desk.get(f"/work/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_task_says_what_waits_where_and_until_when(desk, version):
    case = make_case(version, at=now())

    page = queue(desk)

    assert case.case_no[-13:] in page
    assert "示例许可" in page
    assert "广州市司法局" in page
    assert "待签收" in page


def test_an_empty_queue_says_what_will_come(desk):
    assert "您的岗位现在没有待办事务" in queue(desk)


def test_an_officer_without_a_post_is_told_whom_to_ask(client, db):
    officer = make_officer(post=None)
    client.login(email=officer.email, password=PASSWORD)

    assert "您还没有任何岗位" in queue(client)


def test_another_body_sees_nothing(client, version):
    make_case(version, at=now())
    officer = make_officer(post=PostCode.COUNTER, body=PROVINCE_JUSTICE)
    client.login(email=officer.email, password=PASSWORD)

    assert "您的岗位现在没有待办事务" in queue(client)


def test_overdue_tasks_are_marked_and_can_be_had_alone(desk, version):
    late = make_case(version, at=now() - timedelta(days=30))
    fresh = make_case(version, at=now())

    page = queue(desk, "?overdue=on")

    assert "已逾期" in page
    assert late.case_no[-13:] in page
    assert fresh.case_no[-13:] not in page


def test_ones_own_tasks_can_be_had_alone(desk, counter, version):
    mine, _other = make_case(version, at=now()), make_case(version, at=now())
    claim_task(task_id=mine.task("accept"), actor=acting(counter), at=now())

    page = queue(desk, "?mine=on")

    assert mine.case_no[-13:] in page
    assert "1" in page
    assert "我已签收" in page
    assert "待签收</strong>" not in page


def test_a_colleagues_name_stands_at_what_they_claimed(desk, version):
    case = make_case(version, at=now())
    claim_task(task_id=case.task("accept"), actor=officer_actor(PostCode.COUNTER), at=now())

    assert "李春梅</strong>" in queue(desk)


def test_a_filter_that_finds_nothing_offers_everything(desk, version):
    make_case(version, at=now())

    assert "查看全部待办" in queue(desk, "?case_no=NONE")


@pytest.mark.parametrize(
    "query", ["?state=nonsense&post=king", "?after=yesterday", "?after=2026-13"]
)
def test_a_query_that_cannot_be_read_narrows_nothing(desk, version, query):
    case = make_case(version, at=now())

    assert case.case_no[-13:] in queue(desk, query)


def test_htmx_gets_the_list_alone(desk, version):
    make_case(version, at=now())

    part = desk.get("/work/", headers={"HX-Request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="tasks">')
    assert "<html" not in part


def test_posts_are_named_in_the_language_of_the_page(desk):
    desk.cookies["django_language"] = "en"

    assert ">Counter" in queue(desk)


def test_the_table_holds_every_task(desk, version):
    case = make_case(version, at=now())

    answer = desk.get("/work/queue.csv?post=counter")

    text = b"".join(answer.streaming_content).decode()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert text.startswith("\ufeff办件编号,事项")
    assert f"{case.case_no},示例许可" in text


def test_a_citizen_is_refused(client, db):
    person = make_person()
    client.login(email=person.email, password=PASSWORD)

    assert client.get("/work/").status_code == 403
    assert client.get("/work/queue.csv").status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/work/")["Location"] == "/accounts/login/?next=/work/"


@pytest.mark.parametrize("number", [3, 30])
def test_the_queue_asks_the_same_few_things(desk, version, number, django_assert_num_queries):
    make_cases(version, number)
    queue(desk)
    with django_assert_num_queries(4):
        queue(desk)
