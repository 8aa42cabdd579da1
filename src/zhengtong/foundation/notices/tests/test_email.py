"""E-mail over a real connection, to a mail server that is there, refuses, or is away."""

import email
import socket
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.notices.models import NoticeRecord
from zhengtong.foundation.notices.services import post_email
from zhengtong.foundation.notices.tasks import post_email as post_email_task
from zhengtong.foundation.notices.testing import NOON, make_notice

pytestmark = pytest.mark.django_db


class Postman:
    """A mail server's manners: what it answers to an address, and what it was handed."""

    def __init__(self):
        self.answer, self.letters = "250 OK", []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - SMTP
        envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - SMTP
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def postman(settings):
    """A mail server on a port of its own, which the platform is told to use."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    controller = Controller(Postman(), hostname="127.0.0.1", port=port)
    controller.start()
    yield controller.handler
    controller.stop()


@pytest.fixture
def notice_id():
    make_notice(make_person(email="chen@example.cn").account_id, link="/me/cases/1")
    return NoticeRecord.objects.get().id


def test_the_letter_arrives_readable(postman, notice_id):
    post_email(notice_id=notice_id, at=NOON)

    (letter,) = postman.letters
    assert letter["To"] == "chen@example.cn"
    assert letter["Subject"] == "您的申请已受理"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "办件已受理，承诺五个工作日内办结。" in letter.get_content()
    assert "/me/cases/1" in letter.get_content()
    assert NoticeRecord.objects.get().emailed_at == NOON


def test_an_address_refused_for_good_is_not_asked_again_and_the_reason_is_kept(postman, notice_id):
    postman.answer = "550 no such user"

    post_email(notice_id=notice_id, at=NOON)
    postman.answer = "250 OK"
    post_email(notice_id=notice_id, at=NOON)

    notice = NoticeRecord.objects.get()
    assert (notice.emailed_at, notice.email_refusal) == (None, "550 no such user")
    assert postman.letters == []


def test_a_passing_refusal_is_raised_so_that_the_job_is_tried_again(postman, notice_id):
    postman.answer = "451 try again later"

    with pytest.raises(OSError, match="try again later"):
        post_email_task.func(notice_id=notice_id)
    postman.answer = "250 OK"
    post_email_task.func(notice_id=notice_id)

    assert len(postman.letters) == 1
    assert NoticeRecord.objects.get().email_refusal == ""


def test_a_server_that_is_away_is_tried_again_and_the_notice_is_there_all_the_same(
    settings, notice_id
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(ConnectionRefusedError):
        post_email_task.func(notice_id=notice_id)

    assert NoticeRecord.objects.get().emailed_at is None
    assert post_email_task.retry_strategy.max_attempts == 30
