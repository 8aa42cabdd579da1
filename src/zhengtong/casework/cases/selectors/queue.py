"""Reads of tasks: an officer's queue, one task at work, a case as officers see it."""

from collections.abc import Mapping, Sequence

from zhengtong.casework.cases.errors import CaseNotFoundError, TaskNotFoundError
from zhengtong.casework.cases.models import Case, Task
from zhengtong.casework.cases.rules import actions_for, outcomes_of, remedies_text
from zhengtong.casework.cases.selectors.cases import view_case
from zhengtong.casework.cases.selectors.extensions import is_head_of
from zhengtong.casework.cases.selectors.steps import title_of
from zhengtong.casework.cases.selectors.urgency import card_days_today, card_of
from zhengtong.casework.cases.selectors.worklist import TaskRow, read_queue
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
    """Return the open tasks of an officer's posts, the most urgent first, in two queries at most.

    What an officer may see is one predicate of the query, so a page costs the same however many
    tasks others have; pages continue after a key and nothing is counted.
    """
    days = card_days_today()
    found = read_queue(account_id, narrow, days, after, limit + 1)
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return QueuePage(
        tasks=_lines(shown, days),
        next_after=QueueKey(last.due_on, TaskId(last.id)) if last else None,
    )


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
    """Return a case that has or had a task of one of the officer's posts, or that they decide.

    Raises: ``CaseNotFoundError``.
    """
    case = Case.objects.filter(case_no=case_no).first()
    if case is None:
        raise CaseNotFoundError
    has_task = Task.objects.filter(access.within_grants(account_id), case=case).exists()
    if not has_task and not is_head_of(case, account_id):
        raise CaseNotFoundError
    return _officer_view(case)


def _officer_view(case: Case) -> OfficerCaseView:
    tasks = list(Task.objects.filter(case=case).order_by("id"))
    return OfficerCaseView(
        case=view_case(case, tasks),
        applicant_kind=case.applicant_kind,
        applicant_id_number=case.applicant_id_number,
        applicant_phone=case.applicant_phone,
        tasks=_lines([TaskRow.of(one, case) for one in tasks], card_days_today()),
    )


def _lines(rows: Sequence[TaskRow], days: CardDays) -> tuple[TaskLine, ...]:
    holders = {AccountId(one.claimed_by_id) for one in rows if one.claimed_by_id is not None}
    names = identity.names_of(holders) if holders else {}
    versions = service_items.get_versions({one.item_version_id for one in rows})
    return tuple(
        _line(one, versions[ItemVersionId(one.item_version_id)], names, card_of(one, days))
        for one in rows
    )


def _line(
    row: TaskRow, version: ItemVersion, names: Mapping[AccountId, str], card: Card
) -> TaskLine:
    steps = all_steps(version.definition.process)
    step = next(one for one in steps if one.step == row.step)
    holder = None if row.claimed_by_id is None else AccountId(row.claimed_by_id)
    return TaskLine(
        task_id=TaskId(row.id),
        case_no=CaseNo(row.case_no),
        item_code=row.item_code,
        item_name=LocalisedText(row.item_name, row.item_name_en),
        applicant_name=row.applicant_name,
        step=row.step,
        round=row.round,
        kind=StepKind(row.kind),
        title=title_of(step, row.round),
        body=row.body,
        post=row.post,
        state=TaskState(row.state),
        claimed_by=holder,
        claimed_by_name=names.get(holder, "") if holder else "",
        opened_at=row.opened_at,
        due_on=row.due_on,
        card=card,
        is_paused=row.is_paused,
        done_at=row.done_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        opinion=row.opinion,
    )
