"""Who may issue and end the licences of a body."""

from dataclasses import replace
from datetime import datetime

from zhengtong.core.actors import Actor, ActorKind
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.licences.errors import NotLicenceOfficerError


def as_licence_officer(actor: Actor, body: str, division_code: str, at: datetime) -> Actor:
    """Return the actor in the post acted in; the platform itself acts on a decision already made.

    Raises: ``NotLicenceOfficerError``.
    """
    if actor.kind == ActorKind.SYSTEM:
        return actor
    post = PostCode.LICENCE_OFFICER
    account_id = actor.account_id
    if account_id is None or not access.may(account_id, post, body, division_code, at):
        raise NotLicenceOfficerError
    return replace(actor, body=body, post=post.value)
