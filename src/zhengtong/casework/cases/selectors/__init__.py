"""Door: reads of drafts, cases and tasks, scoped by who asks."""

from zhengtong.casework.cases.selectors.cases import (
    find_progress,
    get_case_for_applicant,
    get_material_file,
    list_my_cases,
)
from zhengtong.casework.cases.selectors.drafts import get_draft, list_my_drafts, review_draft
from zhengtong.casework.cases.selectors.extensions import find_extension
from zhengtong.casework.cases.selectors.queue import get_case_for_officer, get_task, list_queue

__all__ = [
    "find_extension",
    "find_progress",
    "get_case_for_applicant",
    "get_case_for_officer",
    "get_draft",
    "get_material_file",
    "get_task",
    "list_my_cases",
    "list_my_drafts",
    "list_queue",
    "review_draft",
]
