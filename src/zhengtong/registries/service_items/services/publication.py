"""Publishing a definition: checked, tried on its examples, approved by another, numbered."""

import json
from datetime import date, datetime

from django.db import connection, transaction

from zhengtong.core.actors import Actor
from zhengtong.core.digests import sm3_hex
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.ledger import services as ledger
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.foundation.outbox import services as outbox
from zhengtong.registries.service_items import models, selectors
from zhengtong.registries.service_items.compiler.check import check_text
from zhengtong.registries.service_items.compiler.examples import run_examples
from zhengtong.registries.service_items.compiler.register import Offline, Register
from zhengtong.registries.service_items.errors import (
    DefinitionFaultyError,
    MayNotPublishError,
    SamePersonApprovesError,
)
from zhengtong.registries.service_items.events import ItemPublished
from zhengtong.registries.service_items.services.catalogue import catalogue_definition
from zhengtong.registries.service_items.types import Definition, ItemVersion


@transaction.atomic
def publish_item(
    *,
    source: str,
    actor: Actor,
    approver: Actor,
    effective_from: date,
    at: datetime,
    register: Register | None = None,
) -> ItemVersion:
    """Publish a definition as the next version of its item, and return it.

    What says the same as the newest version is that version: publishing twice changes nothing.
    Publications of one item wait for each other, so numbers have no gap and no double.

    Raises: ``SamePersonApprovesError``, ``MayNotPublishError``; ``DefinitionFaultyError`` with
        every error as a problem.
    Guarantee: a published version is never changed or deleted; a trigger refuses it.
    """
    if _is_same_person(actor, approver):
        raise SamePersonApprovesError
    _require_post(actor, PostCode.ITEM_AUTHOR)
    _require_post(approver, PostCode.ITEM_APPROVER)
    definition = read_faultless(source, register or Offline())
    code = definition.implementation.code
    digest = digest_of(definition)

    _wait_for_turn(code)
    newest = models.ItemVersion.objects.of(code).first()
    if newest is not None and newest.digest == digest:
        return selectors.get_version(newest.pk)
    version = models.ItemVersion.objects.create(
        code=code,
        number=newest.number + 1 if newest else 1,
        name=definition.item.name.zh,
        body_uscc=definition.implementation.body,
        source=source,
        definition=definition.model_dump(mode="json", by_alias=True),
        digest=digest,
        effective_from=effective_from,
        published_at=at,
        author_id=actor.account_id,
        approver_id=approver.account_id,
    )

    ledger.record(
        action="service_items.published",
        subject=code,
        actor=actor,
        at=at,
        detail={"number": version.number, "digest": digest, "approver": approver.name},
    )
    outbox.emit(
        ItemPublished(
            item_code=code,
            version_id=version.pk,
            number=version.number,
            effective_from=effective_from.isoformat(),
        )
    )
    published = selectors.get_version(version.pk)
    catalogue_definition(version=published, at=at)
    return published


def read_faultless(source: str, register: Register) -> Definition:
    """Return the definition that a text means, checked and tried on its examples.

    Raises: ``DefinitionFaultyError`` with every error as a problem.
    """
    checked = check_text(source, register)
    errors = checked.errors
    if not errors and checked.definition is not None:
        errors = run_examples(checked.definition, checked.mark_of)
    if errors or checked.definition is None:
        problems = tuple(fault.as_problem() for fault in errors)
        raise DefinitionFaultyError(problems=problems, count=str(len(problems)))
    return checked.definition


def digest_of(definition: Definition) -> str:
    """Return the SM3 digest of what a definition says: layout and comments do not count."""
    content = definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sm3_hex(text.encode())


def _is_same_person(actor: Actor, approver: Actor) -> bool:
    if actor.account_id is None and approver.account_id is None:
        return actor.name == approver.name
    return actor.account_id == approver.account_id


def _require_post(actor: Actor, post: PostCode) -> None:
    """Refuse an account without the post; the platform itself, without one, may set itself up."""
    if actor.account_id is not None and not access.holds_post(actor.account_id, post):
        raise MayNotPublishError(name=actor.name, post=post.label)


def _wait_for_turn(code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"item {code}"])
