"""Two at once: the database lets one through, whoever waits is told why."""

from datetime import datetime
from threading import Thread
from time import monotonic, sleep
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from zhengtong.foundation.identity import services
from zhengtong.foundation.identity.errors import ResidentIdTakenError
from zhengtong.foundation.identity.models import Account
from zhengtong.foundation.identity.testing import PASSWORD, make_resident_id

AT = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def register(email, resident_id):
    services.register_person(
        email=email, password=PASSWORD, name="陈晓明", resident_id=resident_id, at=AT
    )


def wait_until_somebody_is_blocked():
    """Return once a session waits for the open transaction; give up after ten seconds."""
    question = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    end = monotonic() + 10
    while monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(question)
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
    pytest.fail("nobody waited")


@pytest.mark.django_db(transaction=True)
def test_of_two_sign_ups_of_one_person_at_once_the_second_is_refused_and_leaves_nothing():
    resident_id = make_resident_id()
    refusals = []

    def register_second():
        try:
            register("second@example.cn", resident_id)
        except ResidentIdTakenError as error:
            refusals.append(error.code)
        finally:
            connection.close()

    with transaction.atomic():
        register("first@example.cn", resident_id)
        second = Thread(target=register_second)
        second.start()
        wait_until_somebody_is_blocked()
    second.join(timeout=10)

    assert refusals == ["identity.resident-id-taken"]
    assert list(Account.objects.values_list("email", flat=True)) == ["first@example.cn"]
