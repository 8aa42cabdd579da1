import json
import logging

import psycopg_pool
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.utils import OperationalError
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from zhengtong.core import errors
from zhengtong.ui import pages, refusals
from zhengtong.ui.middleware import RefusalMiddleware

KINDS = [
    pytest.param(errors.NotFoundError, 404, id="not found"),
    pytest.param(errors.ForbiddenError, 403, id="forbidden"),
    pytest.param(errors.InvalidError, 422, id="invalid"),
    pytest.param(errors.ConflictError, 409, id="conflict"),
    pytest.param(errors.UnavailableError, 503, id="unavailable"),
]


class TooSoonError(errors.ConflictError):
    code = "tests.too-soon"
    text = "还要等{days}天"


def ask(path="/anywhere/", error=None, method="get", data=None, **headers):
    request = getattr(RequestFactory(), method)(path, data=data, headers=headers)
    request.user = AnonymousUser()
    request.csrf_processing_done = True
    return RefusalMiddleware(lambda _: HttpResponse()).process_exception(request, error)


def test_the_table_has_every_kind_and_nothing_else():
    assert set(refusals.STATUS) == set(errors.DomainError.__subclasses__())


@pytest.mark.parametrize(("kind", "status"), KINDS)
def test_the_status_follows_from_the_kind(kind, status):
    answer = ask(error=kind())

    assert answer.status_code == status
    assert kind.text in answer.content.decode()


@pytest.mark.parametrize(("kind", "status"), KINDS)
def test_a_program_gets_problem_json(kind, status):
    answer = ask("/api/v1/cases", error=kind())

    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    assert (told["status"], told["code"], told["detail"]) == (status, kind.code, kind.text)


def test_json_is_given_to_whoever_asks_for_json_only():
    answer = ask(error=errors.NotFoundError(), accept="application/json")

    assert answer["Content-Type"] == "application/problem+json"


def test_the_holes_of_a_text_are_filled():
    answer = ask("/api/x", error=TooSoonError(days="3"))

    told = json.loads(answer.content)
    assert (told["code"], told["detail"]) == ("tests.too-soon", "还要等3天")


def test_every_problem_is_told_with_its_place_and_mend():
    problem = errors.Problem(
        where="name", text="名称{what}", mend="请补全", values={"what": "太短"}
    )

    answer = ask("/api/x", error=errors.InvalidError(problems=(problem,)))

    assert json.loads(answer.content)["problems"] == [{"where": "name", "text": "名称太短 请补全"}]


def test_an_english_reader_is_told_in_english():
    with override("en"):
        answer = ask(error=errors.NotFoundError())

    assert "Not found" in answer.content.decode()


def test_for_htmx_the_page_replaces_the_whole_body():
    answer = ask(error=errors.ConflictError(), hx_request="true")

    assert (answer["HX-Retarget"], answer.status_code) == ("body", 409)


def test_our_own_fault_is_left_to_django():
    assert ask(error=ZeroDivisionError()) is None
    assert ask(error=Http404()) is None


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(OperationalError("gone"), id="the connection broke"),
        pytest.param(psycopg_pool.PoolTimeout("none free"), id="no connection came free"),
    ],
)
def test_without_a_database_the_person_is_told_and_nothing_is_asked_of_it(error, caplog):
    # No database mark on this test: any query would fail it.
    answer = ask(error=error)

    assert answer.status_code == 503
    assert "数据库正在重新连接" in answer.content.decode()
    assert answer["Retry-After"] == "10"
    assert caplog.messages


def test_without_a_database_what_was_typed_can_be_sent_again():
    typed = {"firm_name": "德政律师事务所", "password1": "s3cret", "csrfmiddlewaretoken": "t0ken"}

    page = ask("/apply/1/", OperationalError("gone"), "post", typed).content.decode()

    assert '<input type="hidden" name="firm_name" value="德政律师事务所">' in page
    assert 'action="/apply/1/"' in page
    assert "s3cret" not in page
    assert "t0ken" not in page


def test_without_a_database_a_button_alone_can_be_pressed_again():
    page = ask("/apply/1/check/", OperationalError("gone"), "post", {}).content.decode()

    assert 'action="/apply/1/check/"' in page
    assert "可以重新提交" in page


def test_files_are_not_kept_and_the_person_is_told():
    typed = {"note": "x", "charter": SimpleUploadedFile("章程.pdf", b"%PDF")}

    page = ask("/apply/1/", OperationalError("gone"), "post", typed).content.decode()

    assert "请再上传一次" in page


def test_a_form_that_was_not_checked_for_forgery_is_not_given_back():
    request = RequestFactory().post("/apply/1/", {"firm_name": "伪造"})

    assert pages.typed_fields(request) == []


def test_a_typed_value_cannot_break_out_of_the_page():
    page = ask("/x/", OperationalError("gone"), "post", {"a": '"><script>alert(1)</script>'})

    assert b"<script>alert" not in page.content


def test_our_own_fault_has_an_incident_number_that_stands_in_the_log(caplog):
    caplog.set_level(logging.ERROR)

    answer = pages.server_error(RequestFactory().get("/api/x"))

    incident = json.loads(answer.content)["incident"]
    assert answer.status_code == 500
    assert incident in caplog.text


def test_a_database_that_fails_before_the_view_counts_as_away():
    with pytest.raises(OperationalError) as caught:
        raise OperationalError("gone")
    try:
        raise caught.value
    except OperationalError:
        answer = pages.server_error(RequestFactory().get("/me/"))

    assert answer.status_code == 503
