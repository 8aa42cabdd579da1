"""The administrator of a request, as one who acts."""

from django.http import HttpRequest

from zhengtong.core.actors import AccountId, Actor, ActorKind
from zhengtong.foundation.organisations.types import PostCode


def administrator_of(request: HttpRequest) -> Actor:
    """Return the administrator who acts; the commands judge where the post reaches."""
    return Actor(
        kind=ActorKind.OFFICER,
        name=str(getattr(request.user, "name", "")),
        account_id=AccountId(request.user.pk or 0),
        post=PostCode.ADMINISTRATOR.value,
    )
