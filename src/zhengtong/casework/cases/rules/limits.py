"""The limits that the law sets around a case: acceptance, review, decision, extension, delivery.

Source: 行政许可法 第三十二条, 第四十二条, 第四十三条, 第四十四条.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from zhengtong.casework.cases.errors import (
    ExtensionTooLateError,
    ExtensionTooLongError,
    LimitAlreadyExtendedError,
)
from zhengtong.casework.cases.rules.clock import due_after, due_of
from zhengtong.casework.cases.types import Approver, Clock, ExtensionRule
from zhengtong.foundation.calendars.errors import CalendarNotPublishedError
from zhengtong.foundation.calendars.types import WorkingCalendar
from zhengtong.registries.service_items.types import (
    Definition,
    Limit,
    LimitUnit,
    Node,
    Parallel,
    Step,
    StepKind,
    all_steps,
    parts_of,
)

RECEIPT_LIMIT = Limit(amount=5, unit=LimitUnit.WORKING_DAY)
LOWER_LEVEL_LIMIT = Limit(amount=20, unit=LimitUnit.WORKING_DAY)
DELIVERY_LIMIT = Limit(amount=10, unit=LimitUnit.WORKING_DAY)
BY_THE_HEAD = ExtensionRule(most_days=10, approver=Approver.HEAD)
BY_THE_GOVERNMENT = ExtensionRule(most_days=15, approver=Approver.GOVERNMENT)
IMPLEMENTING = ("", "implementing")
EXAMINING = frozenset({StepKind.REVIEW, StepKind.CHECK})


def acceptance_due(received_at: datetime, within: Limit | None, calendar: WorkingCalendar) -> date:
    """Return by when the counter must accept, refuse or name every defect.

    Source: 行政许可法 第三十二条第一款第四项 (当场或者在五日内); a shorter limit of the item's own.
    """
    by_law = Clock(received_at, RECEIPT_LIMIT)
    if within is None:
        return due_of(by_law, calendar)
    return capped(by_law, due_after(received_at, within, calendar), calendar)


def is_deemed_accepted(received_at: datetime, today: date, calendar: WorkingCalendar) -> bool:
    """Return whether silence has become acceptance: five working days are over, nothing was said.

    Source: 行政许可法 第三十二条第一款第四项 (逾期不告知的，自收到申请材料之日起即为受理).
    """
    return due_after(received_at, RECEIPT_LIMIT, calendar) < today


def step_due(
    at: datetime, limit: Limit | None, case_due_on: date, calendar: WorkingCalendar
) -> date:
    """Return when a step is due: by its own limit, and never after the case.

    A step without a limit of its own is due with the case; once the case is late, so is the step.

    Source: 行政许可法 第四十二条 (the limit is the decision's, not the step's).
    """
    return case_due_on if limit is None else capped(Clock(at, limit), case_due_on, calendar)


def capped(clock: Clock, last: date, calendar: WorkingCalendar) -> date:
    """Return when a clock runs out, or a last day if that is earlier.

    A clock that would run into a year not announced ends after every day of an earlier year: that
    is known, not guessed.

    Raises: ``CalendarNotPublishedError`` when the year of the last day itself is not announced.
    Source: 行政许可法 第四十二条, 第四十三条.
    """
    try:
        return min(due_of(clock, calendar), last)
    except CalendarNotPublishedError as unknown:
        if unknown.year > last.year:
            return last
        raise


def deciding_body(definition: Definition) -> str:
    """Return the body whose decision ends the process.

    Source: 行政许可法 第三十四条, 第三十七条.
    """
    own = definition.implementation.body
    bodies = [s.by.body for s in all_steps(definition.process) if s.kind == StepKind.DECIDE]
    return own if not bodies or bodies[-1] in IMPLEMENTING else bodies[-1]


def is_lower_level_review(definition: Definition, step: Step) -> bool:
    """Return whether a step is the lower body's examination before a higher body decides.

    Source: 行政许可法 第四十三条 (下级行政机关应当自其受理之日起二十日内审查完毕).
    """
    own = definition.implementation.body
    is_own = step.by.body in IMPLEMENTING or step.by.body == own
    return step.kind in EXAMINING and is_own and deciding_body(definition) != own


def is_handled_jointly(definition: Definition) -> bool:
    """Return whether several bodies handle an item together (统一办理、联合办理、集中办理).

    Source: 行政许可法 第二十六条第二款.
    """
    return any(
        len({step.by.body for step in all_steps((node,)) if not step.by.service}) > 1
        for node in _nodes(definition.process)
        if isinstance(node, Parallel)
    )


def _nodes(process: Sequence[Node]) -> Iterator[Node]:
    for node in process:
        yield node
        for part in parts_of(node):
            yield from _nodes(part)


def extension_rule(definition: Definition) -> ExtensionRule:
    """Return how far an item's limit may be extended, and whose approval that takes.

    Units: working days.
    Source: 行政许可法 第四十二条第一款 (延长十日，本行政机关负责人批准), 第二款 (延长十五日，
        本级人民政府负责人批准).
    """
    return BY_THE_GOVERNMENT if is_handled_jointly(definition) else BY_THE_HEAD


def extended_due(
    due_on: date,
    days: int,
    on: date,
    *,
    already_days: int,
    rule: ExtensionRule,
    calendar: WorkingCalendar,
) -> date:
    """Return the due date after an extension granted on a day before the due day.

    Units: ``days`` and ``already_days`` in working days.
    Raises: ``LimitAlreadyExtendedError``, ``ExtensionTooLongError``, ``ExtensionTooLateError``,
        ``CalendarNotPublishedError``.
    Source: 行政许可法 第四十二条 (期限内不能作出决定的，经批准可以延长; it says so once).
    """
    if already_days:
        raise LimitAlreadyExtendedError
    if not 1 <= days <= rule.most_days:
        raise ExtensionTooLongError(most=str(rule.most_days))
    if on >= due_on:
        raise ExtensionTooLateError(due_on=due_on.isoformat())
    return calendar.add_working_days(due_on, days)
