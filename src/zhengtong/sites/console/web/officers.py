"""Officers and the posts they hold."""

from collections.abc import Iterator, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhengtong.core.actors import AccountId
from zhengtong.core.errors import ConflictError, DomainError, InvalidError
from zhengtong.core.spreadsheets import csv_lines
from zhengtong.foundation.access import selectors as access_reads
from zhengtong.foundation.access import services as access
from zhengtong.foundation.access.types import GrantId, Officer
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.sites.console.forms import GrantForm, OfficerForm
from zhengtong.sites.console.web.administrators import administrator_of
from zhengtong.ui.audience import Audience, open_to
from zhengtong.ui.forms import tell

CSV_HEAD = ("工号", "姓名", "电子邮箱", "岗位", "机构", "管辖区划")


@open_to(Audience.ADMINISTRATORS)
@require_GET
def officers(request: HttpRequest) -> HttpResponse:
    """Show officers by staff number, narrowed by name, number or body."""
    query, body = request.GET.get("query", ""), request.GET.get("body", "")
    page = access_reads.list_officers(query=query, body=body, after=request.GET.get("after", ""))
    held = {grant.body for officer in page.officers for grant in officer.grants}
    context = {
        "page": page,
        "query": query,
        "body": body,
        "bodies": organisations.get_bodies(held),
    }
    return render(request, "console/officers.html", context)


@open_to(Audience.ADMINISTRATORS)
@require_GET
def officers_csv(_request: HttpRequest) -> StreamingHttpResponse:
    """Hand out all officers, a line a post."""
    return StreamingHttpResponse(
        csv_lines(_rows()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="officers.csv"'},
    )


def _rows() -> Iterator[tuple[str, ...]]:
    yield CSV_HEAD
    for officer in _all_officers():
        for grant in officer.grants:
            yield (
                officer.staff_no,
                officer.name,
                officer.email,
                grant.post.label,
                grant.body,
                grant.division_prefix,
            )


def _all_officers() -> Iterator[Officer]:
    after: str | None = ""
    while after is not None:
        page = access_reads.list_officers(after=after, limit=500)
        yield from page.officers
        after = page.after


@open_to(Audience.ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register an officer."""
    form = OfficerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            account_id = access.register_officer(
                **form.cleaned_data, actor=administrator_of(request), at=timezone.now()
            )
        except (InvalidError, ConflictError) as error:
            tell(form, error)
        else:
            messages.success(request, _("工作人员已登记，请授予岗位"))
            return redirect("console:officer", account_id)
    status = 422 if form.errors else 200
    return render(request, "console/new_officer.html", {"form": form}, status=status)


@open_to(Audience.ADMINISTRATORS)
@require_GET
def officer(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show an officer and the posts held."""
    return _officer_page(request, account_id, GrantForm())


@open_to(Audience.ADMINISTRATORS)
@require_POST
def grant(request: HttpRequest, account_id: int) -> HttpResponse:
    """Give a post."""
    form = GrantForm(request.POST)
    if form.is_valid():
        try:
            access.grant_post(
                account_id=AccountId(account_id),
                post=PostCode(form.cleaned_data["post"]),
                body=form.cleaned_data["body"].strip().upper(),
                division_code=form.cleaned_data["division_code"],
                actor=administrator_of(request),
                at=timezone.now(),
            )
        except DomainError as error:
            tell(form, error)
        else:
            messages.success(request, _("岗位已授予"))
            return redirect("console:officer", account_id)
    return _officer_page(request, account_id, form)


@open_to(Audience.ADMINISTRATORS)
@require_POST
def revoke(request: HttpRequest, account_id: int, grant_id: int) -> HttpResponse:
    """Take a post away."""
    actor, at = administrator_of(request), timezone.now()
    access.revoke_post(grant_id=GrantId(grant_id), actor=actor, at=at)
    messages.success(request, _("岗位已收回"))
    return redirect("console:officer", account_id)


@open_to(Audience.ADMINISTRATORS)
@require_http_methods(["GET", "POST"])
def dismiss(request: HttpRequest, account_id: int) -> HttpResponse:
    """Ask once more, then end all posts and close the account."""
    found = access_reads.get_officer(AccountId(account_id))
    if request.method == "POST":
        actor, at = administrator_of(request), timezone.now()
        access.dismiss_officer(account_id=AccountId(account_id), actor=actor, at=at)
        messages.success(request, _("账号已停用，岗位已全部收回"))
        return redirect("console:officers")
    return render(request, "console/dismiss.html", {"officer": found})


def _officer_page(request: HttpRequest, account_id: int, form: GrantForm) -> HttpResponse:
    found = access_reads.get_officer(AccountId(account_id))
    context: Mapping[str, object] = {
        "officer": found,
        "form": form,
        "bodies": organisations.get_bodies({grant.body for grant in found.grants}),
    }
    status = 422 if form.errors else 200
    return render(request, "console/officer.html", dict(context), status=status)
