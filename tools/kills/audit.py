"""What must be true afterwards: the record held against what was acknowledged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.timezone import localdate, now

from tools.kills.clients import Told
from zhengtong.casework.cases import services as cases
from zhengtong.foundation.calendars import selectors as calendars
from zhengtong.foundation.ledger.selectors import verify
from zhengtong.foundation.outbox.selectors import get_backlog

PROMISED_DAYS = 6
ACTIONS = {"accept": "cases.accepted", "review": "cases.step-completed", "decide": "cases.decided"}
OCCASIONS = {
    "submitted": "TRUE",
    "accepted": "accepted_at IS NOT NULL",
    "closed": "closed_at IS NOT NULL",
}
EVENTS = {
    "CaseSubmitted": "TRUE",
    "CaseAccepted": "accepted_at IS NOT NULL",
    "CaseDecided": "decided_at IS NOT NULL",
    "CaseClosed": "closed_at IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must be so: over how many it was looked at, and what spoke against it."""

    zh: str
    en: str
    looked_at: int
    against: tuple[str, ...] = ()


def is_quiet() -> bool:
    """Return whether everything that follows from what was done has been done."""
    backlog = get_backlog()
    return backlog.messages == 0 and backlog.jobs == 0 and verify().unsealed == 0


def audit(told: Sequence[Told]) -> list[Finding]:
    """Hold the record against what was told to the clients."""
    return [
        _every_acknowledged_case_once(told),
        _every_acknowledged_act_once(told),
        _every_case_in_the_ledger(),
        _ledger_whole(),
        _no_event_lost(),
        _every_notice_once(),
        _due_dates_from_the_record(),
        _recounted(),
    ]


def _every_acknowledged_case_once(told: Sequence[Told]) -> Finding:
    rows = _rows("SELECT account_id, submission_key, case_no FROM cases_case")
    stored = {(account, key): case_no for account, key, case_no in rows}
    double = Counter((account, key) for account, key, _ in rows)
    known = [one for one in told if one.case_no]
    asked = {(one.account_id, one.key) for one in told}
    against = [one.case_no for one in known if stored.get((one.account_id, one.key)) != one.case_no]
    against += [str(one) for one, number in double.items() if number != 1 or one not in asked]
    zh, en = "每件已确认的申请恰好存在一次", "every acknowledged application exists exactly once"
    return Finding(zh, en, len(known), tuple(against))


def _every_acknowledged_act_once(told: Iterable[Told]) -> Finding:
    rows = _rows("SELECT subject, action FROM ledger_entry")
    recorded = Counter(rows)
    done = [(one.case_no, ACTIONS[act]) for one in told for act in one.acts]
    against = tuple(str(one) for one in done if recorded[one] != 1)
    zh, en = "每个已确认的办理动作恰好留痕一次", "every acknowledged act was recorded exactly once"
    return Finding(zh, en, len(done), against)


def _every_case_in_the_ledger() -> Finding:
    rows = _rows(
        "SELECT case_no, status, array_agg(action) FROM cases_case"
        " LEFT JOIN ledger_entry ON subject = case_no GROUP BY case_no, status"
    )
    owed = {
        "submitted": {"cases.submitted"},
        "accepted": {"cases.submitted", "cases.accepted"},
        "closed": {"cases.submitted", "cases.accepted", "cases.decided"},
    }
    against = tuple(no for no, status, actions in rows if not owed[status] <= set(actions))
    zh, en = "没有缺少留痕的办件", "no case without its entries in the ledger"
    return Finding(zh, en, len(rows), against)


def _ledger_whole() -> Finding:
    found = verify()
    against = (str(found.first_bad),) if found.first_bad else ()
    return Finding("留痕链完整", "the chain of the ledger verifies", found.entries, against)


def _no_event_lost() -> Finding:
    count, against = 0, []
    for event, condition in EVENTS.items():
        rows = _rows(
            "SELECT case_no, count(message.id) FROM cases_case LEFT JOIN outbox_message AS message"  # noqa: S608 - constants
            f" ON message.name LIKE '%%{event}' AND message.payload ->> 'case_no' = case_no"
            " AND message.relayed_at IS NOT NULL"
            f" WHERE {condition} GROUP BY case_no"
        )
        count += len(rows)
        against += [f"{event} {case_no} ×{number}" for case_no, number in rows if number != 1]
    backlog = get_backlog()
    if backlog.messages or backlog.jobs or backlog.failures:
        against.append(str(backlog))
    zh, en = "没有丢失的事件", "no event was lost, none told twice"
    return Finding(zh, en, count, tuple(against))


def _every_notice_once() -> Finding:
    count, against = 0, []
    for occasion, condition in OCCASIONS.items():
        rows = _rows(
            "SELECT case_no, count(notice.id) FROM cases_case LEFT JOIN notices_noticerecord"  # noqa: S608 - constants
            f" AS notice ON notice.key = 'cases:' || case_no || ':{occasion}'"
            f" WHERE {condition} GROUP BY case_no"
        )
        count += len(rows)
        against += [f"{occasion} {case_no} ×{number}" for case_no, number in rows if number != 1]
    zh, en = "每个反应（通知）恰好发生一次", "every reaction (a notice) came about exactly once"
    return Finding(zh, en, count, tuple(against))


def _due_dates_from_the_record() -> Finding:
    rows = _rows(
        "SELECT case_no, accepted_at, due_on FROM cases_case WHERE accepted_at IS NOT NULL"
    )
    calendar = calendars.get_calendar()
    against = tuple(
        case_no
        for case_no, accepted_at, due_on in rows
        if calendar.add_working_days(localdate(accepted_at), PROMISED_DAYS) != due_on
    )
    zh, en = "应办结日与按记录重算的一致", "due dates are those counted from the record"
    return Finding(zh, en, len(rows), against)


def _recounted() -> Finding:
    """Let the platform count every open case anew, as after an announcement: nothing may move."""
    at = now()
    recount = cases.begin_recount(year=at.year, at=at)
    while cases.recount_batch(recount_id=recount, at=at):
        pass
    ((seen, moved, unknown),) = _rows("SELECT seen, moved, unknown FROM cases_calendarrecount")
    against = () if (moved, unknown) == (0, 0) else (f"moved {moved}, unknown {unknown}",)
    zh, en = "平台重新核算不改变任何期限", "the platform's own recount moves nothing"
    return Finding(zh, en, seen, against)


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
