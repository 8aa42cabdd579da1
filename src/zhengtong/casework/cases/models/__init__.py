"""Tables of drafts, cases and tasks, made for a hundred million cases.

An index is here only if a page or a command needs it: foreign keys that nobody follows upwards
have none, and the queue's index holds open tasks only.
"""

from zhengtong.casework.cases.models.cases import Case, CaseSerial, Draft
from zhengtong.casework.cases.models.papers import (
    CorrectionNotice,
    ReservedName,
    SubmittedMaterial,
)
from zhengtong.casework.cases.models.tasks import OPEN, CalendarRecount, ClockStop, Task
from zhengtong.casework.cases.models.writing import insert_rows, update_row

__all__ = [
    "OPEN",
    "CalendarRecount",
    "Case",
    "CaseSerial",
    "ClockStop",
    "CorrectionNotice",
    "Draft",
    "ReservedName",
    "SubmittedMaterial",
    "Task",
    "insert_rows",
    "update_row",
]
