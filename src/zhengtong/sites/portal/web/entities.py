"""The entities a person may act for, and registering another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhengtong.core.errors import ConflictError, InvalidError
from zhengtong.foundation.identity import selectors as identity
from zhengtong.foundation.identity import services as identity_acts
from zhengtong.sites.portal.forms import EntityForm
from zhengtong.sites.portal.web.people import account_of, citizen_of
from zhengtong.ui.audience import Audience, open_to
from zhengtong.ui.forms import tell


@open_to(Audience.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def entities(request: HttpRequest) -> HttpResponse:
    """Show the entities; register one, then go back to the item it was wanted for, if any."""
    wanted_for = request.GET.get("for", "")
    form = EntityForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            entity = identity_acts.register_entity(
                **form.cleaned_data,
                account_id=account_of(request),
                actor=citizen_of(request),
                at=timezone.now(),
            )
        except (InvalidError, ConflictError) as error:
            tell(form, error)
        else:
            messages.success(
                request, _("“%(name)s”已登记，可以以它的名义办事") % {"name": entity.name}
            )
            if wanted_for.isalnum():
                return redirect("portal:start", wanted_for)
            return redirect("portal:entities")
    context = {
        "form": form,
        "entities": identity.list_entities_of(account_of(request)),
        "name": getattr(request.user, "name", ""),
    }
    return render(request, "portal/entities.html", context, status=422 if form.errors else 200)
