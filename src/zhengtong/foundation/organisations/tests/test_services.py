"""The registers keep what is right and say what is not."""

from dataclasses import replace
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from zhengtong.core.actors import SYSTEM
from zhengtong.core.codes import DivisionCode, Uscc
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations import services
from zhengtong.foundation.organisations.errors import (
    BodyInvalidError,
    BodyNotFoundError,
    BodyRegisteredError,
    RegisterFileInvalidError,
)
from zhengtong.foundation.organisations.models import BodyRecord, DivisionRecord
from zhengtong.foundation.organisations.selectors import (
    find_body,
    get_bodies,
    get_body,
    get_divisions,
    list_bodies,
)
from zhengtong.foundation.organisations.testing import (
    CITY_JUSTICE,
    PROVINCE_JUSTICE,
    make_body,
    make_division,
)
from zhengtong.foundation.organisations.types import Body, Level, LoadReport

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
HEALTH = Body(
    uscc=Uscc("11440000006940132H"),
    name=LocalisedText("广东省卫生健康委员会", "Guangdong Health Commission"),
    division_code=DivisionCode("440000"),
    level=Level.PROVINCE,
    department="卫生健康委员会",
    address="广州市越秀区先烈南路17号",
    phone="020-83828646",
)


def test_a_registered_body_can_be_read_and_leaves_a_trace(django_assert_num_queries):
    make_division("440000")

    services.register_body(body=HEALTH, actor=SYSTEM, at=AT)

    with django_assert_num_queries(1):
        assert get_body(HEALTH.uscc) == HEALTH
    assert ledger_lines() == [("organisations.body_registered", HEALTH.uscc, SYSTEM.name)]


def test_a_body_is_registered_once():
    make_division("440000")
    services.register_body(body=HEALTH, actor=SYSTEM, at=AT)

    with pytest.raises(BodyRegisteredError, match=HEALTH.uscc):
        services.register_body(
            body=replace(HEALTH, name=LocalisedText("冒名机构")), actor=SYSTEM, at=AT
        )

    assert get_body(HEALTH.uscc) == HEALTH
    assert len(ledger_lines()) == 1


def test_every_fault_of_a_body_is_told_and_nothing_is_kept():
    wrong = replace(
        HEALTH,
        uscc=Uscc("11440000006940132X"),
        name=LocalisedText(" "),
        division_code=DivisionCode("990000"),
        parent=PROVINCE_JUSTICE,
    )

    with pytest.raises(BodyInvalidError) as refusal:
        services.register_body(body=wrong, actor=SYSTEM, at=AT)

    assert [problem.where for problem in refusal.value.problems] == [
        "uscc",
        "name",
        "division_code",
        "parent",
    ]
    assert str(refusal.value.problems[2]) == "没有代码为“990000”的行政区划"
    assert not BodyRecord.objects.exists()
    assert ledger_lines() == []


def test_changing_a_body_keeps_its_code_and_notes_what_changed():
    body = make_body()
    before = len(ledger_lines())
    changed = replace(body, address="广州市越秀区盘福路医国后街1号", phone="020-83100130")

    services.change_body(body=changed, actor=SYSTEM, at=AT)
    services.change_body(body=changed, actor=SYSTEM, at=AT)

    assert get_body(CITY_JUSTICE) == changed
    assert ledger_lines()[before:] == [("organisations.body_changed", CITY_JUSTICE, SYSTEM.name)]


def test_an_unknown_body_is_neither_changed_nor_found():
    with pytest.raises(BodyNotFoundError, match=HEALTH.uscc):
        services.change_body(body=HEALTH, actor=SYSTEM, at=AT)
    with pytest.raises(BodyNotFoundError):
        get_body(HEALTH.uscc)
    assert find_body(HEALTH.uscc) is None


def test_many_bodies_cost_one_query(django_assert_num_queries):
    city, province = make_body(CITY_JUSTICE), make_body(PROVINCE_JUSTICE)

    with django_assert_num_queries(1):
        found = get_bodies([CITY_JUSTICE, PROVINCE_JUSTICE, HEALTH.uscc])

    assert found == {CITY_JUSTICE: city, PROVINCE_JUSTICE: province}


def test_bodies_are_listed_page_by_page_and_found_by_name_or_code(django_assert_num_queries):
    province, city = make_body(PROVINCE_JUSTICE), make_body(CITY_JUSTICE)

    with django_assert_num_queries(1):
        first = list_bodies(limit=1)
    assert (first.bodies, first.after) == ((province,), PROVINCE_JUSTICE)
    second = list_bodies(after=PROVINCE_JUSTICE, limit=1)
    assert (second.bodies, second.after) == ((city,), None)
    assert list_bodies(query="广州 司法").bodies == (city,)
    assert list_bodies(query="11440000").bodies == (province,)
    assert list_bodies(query="公安").bodies == ()


def test_several_divisions_are_read_at_once_and_unknown_ones_left_out(django_assert_num_queries):
    make_division("440106")

    with django_assert_num_queries(1):
        found = get_divisions(["440100", "440106", "999999"])

    assert {code: one.parent for code, one in found.items()} == {
        "440100": "440000",
        "440106": "440100",
    }
    assert found["440106"].name.in_language("en") == "Tianhe"


def test_the_registers_of_the_country_load_twice_with_the_same_result(capsys):
    call_command("organisations", "load")
    first = capsys.readouterr()
    traces = len(ledger_lines())
    call_command("organisations", "load")
    second = capsys.readouterr()

    assert first.err == second.err == ""
    assert first.out.splitlines() == [
        "divisions: 3349 added, 0 changed, 0 unchanged, 0 refused",
        "bodies: 179 added, 0 changed, 0 unchanged, 0 refused",
    ]
    assert second.out.splitlines() == [
        "divisions: 0 added, 0 changed, 3349 unchanged, 0 refused",
        "bodies: 0 added, 0 changed, 179 unchanged, 0 refused",
    ]
    assert len(ledger_lines()) == traces == 2
    assert get_body(PROVINCE_JUSTICE).name == LocalisedText(
        "广东省司法厅", "Guangdong Department of Justice"
    )
    assert list_bodies(query="平潭").bodies[0].is_specimen


BODIES = """\
uscc,name,name_en,division_code,level,department,specimen
11440100007483180K,广州市司法局,,440100,city,司法局,false
13440000515356094L,广东省红十字会,,440000,province,红十字会,false
114400000069401674,广州市司法局,,440100,city,司法局,false
11440000006940132H,,,990000,moon,卫生健康委员会,false
11440100007483180K,又一个,,440100,city,,false
"""


def test_what_is_wrong_in_a_file_is_told_by_line_and_the_rest_is_loaded():
    make_division("440106")

    report = services.load_bodies(file=StringIO(BODIES), actor=SYSTEM, at=AT)

    assert (report.added, report.changed, report.unchanged) == (1, 0, 0)
    assert [(problem.where, str(problem)) for problem in report.problems] == [
        (
            "第3行",
            "统一社会信用代码校验不通过，请对照证照逐位核对（代码中没有字母 I、O、S、V、Z）",
        ),
        ("第4行", "机构“广州市司法局”在文件中以另一个统一社会信用代码出现过"),
        ("第5行", "缺少机构名称"),
        ("第5行", "层级“moon”不在代码表中"),
        ("第5行", "没有代码为“990000”的行政区划"),
        ("第6行", "统一社会信用代码“11440100007483180K”在文件中重复"),
    ]
    assert list(BodyRecord.objects.values_list("uscc", flat=True)) == [CITY_JUSTICE]


def test_loading_keeps_what_an_administrator_said_of_a_body():
    body = replace(make_body(), address="盘福路", phone="020-83100130")
    services.change_body(body=body, actor=SYSTEM, at=AT)

    report = services.load_bodies(
        file=StringIO("\n".join(BODIES.splitlines()[:2]).replace("司法局,,", "司法局,GZ Justice,")),
        actor=SYSTEM,
        at=AT,
    )

    assert report == LoadReport(added=0, changed=1, unchanged=0, problems=())
    assert get_body(CITY_JUSTICE) == replace(body, name=LocalisedText("广州市司法局", "GZ Justice"))


DIVISIONS = """\
code,name,name_en,level,parent
000000,全国,China,national,
440000,广东省,Guangdong,province,000000
440106,天河区,Tianhe,county,440100
440100,广州市,Guangzhou,city,440000
44010,半个,,city,440000
440000,广东省,Guangdong,province,000000
"""


def test_a_division_needs_the_one_it_lies_in_before_it():
    report = services.load_divisions(file=StringIO(DIVISIONS), actor=SYSTEM, at=AT)

    assert [(problem.where, str(problem)) for problem in report.problems] == [
        ("第4行", "上级行政区划“440100”不存在，或排在本行之后"),
        ("第6行", "行政区划代码应为6、9或12位，您填写的是5位，请核对后重新填写"),
        ("第7行", "行政区划代码“440000”在文件中重复"),
    ]
    assert list(DivisionRecord.objects.order_by("code").values_list("code", flat=True)) == [
        "000000",
        "440000",
        "440100",
    ]


def test_a_file_without_its_columns_is_refused():
    with pytest.raises(RegisterFileInvalidError, match="name_en、level、parent"):
        services.load_divisions(file=StringIO("code,name\n"), actor=SYSTEM, at=AT)

    assert ledger_lines() == []


def test_a_level_has_the_digit_of_the_standard():
    assert [level.digit for level in Level] == ["1", "2", "3", "4", "5", "6"]
