"""Who asks: the account of the session, as citizen or as officer."""

from django.http import HttpRequest

from zhengtong.core.actors import AccountId, Actor, ActorKind


def account_of(request: HttpRequest) -> AccountId:
    """Return the account that is signed in."""
    return AccountId(request.user.pk or 0)


def actor_of(request: HttpRequest, kind: ActorKind) -> Actor:
    """Return the account as one who acts."""
    name = getattr(request.user, "name", "")
    return Actor(kind=kind, name=name, account_id=account_of(request))


def officer_of(request: HttpRequest) -> Actor:
    """Return the account as an officer; whether it is one is the command's to judge."""
    return actor_of(request, ActorKind.OFFICER)
