"""A year is loaded from its file whole or not at all."""

from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.calendars.errors import (
    CalendarFileInvalidError,
    CalendarNotPublishedError,
)
from zhengtong.foundation.calendars.models import DayRecord, YearRecord
from zhengtong.foundation.calendars.selectors import get_calendar, list_years
from zhengtong.foundation.calendars.services import load_year
from zhengtong.foundation.calendars.testing import CALENDARS, load_calendars
from zhengtong.foundation.calendars.types import AnnouncedDay, DayKind
from zhengtong.foundation.ledger.testing import ledger_lines

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
GOOD = """\
# source: 国务院办公厅关于2030年部分节假日安排的通知
date,kind,name,name_en
2030-01-01,public_holiday,元旦,New Year's Day
2030-01-05,worked_weekend,元旦,New Year's Day
"""
FAULTY = """\
date,kind,name,name_en
2030-01-01,public_holiday,元旦,
2030-13-01,public_holiday,元旦,
2030-01-02,holiday,元旦,
2030-01-03,worked_weekend,元旦,
2030-01-05,worked_weekend,,
2030-01-01,rest_in_lieu,元旦,
2031-01-01,public_holiday,元旦,
"""


def load(text):
    return load_year(file=StringIO(text), actor=SYSTEM, at=AT)


def test_a_loaded_year_counts_at_once_and_leaves_a_trace():
    with pytest.raises(CalendarNotPublishedError):
        get_calendar().is_working_day(date(2030, 1, 5))

    assert load(GOOD) == 2030

    assert get_calendar().is_working_day(date(2030, 1, 5))
    assert ledger_lines() == [("calendars.year_loaded", "2030", SYSTEM.name)]


def test_loading_the_same_again_changes_nothing():
    load(GOOD)
    load(GOOD.replace("\n", "\r\n"))

    assert DayRecord.objects.count() == 2
    assert len(ledger_lines()) == 1


def test_a_changed_announcement_replaces_the_year():
    load(GOOD)

    load(GOOD.replace("2030-01-05", "2030-01-06"))

    assert not get_calendar().is_working_day(date(2030, 1, 5))
    assert get_calendar().is_working_day(date(2030, 1, 6))
    assert len(ledger_lines()) == 2


def test_every_fault_is_told_with_its_line_and_nothing_is_loaded():
    with pytest.raises(CalendarFileInvalidError) as refusal:
        load(FAULTY)

    assert [(problem.where, str(problem)) for problem in refusal.value.problems] == [
        ("第1行", "缺少依据 请在表头之前写一行“# source: 通知名称”"),
        ("第3行", "“2030-13-01”不是日期 请写成 2026-10-01 的形式"),
        (
            "第4行",
            "类别“holiday”不在代码表中 请写 public_holiday、rest_in_lieu 或 worked_weekend",
        ),
        ("第5行", "2030-01-03不是周末，不能是调休上班日"),
        ("第6行", "缺少节日名称"),
        ("2030-01-01", "同一日期出现了两次 请只保留一行"),
        ("date", "文件中有多个年份：2030、2031 请每个年份用一个文件"),
    ]
    assert not YearRecord.objects.exists()
    assert ledger_lines() == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "表头缺少列：date、kind、name、name_en", id="an empty file"),
        pytest.param("# source: x\ndate,kind\n", "表头缺少列：name、name_en", id="two columns"),
        pytest.param(
            "# source: x\ndate,kind,name,name_en\n", "文件中没有任何日期", id="no line at all"
        ),
        pytest.param(
            f"# source: x\ndate,kind,name,name_en\n2030-01-01,public_holiday,{'节' * 61},\n",
            "节日名称超过60字",
            id="a name that no column holds",
        ),
        pytest.param(
            f"# source: {'通' * 201}\ndate,kind,name,name_en\n2030-01-01,public_holiday,元旦,\n",
            "依据超过200字 请只写通知名称和文号",
            id="a source that no column holds",
        ),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(text, says):
    with pytest.raises(CalendarFileInvalidError) as refusal:
        load(text)
    assert [str(problem) for problem in refusal.value.problems] == [says]


def test_the_calendar_costs_one_small_query_once_it_is_warm(django_assert_num_queries):
    load_calendars()
    get_calendar()

    with django_assert_num_queries(1):
        calendar = get_calendar()

    assert calendar.add_working_days(date(2025, 9, 30), 3) == date(2025, 10, 11)


def test_what_was_announced_can_be_read_with_its_source(django_assert_num_queries):
    load_calendars([2025], specimen=[2027])

    with django_assert_num_queries(2):
        years = list_years()

    assert [(year.year, year.is_specimen) for year in years] == [(2027, True), (2025, False)]
    assert years[1].source == "国务院办公厅关于2025年部分节假日安排的通知"
    assert years[1].days[0] == AnnouncedDay(
        day=date(2025, 1, 1), kind=DayKind.PUBLIC_HOLIDAY, name="元旦", name_en="New Year's Day"
    )


def test_the_specimen_year_has_no_worked_weekends_and_all_thirteen_days():
    load_calendars([], specimen=[2027])

    days = list_years()[0].days
    assert sum(day.kind is DayKind.PUBLIC_HOLIDAY for day in days) == 13
    assert not any(day.kind is DayKind.WORKED_WEEKEND for day in days)


def test_the_command_loads_good_files_and_names_the_faults_of_others(tmp_path, capsys):
    faulty = tmp_path / "2030.csv"
    faulty.write_text("# source: x\ndate,kind,name,name_en\n2030-02-30,public_holiday,元旦,\n")

    with pytest.raises(CommandError, match=r"2030\.csv: 第3行: “2030-02-30”不是日期"):
        call_command("calendar", "load", str(CALENDARS / "2026.csv"), str(faulty))

    assert capsys.readouterr().out.startswith("2026: ")
    assert list(YearRecord.objects.values_list("year", flat=True)) == [2026]
