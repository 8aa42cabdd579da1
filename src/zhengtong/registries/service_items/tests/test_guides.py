"""Every item has a readable guide, honest about what its body has not published."""

import pytest

from zhengtong.core.errors import NotFoundError
from zhengtong.registries.service_items import selectors
from zhengtong.registries.service_items.models import CatalogueItem
from zhengtong.registries.service_items.testing import LAW_FIRM_CODE
from zhengtong.registries.service_items.types.guides import ELEMENTS
from zhengtong.registries.service_items.types.guides import GuideElement as El
from zhengtong.registries.service_items.types.labels import Level

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]

PROVINCIAL = "1144000000694016742440109001001"
TAX = "11440000006941354C244072400600001"


def line_of(guide, element):
    return next(
        line for section in guide.sections for line in section.lines if line.element is element
    )


def test_every_imported_item_has_a_readable_guide():
    guides = [
        selectors.get_guide(code) for code in CatalogueItem.objects.values_list("code", flat=True)
    ]
    assert len(guides) == 2262
    assert [guide.code for guide in guides if not (guide.name.zh and guide.department.zh)] == []


def test_a_guide_has_every_element_once_in_the_order_of_the_standard():
    guide = selectors.get_guide(PROVINCIAL)
    shown = [line.element for section in guide.sections for line in section.lines]
    assert shown == list(El)
    assert sum(map(len, ELEMENTS.values())) == len(El)


def test_an_imported_guide_says_what_its_row_says():
    guide = selectors.get_guide(PROVINCIAL)
    assert not guide.is_executable
    assert guide.level is Level.PROVINCE
    assert guide.department.zh == "广东省司法厅"
    assert line_of(guide, El.STATUTORY).texts[0].zh == "30 个工作日"
    assert line_of(guide, El.VISITS).texts[0].zh == "0 次"
    assert guide.url.startswith("http")


def test_what_is_missing_is_said_to_be_missing_with_whom_to_ask():
    guide = selectors.get_guide(PROVINCIAL)
    assert {El.BASIS, El.FEES, El.LITIGATION} <= set(guide.missing)
    assert not line_of(guide, El.BASIS).is_provided
    assert guide.where_to_ask.zh.startswith("广东省司法厅，020-")


def test_a_doubtful_cell_is_marked_in_the_guide():
    doubtful = CatalogueItem.objects.filter(doubtful__contains=[El.PROMISED.value]).first()
    assert line_of(selectors.get_guide(doubtful.code), El.PROMISED).is_doubtful


def test_the_guide_of_a_published_item_comes_from_its_version():
    guide = selectors.get_guide(LAW_FIRM_CODE)
    assert guide.is_executable
    assert guide.version_number == 1
    assert (
        next(one.zh for one in guide.conditions) == "普通合伙律师事务所须有3名以上合伙人作为设立人"
    )
    assert [one.name.zh for one in guide.steps][:2] == ["受理", "审查"]
    assert line_of(guide, El.FEES).texts[0].zh == "不收费"
    assert line_of(guide, El.URL).texts[0].zh == "本平台在线办理"
    assert [one.may_commit for one in guide.materials].count(True) == 1


def test_an_imported_element_fills_what_the_definition_does_not_say():
    guide = selectors.get_guide(LAW_FIRM_CODE)
    assert line_of(guide, El.PARENT_NAME).texts[0].zh == "律师事务所（分所）设立、变更、注销许可"


def test_a_code_is_found_in_small_letters_too():
    assert selectors.get_guide(f" {TAX.lower()} ").code == TAX


def test_an_unknown_code_is_not_found():
    with pytest.raises(NotFoundError, match="没有编码为1144的事项"):
        selectors.get_guide("1144")


def test_a_guide_costs_one_query_and_of_a_published_item_two(django_assert_num_queries):
    selectors.get_guide(LAW_FIRM_CODE)
    with django_assert_num_queries(1):
        selectors.get_guide(PROVINCIAL)
    with django_assert_num_queries(2):
        selectors.get_guide(LAW_FIRM_CODE)
