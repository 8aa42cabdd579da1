"""The law of a case as pure functions: clock, materials, places in a form, remedies, actions."""

from zhengtong.casework.cases.rules.actions import actions_for, outcomes_of
from zhengtong.casework.cases.rules.choices import (
    choice_as_json,
    choices_from_json,
    may_be_provided_by,
    ways_of,
)
from zhengtong.casework.cases.rules.clock import (
    DELIVERY_LIMIT,
    RECEIPT_LIMIT,
    beijing_date,
    due_after,
    due_after_stop,
    step_due,
)
from zhengtong.casework.cases.rules.places import material_without_row, put_at
from zhengtong.casework.cases.rules.remedies import remedies_text

__all__ = [
    "DELIVERY_LIMIT",
    "RECEIPT_LIMIT",
    "actions_for",
    "beijing_date",
    "choice_as_json",
    "choices_from_json",
    "due_after",
    "due_after_stop",
    "material_without_row",
    "may_be_provided_by",
    "outcomes_of",
    "put_at",
    "remedies_text",
    "step_due",
    "ways_of",
]
