"""Every refusal of ours becomes a page for people or problem+json for programs."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zhengtong.core.errors import DomainError
from zhengtong.ui import refusals
from zhengtong.ui.pages import (
    DATABASE_AWAY,
    answer,
    bad_request,
    database_away,
    is_unstorable,
    too_large,
)

STRANGERS_BODY_BYTES = 25 * 1024 * 1024  # a licence to be checked may have twenty
LARGEST_BODY_BYTES = 250 * 1024 * 1024  # a material may have two hundred


class RefusalMiddleware:
    """Answers a ``DomainError`` by its kind, and a database that is away with what was typed.

    Whatever else is raised is our own fault: it goes on to Django, is logged, and ends in
    ``pages.server_error`` with an incident number. A body that no form of ours sends is not read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, unless it brings too much."""
        if is_too_large(request):
            return too_large(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Return the answer to what a view raised, or leave it to Django."""
        if isinstance(error, DomainError):
            return answer(request, refusals.of_error(error))
        if isinstance(error, DATABASE_AWAY):
            return answer(request, database_away(error))
        if is_unstorable(error):
            return bad_request(request, error)
        return None


def is_too_large(request: HttpRequest) -> bool:
    """Return whether the body is longer than any that we ask for; a stranger is asked for little.

    Django would write all of it to the disk before it asks who sent it.
    """
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length <= STRANGERS_BODY_BYTES:
        return False
    return length > LARGEST_BODY_BYTES or not request.user.is_authenticated
