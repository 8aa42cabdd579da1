"""Calendars, background work and the ledger at the console."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.calendars.selectors import list_years
from zhengtong.foundation.ledger.services import record, seal_entries
from zhengtong.foundation.outbox.services import note_stumble
from zhengtong.foundation.outbox.types import JobId

YEAR = (Path(settings.DATA_DIR) / "calendars" / "2026.csv").read_bytes()


def shown(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def fail_jobs(number=1):
    """Leave jobs that were given up, and return the last one's number."""
    job_id = 0
    for _ in range(number):
        job_id = app.configure_task("notices.post-email").defer(notice_id=0)
        ProcrastinateJob.objects.filter(id=job_id).update(status="doing")
        ProcrastinateJob.objects.filter(id=job_id).update(status="failed", attempts=8)
        note_stumble(job_id=JobId(job_id), fault=OSError("connection refused"), at=now())
    return job_id


def record_entries(subject, number):
    for _ in range(number):
        record(action="cases.accepted", subject=subject, actor=SYSTEM, at=now())


def test_a_year_is_loaded_from_its_file(console):
    before = shown(console.get("/console/calendars/"))
    answer = console.post(
        "/console/calendars/", {"file": SimpleUploadedFile("2026.csv", YEAR)}, follow=True
    )

    assert "还没有装入任何年份" in before
    assert "2026年已装入" in shown(answer)
    assert [one.year for one in list_years()] == [2026]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param({}, id="no file"),
        pytest.param({"file": SimpleUploadedFile("2026.csv", b"")}, id="an empty file"),
        pytest.param({"file": SimpleUploadedFile("2026.csv", b"\xff\xd8\xff\xe0")}, id="a picture"),
    ],
)
def test_a_file_that_is_no_year_is_refused_in_words(console, sent):
    page = shown(console.post("/console/calendars/", sent), 422)

    assert "有内容需要修改" in page
    assert list_years() == ()


def test_nothing_failed_is_said_so(console):
    assert "没有失败的后台任务" in shown(console.get("/console/jobs/"))


def test_failed_work_says_why_and_is_taken_up_again(console):
    job_id = fail_jobs()

    page = shown(console.get("/console/jobs/"))
    answer = console.post(f"/console/jobs/{job_id}/retry/")

    assert "OSError: connection refused" in page
    assert answer["Location"] == "/console/jobs/"
    assert ProcrastinateJob.objects.get(id=job_id).status == "todo"


def test_work_that_did_not_fail_is_not_taken_up(console):
    shown(console.post("/console/jobs/999999/retry/"), 404)


def test_older_failures_are_on_the_next_page(console):
    last = fail_jobs(51)

    page = shown(console.get("/console/jobs/"))

    assert f"?before={last - 49}" in page
    assert shown(console.get(f"/console/jobs/?before={last - 49}")).count("connection refused") == 1


@pytest.mark.parametrize("number", [3, 30])
def test_failures_ask_the_same_few_things(console, number, django_assert_num_queries):
    fail_jobs(number)
    console.get("/console/jobs/")
    with django_assert_num_queries(9):
        console.get("/console/jobs/")


def test_the_ledger_shows_its_head_and_what_was_done_to_a_subject(console):
    record_entries("办件甲", 2)
    seal_entries(at=now())
    record_entries("办件甲", 1)

    page = shown(console.get("/console/ledger/", {"subject": " 办件甲 "}))

    assert "第 1 批" in page
    assert page.count("<code>cases.accepted</code>") == 3
    assert page.count("待封存") == 1


def test_a_subject_that_nobody_knows_is_told(console):
    assert "没有关于它的留痕" in shown(console.get("/console/ledger/", {"subject": "办件乙"}))


def test_an_empty_ledger_says_so(client, console):
    assert "还没有封存" in shown(console.get("/console/ledger/"))


@pytest.mark.parametrize("number", [3, 30])
def test_the_ledger_asks_the_same_few_things(console, number, django_assert_num_queries):
    record_entries("办件甲", number)
    seal_entries(at=now())
    with django_assert_num_queries(5):
        console.get("/console/ledger/?subject=办件甲")
