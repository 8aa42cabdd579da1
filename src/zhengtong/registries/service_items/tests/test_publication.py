"""A definition is published once checked and approved, and never changes afterwards."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from zhengtong.core.actors import Actor, ActorKind
from zhengtong.foundation.access.testing import make_officer
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox.testing import emitted
from zhengtong.registries.service_items import models, selectors
from zhengtong.registries.service_items.errors import (
    DefinitionFaultyError,
    ItemNotFoundError,
    MayNotPublishError,
    SamePersonApprovesError,
)
from zhengtong.registries.service_items.events import ItemPublished
from zhengtong.registries.service_items.services import publish_item
from zhengtong.registries.service_items.testing import (
    APPROVER,
    AUTHOR,
    IN_FORCE_FROM,
    LAW_FIRM_CODE,
    PUBLISHED_AT,
    definition_text,
    make_item,
)

pytestmark = pytest.mark.django_db


def publish(source, *, approver=APPROVER, effective_from=IN_FORCE_FROM):
    return publish_item(
        source=source,
        actor=AUTHOR,
        approver=approver,
        effective_from=effective_from,
        at=PUBLISHED_AT,
    )


def test_publishing_numbers_the_version_and_leaves_a_trace():
    version = publish(definition_text())

    assert (version.number, version.code, version.effective_from) == (
        1,
        LAW_FIRM_CODE,
        IN_FORCE_FROM,
    )
    assert version.definition.item.name.zh == "律师事务所设立许可"
    assert ledger_lines() == [("service_items.published", LAW_FIRM_CODE, "编制员")]
    assert emitted() == [
        ItemPublished(
            item_code=LAW_FIRM_CODE,
            version_id=version.version_id,
            number=1,
            effective_from="2026-01-04",
        )
    ]


def test_publishing_the_same_content_again_changes_nothing():
    first = publish(definition_text())

    again = publish(definition_text() + "\n# 只多了一行注释\n")

    assert again is first
    assert models.ItemVersion.objects.count() == len(ledger_lines()) == len(emitted()) == 1


def test_changed_content_becomes_the_next_number():
    publish(definition_text())

    second = publish(definition_text().replace("promised: 6 working", "promised: 7 working"))

    assert second.number == 2
    assert second.definition.time.promised.amount == 7
    assert selectors.get_current(LAW_FIRM_CODE) is second


def test_a_version_not_yet_in_force_leaves_the_one_before_it_current():
    first = publish(definition_text())
    text = definition_text().replace("promised: 6 working", "promised: 7 working")
    later = publish(text, effective_from=date(2099, 1, 1))

    assert selectors.get_current(LAW_FIRM_CODE) is first
    assert selectors.get_current(LAW_FIRM_CODE, on=date(2099, 1, 1)) is later


def test_one_person_cannot_write_and_approve():
    with pytest.raises(SamePersonApprovesError, match="不能是同一人"):
        publish(definition_text(), approver=AUTHOR)

    assert models.ItemVersion.objects.count() == 0
    assert ledger_lines() == emitted() == []


def test_who_approves_holds_the_post_for_it():
    clerk = make_officer(post=PostCode.COUNTER, name="周示例")
    actor = Actor(kind=ActorKind.OFFICER, name="周示例", account_id=clerk.account_id)

    with pytest.raises(MayNotPublishError, match="周示例没有“事项审核”岗位"):
        publish(definition_text(), approver=actor)

    assert models.ItemVersion.objects.count() == 0


def test_author_and_approver_are_kept_with_the_version():
    author, approver = (
        make_officer(post=post, name=name)
        for post, name in ((PostCode.ITEM_AUTHOR, "编示例"), (PostCode.ITEM_APPROVER, "核示例"))
    )

    version = publish_item(
        source=definition_text(),
        actor=Actor(kind=ActorKind.OFFICER, name="编示例", account_id=author.account_id),
        approver=Actor(kind=ActorKind.OFFICER, name="核示例", account_id=approver.account_id),
        effective_from=IN_FORCE_FROM,
        at=PUBLISHED_AT,
    )

    kept = models.ItemVersion.objects.values_list("author_id", "approver_id")
    assert kept.get(pk=version.version_id) == (author.account_id, approver.account_id)


def test_a_faulty_definition_is_refused_with_its_line():
    with pytest.raises(DefinitionFaultyError, match="1处错误") as refusal:
        publish(definition_text().replace("power: licensing", "power: licencing"))

    (problem,) = refusal.value.problems
    assert problem.where.endswith(":item.power")
    assert "是不是 licensing" in problem.mend
    assert models.ItemVersion.objects.count() == 0


def test_a_definition_whose_example_fails_is_refused():
    text = definition_text().replace("size(form.partners) >= 3", "size(form.partners) >= 2")

    with pytest.raises(DefinitionFaultyError) as refusal:
        publish(text)

    assert [problem.text for problem in refusal.value.problems] == [
        "样例“只有两名合伙人”的 eligible 应为 false",
        "样例“只有两名合伙人”应因“普通合伙律师事务所须有3名以上合伙人作为设立人”不符合条件",
    ]
    assert models.ItemVersion.objects.count() == 0


def test_the_database_refuses_to_change_what_is_published():
    version = publish(definition_text())
    record = models.ItemVersion.objects.filter(pk=version.version_id)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        record.update(effective_from=date(2027, 1, 1))
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        connection.cursor().execute("DELETE FROM service_items_itemversion")

    assert record.get().effective_from == IN_FORCE_FROM


def test_an_unknown_code_is_not_found():
    assert selectors.find_current("nothing") is None
    with pytest.raises(ItemNotFoundError, match="nothing"):
        selectors.get_current("nothing")


def test_reading_a_version_again_costs_no_query(django_assert_num_queries):
    version = make_item()

    with django_assert_num_queries(0):
        assert selectors.get_version(version.version_id) is version
    with django_assert_num_queries(1):
        assert selectors.get_current(LAW_FIRM_CODE) is version
