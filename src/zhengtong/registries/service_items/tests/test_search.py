"""Searching the real catalogue finds what people mean, in the order they expect."""

import itertools
import re
from datetime import UTC, datetime
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.registries.service_items import selectors
from zhengtong.registries.service_items.models import EmptySearch
from zhengtong.registries.service_items.search.highlighting import segments
from zhengtong.registries.service_items.search.words import get_words, read_synonyms
from zhengtong.registries.service_items.services import count_empty_search, rebuild_index
from zhengtong.registries.service_items.testing import LAW_FIRM_CODE, make_item
from zhengtong.registries.service_items.types.search import Channel, Facet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]

QUERIES = [
    ("律所", "律师事务所设立许可"),
    ("开律所", "律师事务所设立许可"),
    ("律师事务所设立许可", "律师事务所设立许可"),
    ("law firm", "律师事务所设立许可"),
    ("护照", "办理及加注普通护照"),
    ("怎么办护照", "办理及加注普通护照"),
    ("港澳通行证", "办理往来港澳通行证"),
    ("台湾通行证", "办理往来台湾通行证"),
    ("残疾证", "《中华人民共和国残疾人证》新办证申请"),
    ("结婚证", "结婚登记预约"),
    ("养老金", "企业职工基本养老金申领"),
    ("取水许可", "新增取水许可"),
    ("免考", "对自考考生免考课程的确认"),
    ("作品登记", "作品著作权登记"),
    ("高校教师资格", "高等学校教师资格认定"),
    ("导游", "导游证查询"),
    ("出生公证", "出生公证指引"),
    ("遗嘱公证", "遗嘱保管（公证）指引"),
    ("水路运输诚信企业", "水路运输诚信企业名单查询"),
    ("11440100007483180K3440109001001", "律师事务所设立许可"),
]


@pytest.mark.parametrize(("words", "expected"), QUERIES)
def test_the_first_hit_is_what_was_meant(words, expected):
    assert selectors.search_items(words).items[0].name.zh == expected


def test_what_can_be_done_here_comes_before_an_equal_that_cannot():
    first, second = selectors.search_items("律师事务所设立许可").items[:2]
    assert (first.code, first.channel) == (LAW_FIRM_CODE, Channel.HERE)
    assert (second.name.zh, second.channel) == (first.name.zh, Channel.ELSEWHERE)


def test_all_words_must_occur():
    page = selectors.search_items("护照 补发")
    assert not page.is_relaxed
    assert page.items[0].name.zh == "补发普通护照办证进度查询"
    assert page.total < selectors.search_items("护照").total


def test_when_nothing_has_all_the_words_some_will_do_and_the_page_says_so():
    page = selectors.search_items("取水许可 火星移民")
    assert page.is_relaxed
    assert "取水许可" in page.items[0].name.zh


def test_one_character_finds_names_with_a_word_that_begins_with_it():
    page = selectors.search_items("驾")
    assert page.total > 10
    assert not page.is_relaxed


def test_nothing_is_found_for_nonsense():
    page = selectors.search_items("xyzzy")
    assert (page.total, page.items, page.pages) == (0, (), 1)


@pytest.mark.parametrize("words", ['"', "AND OR NOT", "a:b", "*", "[", "()", "\\", "^~", "'; --"])
def test_signs_of_query_languages_are_only_text(words):
    assert selectors.search_items(words).page == 1
    assert isinstance(selectors.suggest(words), tuple)


def test_without_words_the_whole_catalogue_is_listed_with_what_can_be_done_here_first():
    page = selectors.search_items(size=50)
    assert (page.total, page.pages) == (2262, 46)
    assert page.items[0].code == LAW_FIRM_CODE


def test_pages_have_every_item_once():
    pages = [selectors.search_items("公证", page=number, size=50) for number in range(1, 6)]
    codes = [hit.code for page in pages for hit in page.items]
    assert len(codes) == len(set(codes)) == pages[0].total


def test_facets_count_the_answer_and_narrow_it():
    page = selectors.search_items("律师")
    divisions = {one.value: one.count for one in page.facets[0].values}
    assert sum(divisions.values()) == page.total

    city = selectors.search_items("律师", {Facet.DIVISION: ["440100"]})
    assert city.total == divisions["440100"]
    assert {hit.division_name.zh for hit in city.items} <= {"广州市", "广东省广州市"}


def test_a_chosen_facet_still_counts_its_other_values():
    city = selectors.search_items("律师", {Facet.DIVISION: ["440100"]})
    counted = {one.value: (one.count, one.is_chosen) for one in city.facets[0].values}
    both = selectors.search_items("律师")
    assert counted["440000"][0] > 0
    assert sum(count for count, _ in counted.values()) == both.total
    assert [value for value, (_, is_chosen) in counted.items() if is_chosen] == ["440100"]


def test_two_values_of_a_facet_widen_and_two_facets_narrow():
    powers = selectors.search_items("律师", {Facet.POWER: ["licensing", "public_service"]})
    alone = [
        selectors.search_items("律师", {Facet.POWER: [p]}).total
        for p in ("licensing", "public_service")
    ]
    assert powers.total == sum(alone)
    narrowed = selectors.search_items(
        "律师", {Facet.POWER: ["licensing"], Facet.CHANNEL: [Channel.HERE]}
    )
    assert [hit.code for hit in narrowed.items] == [LAW_FIRM_CODE]


def test_every_facet_has_labels():
    values = [one for group in selectors.list_facets() for one in group.values]
    assert [one for one in values if not one.label.zh] == []
    assert {group.facet for group in selectors.list_facets()} == set(Facet)


def test_an_unknown_facet_value_finds_nothing_and_breaks_nothing():
    assert selectors.search_items("律师", {Facet.BODY: ["没有这个"]}).total == 0


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("律师事", "律师事务所设立许可"),
        ("律所", "律师事务所设立许可"),
        ("设立律师所", "律师事务所设立许可"),
        ("残疾", "《中华人民共和国残疾人证》新办证申请"),
        ("护", "办理及加注普通护照"),
        ("遗嘱公证", "遗嘱保管（公证）指引"),
    ],
)
def test_typing_suggests_names(typed, expected):
    assert expected in selectors.suggest(typed, 8)


def test_suggestions_are_few_and_different():
    names = selectors.suggest("申请", 5)
    assert len(names) == len(set(names)) == 5


def test_nothing_typed_suggests_nothing():
    assert selectors.suggest("  ") == ()


def test_a_search_costs_one_query_and_a_suggestion_none(django_assert_num_queries):
    selectors.search_items("律师")
    with django_assert_num_queries(1):
        selectors.search_items("护照", {Facet.DIVISION: ["440100"]}, 2)
    with django_assert_num_queries(0):
        selectors.suggest("律师")


def test_a_suggestion_takes_milliseconds():
    selectors.suggest("律师")
    started = perf_counter()
    names = [selectors.suggest(typed) for typed in ("律", "律师", "驾照", "公证", "申请") * 10]
    assert (perf_counter() - started) / len(names) < 0.02


def test_a_publication_is_found_at_once_without_reindexing():
    assert selectors.search_items("机动车注册登记").items[0].channel is not Channel.HERE
    make_item("vehicle-registration")
    assert selectors.search_items("机动车注册登记").items[0].channel is Channel.HERE


def test_reindexing_counts_every_item():
    assert rebuild_index() == 2262


def test_a_search_without_a_hit_is_counted():
    first, second = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)
    count_empty_search(page=selectors.search_items("  火星  开荒 "), at=first)
    count_empty_search(page=selectors.search_items("火星 开荒"), at=second)
    assert EmptySearch.objects.values_list("words", "times", "last_at").get() == (
        "火星 开荒",
        2,
        second,
    )


def test_what_may_be_the_number_of_a_person_is_not_written_down():
    page = selectors.search_items("440106198001011234")
    count_empty_search(page=page, at=datetime(2026, 11, 20, tzinfo=UTC))
    assert not EmptySearch.objects.exists()


def test_a_hit_is_marked_where_it_matches():
    hit = selectors.search_items("律所").items[0]
    assert [(one.text, one.is_match) for one in hit.segments] == [
        ("律师事务所", True),
        ("设立许可", False),
    ]


def test_markup_in_a_name_stays_text():
    cut = segments("<b>律师</b>", ["律师", "<b>"])
    assert [one.text for one in cut] == ["<b>律师", "</b>"]


@given(st.text(max_size=30), st.lists(st.text(max_size=4), max_size=4))
def test_segments_joined_are_the_text_and_neighbours_differ(text, words):
    cut = segments(text, words)
    assert "".join(one.text for one in cut) == text
    assert all(a.is_match != b.is_match for a, b in itertools.pairwise(cut))


def test_an_everyday_word_and_its_official_name_are_the_same_words():
    words = get_words()
    assert words.of_question("律所") == words.of_question("律师事务所")
    assert words.of_document("驾照换领") == words.of_document("驾驶证换领")


def test_a_synonym_inside_another_word_is_left_alone():
    assert "事务所" not in get_words().of_document("依照法律所规定的条件")


def test_the_synonyms_file_reads_comments_and_single_words():
    assert read_synonyms("# 注\n甲 = 乙, 丙 # 注\n身份证明\n") == {
        "乙": "甲",
        "丙": "甲",
        "身份证明": "身份证明",
    }


@given(st.text(max_size=40))
def test_any_question_is_cut_into_words_without_signs(text):
    assert all(re.fullmatch(r"\w.*", word) for word in get_words().of_question(text))
