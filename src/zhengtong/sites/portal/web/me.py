"""The signed-in person's own pages."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhengtong.casework.cases import selectors as cases
from zhengtong.core.actors import AccountId
from zhengtong.foundation.notices import selectors as notices
from zhengtong.registries.licences import selectors as licences
from zhengtong.sites.portal.web.unfinished import list_unfinished
from zhengtong.ui.audience import Audience, open_to


@open_to(Audience.SIGNED_IN)
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Show what waits for the person, what is under way, what is done and what they hold."""
    account_id = account_of(request)
    own = cases.list_my_cases(account_id).cases
    context = {
        "unfinished": list_unfinished(account_id, own),
        "cases": own,
        "held": licences.list_for_account(account_id),
        "unread": notices.count_unread(account_id),
    }
    return render(request, "portal/me.html", context)


@open_to(Audience.SIGNED_IN)
@require_GET
def licence_file(request: HttpRequest, identifier: str) -> FileResponse:
    """Send the sealed PDF to its holder."""
    file = licences.open_pdf(identifier, for_account=account_of(request))
    response = FileResponse(file.content, as_attachment=True, filename=file.name)
    response["Content-Type"] = file.media_type
    return response


def account_of(request: HttpRequest) -> AccountId:
    """Return who is signed in; ``open_to`` has made sure that somebody is."""
    return AccountId(request.user.pk or 0)
