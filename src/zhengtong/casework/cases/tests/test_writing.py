"""Rows written by plain statements are the rows that ``save`` would have written."""

import pytest
from django.db import DatabaseError
from django.forms.models import model_to_dict

from zhengtong.casework.cases.models import Case, Task, insert_rows, update_row
from zhengtong.casework.cases.testing import make_case, make_version
from zhengtong.casework.cases.types import TaskState
from zhengtong.registries.service_items.types import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]


@pytest.fixture
def case(_calendars: None) -> Case:
    return Case.objects.get(case_no=make_case(make_version()).case_no)


def another_task(case: Case, step: str) -> Task:
    task = Task.objects.get(case=case)
    task.pk, task.step = None, step
    return task


def test_rows_are_inserted_by_one_statement_and_each_gets_its_key(case, django_assert_num_queries):
    tasks = [another_task(case, step) for step in ("first", "second")]

    with django_assert_num_queries(1):
        insert_rows(tasks)

    stored = {one.step: model_to_dict(one) for one in Task.objects.filter(case=case)}
    assert stored["first"] == model_to_dict(tasks[0])
    assert stored["second"] == model_to_dict(tasks[1])


def test_an_inserted_document_is_read_back_as_it_was(case):
    form = {"purpose": "“书店”%s", "partners": [{"name": "陈晓明"}], "area": 20}
    case.pk, case.case_no, case.submission_key, case.form = None, "another", "another", form

    insert_rows([case])

    assert Case.objects.get(case_no="another").form == form


def test_nothing_to_insert_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows([])


def test_only_the_named_columns_are_written(case, django_assert_num_queries):
    task = Task.objects.get(case=case)
    task.state, task.outcome, task.opinion = TaskState.CANCELLED, Outcome.PASS, "未写入"

    with django_assert_num_queries(1):
        update_row(task, ["state", "outcome"])

    stored = Task.objects.get(case=case)
    assert (stored.state, stored.outcome, stored.opinion) == ("cancelled", "pass", "")


def test_a_row_that_is_gone_is_not_written_silently(case):
    task = Task.objects.get(case=case)
    Task.objects.all().delete()

    with pytest.raises(DatabaseError):
        update_row(task, ["opinion"])
