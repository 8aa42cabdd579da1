"""The officer of a request, as one who acts."""

from django.http import HttpRequest

from zhengtong.core.actors import AccountId, Actor, ActorKind


def account_of(request: HttpRequest) -> AccountId:
    """Return the account that is signed in; ``open_to`` has seen to it that there is one."""
    return AccountId(request.user.pk or 0)


def officer_of(request: HttpRequest) -> Actor:
    """Return the officer who acts; the command adds the body and post of the task."""
    name = str(getattr(request.user, "name", ""))
    return Actor(kind=ActorKind.OFFICER, name=name, account_id=account_of(request))
