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
)


class RefusalMiddleware:
    """Answers a ``DomainError`` by its kind, and a database that is away with what was typed.

    Whatever else is raised is our own fault: it goes on to Django, is logged, and ends in
    ``pages.server_error`` with an incident number.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
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
