"""The law of a case as pure functions: clock, materials, places in a form, remedies, actions."""

from zhengtong.casework.cases.rules.actions import actions_for, outcomes_of
from zhengtong.casework.cases.rules.cards import card, card_days, card_on
from zhengtong.casework.cases.rules.choices import (
    choice_as_json,
    choices_from_json,
    may_be_provided_by,
    ways_of,
)
from zhengtong.casework.cases.rules.clock import (
    beijing_date,
    due_after,
    due_after_stop,
    due_of,
)
from zhengtong.casework.cases.rules.limits import (
    DELIVERY_LIMIT,
    LOWER_LEVEL_LIMIT,
    RECEIPT_LIMIT,
    acceptance_due,
    capped,
    deciding_body,
    extended_due,
    extension_rule,
    is_deemed_accepted,
    is_handled_jointly,
    is_lower_level_review,
    step_due,
)
from zhengtong.casework.cases.rules.places import material_without_row, put_at
from zhengtong.casework.cases.rules.remedies import remedies_text

__all__ = [
    "DELIVERY_LIMIT",
    "LOWER_LEVEL_LIMIT",
    "RECEIPT_LIMIT",
    "acceptance_due",
    "actions_for",
    "beijing_date",
    "capped",
    "card",
    "card_days",
    "card_on",
    "choice_as_json",
    "choices_from_json",
    "deciding_body",
    "due_after",
    "due_after_stop",
    "due_of",
    "extended_due",
    "extension_rule",
    "is_deemed_accepted",
    "is_handled_jointly",
    "is_lower_level_review",
    "material_without_row",
    "may_be_provided_by",
    "outcomes_of",
    "put_at",
    "remedies_text",
    "step_due",
    "ways_of",
]
