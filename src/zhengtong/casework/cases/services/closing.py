"""Going on and closing (办结): open what comes next, or close when nothing does."""

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.events import CaseClosed
from zhengtong.casework.cases.models import ReservedName
from zhengtong.casework.cases.services.desk import Handling
from zhengtong.casework.cases.services.flow import cancel_open_tasks, open_next
from zhengtong.casework.cases.types import CaseStatus, Decision
from zhengtong.foundation.outbox import services as outbox


def advance(handling: Handling) -> None:
    """Open the next steps; when the process has ended, close the case. Saves the case."""
    if not open_next(handling):
        _close(handling)
    elif handling.case.decided_at is not None and handling.case.deliver_by is None:
        set_delivery(handling)
    handling.save()


def set_delivery(handling: Handling) -> None:
    """Set the day by which what was granted must be in the applicant's hands.

    Source: 行政许可法 第四十四条 (自作出决定之日起十日内颁发、送达).
    """
    if handling.case.decided_at is not None:
        limit = rules.DELIVERY_LIMIT
        last = rules.due_after(handling.case.decided_at, limit, handling.calendar)
        handling.change(deliver_by=last)


def _close(handling: Handling) -> None:
    """Close the case; a process without a decision of its own ends in a grant.

    Source: GB/T 39046—2020 表8 (办结).
    """
    case, at = handling.case, handling.at
    if case.decided_at is None:
        handling.change(decision=Decision.GRANTED, decided_at=at)
    handling.change(status=CaseStatus.CLOSED, closed_at=at)
    if case.decision == Decision.REFUSED:
        cancel_open_tasks(handling)
        release_name(handling)

    handling.trace("cases.closed", decision=case.decision, licence=case.licence)
    outbox.emit(
        CaseClosed(
            case_no=case.case_no,
            account_id=case.account_id,
            decision=case.decision,
            licence=case.licence,
            at=at.isoformat(),
        )
    )


def release_name(handling: Handling) -> None:
    """Give back a name that the case had reserved, if its item reserves one."""
    if any(task.post == "" for task in handling.tasks):
        ReservedName.objects.filter(case=handling.case).delete()
