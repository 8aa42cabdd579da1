"""The pages of refusals and failures; those of 500 and 503 ask the database nothing."""

import logging
import secrets
import sys
from typing import Any

import psycopg_pool
from django.db.utils import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, JsonResponse
from django.template.backends.utils import csrf_input_lazy
from django.template.loader import get_template
from django.utils.translation import gettext

from zhengtong.ui.context import page
from zhengtong.ui.refusals import Refusal

log = logging.getLogger(__name__)

DATABASE_AWAY = (
    OperationalError,
    InterfaceError,
    psycopg_pool.PoolTimeout,
    psycopg_pool.PoolClosed,
)
SECRET_PARTS = ("password", "csrfmiddlewaretoken", "token", "secret")
UNAVAILABLE = 503
NEVER_ASKS_THE_DATABASE = {500, UNAVAILABLE}


def wants_json(request: HttpRequest) -> bool:
    """Return whether a program asked: an address of the API, or JSON rather than HTML."""
    return request.path.startswith("/api/") or not request.accepts("text/html")


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponseBase:
    """Return the refusal in the form that the asker can read."""
    if wants_json(request):
        return JsonResponse(
            refusal.as_problem_json(),
            status=refusal.status,
            content_type="application/problem+json",
            json_dumps_params={"ensure_ascii": False},
        )
    return refusal_page(request, refusal)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page; for htmx it replaces the whole body, as a full load would."""
    context: dict[str, Any] = {**page(request), "csrf_input": csrf_input_lazy(request)}
    if refusal.status in NEVER_ASKS_THE_DATABASE:
        context["user"] = None
    may_resend = refusal.status == UNAVAILABLE and is_own_form(request)
    kept = typed_fields(request) if may_resend else []
    lost_files = sorted(request.FILES) if may_resend else []
    text = get_template("ui/refusal.html").render(
        {
            **context,
            "refusal": refusal,
            "may_resend": may_resend,
            "kept": kept,
            "lost_files": lost_files,
        }
    )
    response = HttpResponse(text, status=refusal.status)
    if refusal.status == UNAVAILABLE:
        response["Retry-After"] = "10"
    if request.headers.get("HX-Request"):
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response


def is_own_form(request: HttpRequest) -> bool:
    """Return whether a form of ours was sent, one that has passed the check against forgery.

    Nothing else is given back, so that nobody can be led to send a stranger's form in their name.
    """
    return request.method == "POST" and getattr(request, "csrf_processing_done", False)


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what the person sent, to be sent again: no files, passwords or tokens."""
    if not is_own_form(request):
        return []
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if not any(part in name.lower() for part in SECRET_PARTS)
    ]


def database_away(error: BaseException) -> Refusal:
    """Return the answer to a database that does not answer, and log what it said."""
    log.error("The database does not answer: %s", error)
    text = gettext("数据库正在重新连接。这一次没有办成，也没有改变任何内容。")
    return Refusal(status=UNAVAILABLE, code="ui.database-away", text=text)


def is_unstorable(error: BaseException) -> bool:
    """Return whether the request brought characters that no text can hold: NUL, half a character.

    Nobody types them; asking every field of every page for them would cost more than to notice.
    """
    if isinstance(error, UnicodeEncodeError):
        return "surrogates" in error.reason
    said = str(error)
    return isinstance(error, DataError) and ("NUL" in said or "Unicode escape" in said)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001 - Django names it
    """Answer what Django could not read."""
    text = gettext("您的浏览器发来的请求不完整或者格式不对。")
    return answer(request, Refusal(status=400, code="ui.bad-request", text=text))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001 - Django names it
    """Answer a refusal by Django or a package."""
    text = gettext("您没有办理这一操作的权限")
    return answer(request, Refusal(status=403, code="ui.forbidden", text=text))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:  # noqa: ARG001 - Django names it
    """Answer a form that does not carry this browser's token; nothing of it is given back."""
    text = gettext("页面打开得太久，或者浏览器没有保存本站的Cookie，为了您的安全没有提交。")
    return answer(request, Refusal(status=403, code="ui.form-expired", text=text))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001 - Django names it
    """Answer an address that leads nowhere."""
    text = gettext("没有这个页面，它可能已经移走或者网址有误。")
    return answer(request, Refusal(status=404, code="ui.no-such-page", text=text))


def too_large(request: HttpRequest) -> HttpResponseBase:
    """Answer a body that is longer than any that we ask for; nothing of it was read."""
    text = gettext("您上传的内容太大，没有接收。")
    return answer(request, Refusal(status=413, code="ui.too-large", text=text))


def too_many_requests(request: HttpRequest) -> HttpResponseBase:
    """Answer whoever tries too often; django-allauth counts, and ``config.urls`` names this."""
    text = gettext("尝试的次数太多，为了安全暂停一会儿。")
    return answer(request, Refusal(status=429, code="ui.too-many-requests", text=text))


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer our own fault with an incident number, which stands in the log too."""
    error = sys.exc_info()[1]
    if isinstance(error, DATABASE_AWAY):
        return answer(request, database_away(error))
    incident = secrets.token_hex(4).upper()
    log.error("Incident %s at %s", incident, request.path, exc_info=error)
    text = gettext("系统发生了意外错误，这一次没有办成。")
    return answer(request, Refusal(status=500, code="ui.our-fault", text=text, incident=incident))
