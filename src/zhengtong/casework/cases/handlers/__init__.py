"""Reactions to facts: notices to applicants and officers, and the steps the platform performs.

Each is idempotent: a notice has a key, a step is performed once, a name is given back once.
"""

from zhengtong.casework.cases.handlers.applicants import (
    count_anew,
    free_name,
    perform_step,
    tell_acceptance_refused,
    tell_accepted,
    tell_closed,
    tell_correction,
    tell_extended,
    tell_recounted,
    tell_resumed,
    tell_submitted,
    tell_suspended,
)

__all__ = [
    "count_anew",
    "free_name",
    "perform_step",
    "tell_acceptance_refused",
    "tell_accepted",
    "tell_closed",
    "tell_correction",
    "tell_extended",
    "tell_recounted",
    "tell_resumed",
    "tell_submitted",
    "tell_suspended",
]
