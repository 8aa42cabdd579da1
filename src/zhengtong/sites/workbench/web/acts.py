"""Acts of an officer on a task: one address each, one command each."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_POST

from zhengtong.casework.cases import services as cases
from zhengtong.casework.cases.types import Action, CorrectionItem, CorrectionKind, TaskId
from zhengtong.core.actors import Actor
from zhengtong.core.errors import ConflictError, InvalidError
from zhengtong.registries.service_items.types import Outcome
from zhengtong.sites.workbench.errors import OutcomeMissingError
from zhengtong.sites.workbench.web.officers import officer_of
from zhengtong.sites.workbench.web.tasks import task_page
from zhengtong.ui import refusals
from zhengtong.ui.audience import Audience, open_to

DONE: Mapping[Action, str] = {
    Action.CLAIM: noop("已签收，请办理"),
    Action.RELEASE: noop("已退回待办，同岗位的同事可以签收"),
    Action.ACCEPT: noop("已受理，承诺时限开始计算"),
    Action.REFUSE_ACCEPTANCE: noop("已作出不予受理决定，并告知申请人"),
    Action.REQUEST_CORRECTION: noop("已一次性告知申请人需要补正的全部内容"),
    Action.COMPLETE: noop("意见已提交"),
    Action.DECIDE: noop("决定已作出，并告知申请人"),
}
STAYS = frozenset({Action.CLAIM})


@open_to(Audience.OFFICERS)
@require_POST
def act(request: HttpRequest, task_id: int, act: str) -> HttpResponse:
    """Perform the act; a refused one shows the page again with the reason and what was typed."""
    command = COMMANDS.get(act)
    if command is None:
        raise Http404
    try:
        command(TaskId(task_id), officer_of(request), request.POST)
    except (InvalidError, ConflictError) as error:
        return task_page(request, task_id, refused=act, refusal=refusals.of_error(error))
    messages.success(request, _(DONE[Action(act)]))
    if Action(act) in STAYS:
        return redirect("workbench:task", task_id)
    return redirect("workbench:queue")


def _claim(task_id: TaskId, actor: Actor, _sent: QueryDict) -> None:
    cases.claim_task(task_id=task_id, actor=actor, at=timezone.now())


def _release(task_id: TaskId, actor: Actor, _sent: QueryDict) -> None:
    cases.release_task(task_id=task_id, actor=actor, at=timezone.now())


def _accept(task_id: TaskId, actor: Actor, _sent: QueryDict) -> None:
    cases.accept_case(task_id=task_id, actor=actor, at=timezone.now())


def _refuse_acceptance(task_id: TaskId, actor: Actor, sent: QueryDict) -> None:
    cases.refuse_acceptance(
        task_id=task_id,
        reasons=sent.get("reasons", ""),
        remedies=sent.get("remedies", ""),
        actor=actor,
        at=timezone.now(),
    )


def _request_correction(task_id: TaskId, actor: Actor, sent: QueryDict) -> None:
    cases.request_correction(
        task_id=task_id,
        items=[_item(place, sent) for place in sent.getlist("items")],
        text=sent.get("text", ""),
        actor=actor,
        at=timezone.now(),
    )


def _item(place: str, sent: QueryDict) -> CorrectionItem:
    kind, _, key = place.partition(":")
    known = CorrectionKind(kind) if kind in set(CorrectionKind) else CorrectionKind.FIELD
    return CorrectionItem(kind=known, key=key, text=sent.get(f"why:{place}", "").strip())


def _complete(task_id: TaskId, actor: Actor, sent: QueryDict) -> None:
    cases.complete_review(
        task_id=task_id,
        outcome=_outcome(sent),
        opinion=sent.get("opinion", ""),
        actor=actor,
        at=timezone.now(),
    )


def _decide(task_id: TaskId, actor: Actor, sent: QueryDict) -> None:
    cases.decide_case(
        task_id=task_id,
        outcome=_outcome(sent),
        reasons=sent.get("reasons", ""),
        remedies=sent.get("remedies", ""),
        actor=actor,
        at=timezone.now(),
    )


def _outcome(sent: QueryDict) -> Outcome:
    chosen = sent.get("outcome", "")
    if chosen not in set(Outcome):
        raise OutcomeMissingError
    return Outcome(chosen)


COMMANDS: Mapping[str, Callable[[TaskId, Actor, QueryDict], None]] = {
    Action.CLAIM: _claim,
    Action.RELEASE: _release,
    Action.ACCEPT: _accept,
    Action.REFUSE_ACCEPTANCE: _refuse_acceptance,
    Action.REQUEST_CORRECTION: _request_correction,
    Action.COMPLETE: _complete,
    Action.DECIDE: _decide,
}
