"""The inbox: what is new, opening it, reading everything."""

import pytest

from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.notices.selectors import count_unread, list_notices
from zhengtong.foundation.notices.testing import make_notice


@pytest.fixture
def told(citizen):
    """Make notices for the citizen: ``told(3)``."""

    def tell(number):
        for key in range(number):
            make_notice(citizen.account_id, key=str(key), link=f"/me/cases/{key}/")
        return list_notices(citizen.account_id, limit=number)

    return tell


def test_an_empty_inbox_says_what_will_be_here(site):
    assert "还没有消息" in site.get("/me/messages/").content.decode()


def test_new_notices_are_counted_here_and_on_ones_own_page(site, told):
    told(2)

    assert "2 条未读" in site.get("/me/messages/").content.decode()
    assert '<span class="zt-badge">2' in site.get("/me/").content.decode()


def test_opening_a_notice_marks_it_read_and_goes_on(site, told, citizen):
    latest, _ = told(2)

    answer = site.get(f"/me/messages/{latest.notice_id}/")

    assert answer["Location"] == latest.link
    assert [one.is_unread for one in list_notices(citizen.account_id)] == [False, True]


def test_anothers_notice_is_not_there_and_stays_new(site, citizen):
    another = make_person().account_id
    make_notice(another)
    (notice,) = list_notices(another)

    assert site.get(f"/me/messages/{notice.notice_id}/").status_code == 404
    assert count_unread(another) == 1


def test_everything_is_read_at_once(site, told, citizen):
    told(3)

    assert site.post("/me/messages/read/")["Location"] == "/me/messages/"
    assert count_unread(citizen.account_id) == 0


def test_a_link_reads_nothing(site, told, citizen):
    told(1)

    assert site.get("/me/messages/read/").status_code == 405
    assert count_unread(citizen.account_id) == 1


def test_older_notices_are_on_the_next_page(site, told):
    notices = told(21)

    first = site.get("/me/messages/").content.decode()
    second = site.get(f"/me/messages/?before={notices[19].notice_id}").content.decode()

    assert f"?before={notices[19].notice_id}" in first
    assert first.count('class="zt-notice ') == 20
    assert second.count('class="zt-notice ') == 1


def test_a_page_that_cannot_be_read_is_the_first(site, told):
    told(1)

    assert "1 条未读" in site.get("/me/messages/?before=x").content.decode()


@pytest.mark.parametrize("number", [3, 19])
def test_the_inbox_asks_the_same_few_things(site, told, number, django_assert_num_queries):
    told(number)
    site.get("/me/messages/")
    with django_assert_num_queries(3):
        site.get("/me/messages/")
