"""Reads of tasks: an officer's queue, one task at work, a case as officers see it."""

from collections.abc import Mapping, Sequence

from django.db.models import Prefetch, Q, QuerySet

from zhengtong.casework.cases.errors import CaseNotFoundError, TaskNotFoundError
from zhengtong.casework.cases.models import OPEN, Case, Task
from zhengtong.casework.cases.rules import actions_for, outcomes_of, remedies_text
from zhengtong.casework.cases.selectors.cases import view_case
from zhengtong.casework.cases.selectors.steps import localised
from zhengtong.casework.cases.selectors.urgency import card_days_today, card_of, of_card
from zhengtong.casework.cases.types import (
    Card,
    CardDays,
    OfficerCaseView,
    QueueFilter,
    QueueKey,
    QueuePage,
    TaskId,
    TaskLine,
    TaskState,
    TaskView,
)
from zhengtong.core.actors import AccountId
from zhengtong.core.codes import CaseNo
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.identity import selectors as identity
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import (
    ItemVersion,
    ItemVersionId,
    Outcome,
    StepKind,
    all_steps,
)

EVERYTHING = QueueFilter()


def list_queue(
    account_id: AccountId,
    *,
    narrow: QueueFilter = EVERYTHING,
    after: QueueKey | None = None,
    limit: int = 50,
) -> QueuePage:
    """Return the open tasks of an officer's posts, the most urgent first, in three queries.

    What an officer may see is one predicate of the query, so a page costs the same however many
    tasks others have; pages continue after a key and nothing is counted. Cases are read for the
    page only, never for the whole queue that is sorted.
    """
    tasks = Task.objects.filter(access.within_grants(account_id), state__in=OPEN)
    days = card_days_today()
    tasks = _narrow(tasks, narrow, account_id)
    if narrow.card is not None:
        tasks = tasks.filter(of_card(narrow.card, days))
    if after is not None:
        later = Q(due_on__gt=after.due_on) | Q(due_on=after.due_on, id__gt=after.task_id)
        tasks = tasks.filter(later, due_on__gte=after.due_on)
    headings = Case.objects.defer("form", "reasons", "remedies")
    with_cases = tasks.prefetch_related(Prefetch("case", queryset=headings))
    found = list(with_cases.order_by("due_on", "id")[: limit + 1])
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return QueuePage(
        tasks=_lines(shown, days),
        next_after=QueueKey(last.due_on, TaskId(last.pk)) if last else None,
    )


def _narrow(tasks: QuerySet[Task], narrow: QueueFilter, account_id: AccountId) -> QuerySet[Task]:
    wanted = {
        "state": narrow.state,
        "post": narrow.post,
        "case__item_code": narrow.item_code,
        "case__case_no": narrow.case_no,
        "claimed_by_id": account_id if narrow.is_mine else None,
        "due_on__lt": narrow.overdue_on,
    }
    return tasks.filter(**{column: value for column, value in wanted.items() if value})


def get_task(task_id: TaskId, account_id: AccountId) -> TaskView:
    """Return one task for work: its case, and what may be done with it now.

    Raises: ``TaskNotFoundError`` for a task of another body or post too.
    """
    granted = Task.objects.filter(access.within_grants(account_id), pk=task_id)
    task = granted.select_related("case").first()
    if task is None:
        raise TaskNotFoundError
    case = _officer_view(task.case)
    line = next(one for one in case.tasks if one.task_id == task_id)
    version = service_items.get_version(task.case.item_version_id)
    steps = {step.step: step for step in all_steps(version.definition.process)}
    return TaskView(
        task=line,
        case=case,
        actions=actions_for(
            line.kind,
            line.state,
            is_mine=line.claimed_by == account_id,
            was_corrected=bool(case.case.corrections),
        ),
        outcomes=outcomes_of(steps[line.step]),
        remedies=remedies_text(version.definition.rights),
    )


def get_case_for_officer(case_no: str, account_id: AccountId) -> OfficerCaseView:
    """Return a case that has or had a task of one of the officer's posts.

    Raises: ``CaseNotFoundError``.
    """
    case = Case.objects.filter(case_no=case_no).first()
    if case is None:
        raise CaseNotFoundError
    if not Task.objects.filter(access.within_grants(account_id), case=case).exists():
        raise CaseNotFoundError
    return _officer_view(case)


def _officer_view(case: Case) -> OfficerCaseView:
    tasks = list(Task.objects.filter(case=case).order_by("id"))
    for task in tasks:
        task.case = case
    return OfficerCaseView(
        case=view_case(case, tasks),
        applicant_kind=case.applicant_kind,
        applicant_id_number=case.applicant_id_number,
        applicant_phone=case.applicant_phone,
        tasks=_lines(tasks, card_days_today()),
    )


def _lines(tasks: Sequence[Task], days: CardDays) -> tuple[TaskLine, ...]:
    holders = {AccountId(one.claimed_by_id) for one in tasks if one.claimed_by_id is not None}
    names = identity.names_of(holders) if holders else {}
    versions = service_items.get_versions({one.case.item_version_id for one in tasks})
    return tuple(
        _line(one, versions[ItemVersionId(one.case.item_version_id)], names, card_of(one, days))
        for one in tasks
    )


def _line(task: Task, version: ItemVersion, names: Mapping[AccountId, str], card: Card) -> TaskLine:
    steps = all_steps(version.definition.process)
    step = next(one for one in steps if one.step == task.step)
    holder = None if task.claimed_by_id is None else AccountId(task.claimed_by_id)
    return TaskLine(
        task_id=TaskId(task.pk),
        case_no=CaseNo(task.case.case_no),
        item_code=task.case.item_code,
        item_name=LocalisedText(task.case.item_name, task.case.item_name_en),
        applicant_name=task.case.applicant_name,
        step=task.step,
        kind=StepKind(task.kind),
        title=localised(step.title),
        body=task.body,
        post=task.post,
        state=TaskState(task.state),
        claimed_by=holder,
        claimed_by_name=names.get(holder, "") if holder else "",
        opened_at=task.opened_at,
        due_on=task.due_on,
        card=card,
        is_paused=task.is_paused,
        done_at=task.done_at,
        outcome=Outcome(task.outcome) if task.outcome else None,
        opinion=task.opinion,
    )
