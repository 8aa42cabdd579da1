"""A notice is told once, read by its owner only, and its e-mail posted after commit."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.notices.models import NoticeRecord
from zhengtong.foundation.notices.selectors import count_unread, list_notices
from zhengtong.foundation.notices.services import mark_all_read, mark_read, post_email
from zhengtong.foundation.notices.testing import NOON, make_notice, notice_titles
from zhengtong.foundation.outbox.testing import deliver_all

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def test_a_notice_lies_in_the_inbox_unread():
    citizen = make_person()

    make_notice(citizen.account_id, link="/me/cases/1")

    (notice,) = list_notices(citizen.account_id)
    assert notice.title == LocalisedText("您的申请已受理", "Your application was accepted")
    assert notice.body == LocalisedText("办件已受理，承诺五个工作日内办结。")
    assert (notice.link, notice.sent_at, notice.is_unread) == ("/me/cases/1", NOON, True)


def test_the_same_key_is_told_once_to_each_account():
    citizen, other = make_person(), make_person()

    make_notice(citizen.account_id, key="cases.accepted:7")
    make_notice(citizen.account_id, key="cases.accepted:7")
    make_notice(other.account_id, key="cases.accepted:7")

    assert len(notice_titles(citizen.account_id)) == 1
    assert len(notice_titles(other.account_id)) == 1
    assert ProcrastinateJob.objects.count() == 2


def test_a_link_out_of_the_platform_is_refused():
    citizen = make_person()

    with (
        pytest.raises(IntegrityError, match="notice_links_into_this_platform"),
        transaction.atomic(),
    ):
        make_notice(citizen.account_id, link="https://example.com/")

    assert notice_titles(citizen.account_id) == []


def test_the_email_greets_masks_and_leads_back_here(settings):
    settings.PUBLIC_URL = "https://zwfw.example.cn"
    citizen = make_person(name="陈晓明", email="chen@example.cn")
    make_notice(
        citizen.account_id,
        body=LocalisedText("证件440106199001011234已核验。", "Checked."),
        link="/me/cases/1",
    )

    deliver_all()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["chen@example.cn"], "您的申请已受理")
    assert letter.body.splitlines() == [
        "陈**，您好：",
        "",
        "证件440106********1234已核验。",
        "",
        "Checked.",
        "",
        "查看详情 / Details: https://zwfw.example.cn/me/cases/1",
    ]
    notice_id = NoticeRecord.objects.get().id
    assert letter.extra_headers["Message-ID"] == f"<notice-{notice_id}@zhengtong.example>"


def test_an_email_is_posted_once_however_often_the_job_runs():
    make_notice(make_person().account_id)
    notice_id = NoticeRecord.objects.get().id

    post_email(notice_id=notice_id, at=NOON)
    post_email(notice_id=notice_id, at=LATER)

    assert len(mail.outbox) == 1
    assert NoticeRecord.objects.get().emailed_at == NOON


@pytest.mark.django_db(transaction=True)
def test_an_act_rolled_back_tells_nothing_and_posts_nothing():
    citizen = make_person()

    @transaction.atomic
    def act():
        make_notice(citizen.account_id)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert notice_titles(citizen.account_id) == []
    assert ProcrastinateJob.objects.count() == 0


def test_reading_marks_only_the_readers_own_notices():
    citizen, other = make_person(), make_person()
    make_notice(citizen.account_id, key="a")
    make_notice(citizen.account_id, key="b")
    make_notice(other.account_id, key="c")
    ids = list(NoticeRecord.objects.order_by("id").values_list("id", flat=True))

    assert mark_read(account_id=citizen.account_id, notice_ids=[ids[0], ids[2]], at=LATER) == 1
    assert [count_unread(citizen.account_id), count_unread(other.account_id)] == [1, 1]
    assert mark_all_read(account_id=citizen.account_id, at=LATER) == 1

    assert count_unread(citizen.account_id) == 0
    assert [notice.read_at for notice in list_notices(citizen.account_id)] == [LATER, LATER]
    assert count_unread(other.account_id) == 1


def test_an_inbox_is_read_page_by_page_in_one_query_each(django_assert_num_queries):
    citizen = make_person()
    for number in range(5):
        make_notice(citizen.account_id, title=LocalisedText(f"通知{number}"), key=str(number))

    with django_assert_num_queries(2):
        page = list_notices(citizen.account_id, limit=3)
        rest = list_notices(citizen.account_id, before=page[-1].notice_id, limit=3)

    assert [notice.title.zh for notice in page] == ["通知4", "通知3", "通知2"]
    assert [notice.title.zh for notice in rest] == ["通知1", "通知0"]
    with django_assert_num_queries(1):
        assert count_unread(citizen.account_id, limit=3) == 3
