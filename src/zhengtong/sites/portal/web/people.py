"""The person of a request, as one who acts."""

from django.http import HttpRequest

from zhengtong.core.actors import AccountId, Actor, ActorKind


def account_of(request: HttpRequest) -> AccountId:
    """Return the account that is signed in; ``open_to`` has seen to it that there is one."""
    return AccountId(request.user.pk or 0)


def citizen_of(request: HttpRequest) -> Actor:
    """Return the signed-in person as one who acts, without asking the database again."""
    name = str(getattr(request.user, "name", ""))
    return Actor(kind=ActorKind.CITIZEN, name=name, account_id=account_of(request))
