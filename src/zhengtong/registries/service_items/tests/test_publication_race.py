"""Two officers publish the same item at once: one waits for the other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from zhengtong.registries.service_items import models
from zhengtong.registries.service_items.services import publish_item
from zhengtong.registries.service_items.testing import (
    APPROVER,
    AUTHOR,
    IN_FORCE_FROM,
    PUBLISHED_AT,
    definition_text,
)


def publish(source):
    return publish_item(
        source=source,
        actor=AUTHOR,
        approver=APPROVER,
        effective_from=IN_FORCE_FROM,
        at=PUBLISHED_AT,
    )


def publish_elsewhere(source, started):
    started.set()
    try:
        return publish(source).number
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_until_the_first_is_published_and_takes_the_next_number():
    other = definition_text().replace("promised: 6 working", "promised: 7 working")
    started = Event()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = publish(definition_text())
            waiting = pool.submit(publish_elsewhere, other, started)
            started.wait(5)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=1.5)
        second = waiting.result(timeout=10)

    assert (first.number, second) == (1, 2)
    assert list(models.ItemVersion.objects.values_list("number", flat=True)) == [1, 2]
