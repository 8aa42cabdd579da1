"""Who may use an address: every view says so, and a test finds the one that forgot.

``@open_to(Audience.OFFICERS)`` names the audience on the view and refuses everybody else before the
view runs. It decides by kind of account only; which case or body a person may see is decided below,
in one SQL predicate, by the room that owns it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from zhengtong.core.errors import ForbiddenError
from zhengtong.core.labels import LabelledEnum

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Audience(LabelledEnum):
    """The kinds of people that an address can be made for."""

    EVERYONE = "everyone", "所有人", "Everyone"
    SIGNED_IN = "signed_in", "已登录用户", "Signed-in people"
    OFFICERS = "officers", "工作人员", "Officers"
    ADMINISTRATORS = "administrators", "系统管理员", "Administrators"


class OfficersOnlyError(ForbiddenError):
    """A citizen opened an officer's page; nothing on it is theirs to see."""

    code = "ui.officers-only"
    text = "本页面仅供工作人员使用，请用工作人员账号登录"


class AdministratorsOnlyError(ForbiddenError):
    """An officer without the administrator's post opened an administrator's page."""

    code = "ui.administrators-only"
    text = "本页面仅供系统管理员使用，请联系本单位系统管理员"


def open_to(audience: Audience) -> Callable[[View[P]], View[P]]:
    """Make the view serve ``audience`` only; whoever has not signed in is asked to, then returns.

    Raises: ``OfficersOnlyError``, ``AdministratorsOnlyError``, as the view is called.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if audience != Audience.EVERYONE and not request.user.is_authenticated:
                # A form cannot be sent again by following a link, so only a page is returned to.
                page = request.get_full_path() if request.method == "GET" else ""
                return redirect_to_login(page or settings.LOGIN_REDIRECT_URL)
            _refuse_others(request, audience)
            response = view(request, *args, **kwargs)
            if audience != Audience.EVERYONE:
                # Else the next person at a shared computer could leaf back to it.
                response.setdefault("Cache-Control", "private, no-store")
            return response

        guarded.audience = audience  # type: ignore[attr-defined]  # read by tests/architecture
        return guarded

    return decorate


def _refuse_others(request: HttpRequest, audience: Audience) -> None:
    if audience in {Audience.EVERYONE, Audience.SIGNED_IN}:
        return
    if not getattr(request.user, "is_officer", False):
        raise OfficersOnlyError
    # The test lives in a room above this wing, so the settings name it.
    if audience == Audience.ADMINISTRATORS and not import_string(settings.ADMINISTRATOR_TEST)(
        request.user.pk
    ):
        raise AdministratorsOnlyError
