"""Door: commands on drafts, cases and tasks; each is one transaction.

``actor`` comes from the edge: a citizen's ``identity.actor_of(account)``, or an officer with name
and account; the command itself adds the body and post of the task acted on.
"""

from zhengtong.casework.cases.services.acceptance import accept_case, refuse_acceptance
from zhengtong.casework.cases.services.applicants import supply_material, withdraw_case
from zhengtong.casework.cases.services.automatic import free_name, perform_automatic
from zhengtong.casework.cases.services.correction import (
    answer_correction,
    attach_to_case,
    request_correction,
)
from zhengtong.casework.cases.services.decision import decide_case
from zhengtong.casework.cases.services.drafts import (
    add_row,
    attach_material,
    choose_material,
    discard_draft,
    remove_row,
    save_page,
    start_draft,
)
from zhengtong.casework.cases.services.extension import extend_limit
from zhengtong.casework.cases.services.handling import complete_review
from zhengtong.casework.cases.services.recount import RECOUNT, begin_recount, recount_batch
from zhengtong.casework.cases.services.silence import accept_by_silence, deem_acceptances
from zhengtong.casework.cases.services.submission import file_case, submit_case
from zhengtong.casework.cases.services.tasks import claim_task, release_task

__all__ = [
    "RECOUNT",
    "accept_by_silence",
    "accept_case",
    "add_row",
    "answer_correction",
    "attach_material",
    "attach_to_case",
    "begin_recount",
    "choose_material",
    "claim_task",
    "complete_review",
    "decide_case",
    "deem_acceptances",
    "discard_draft",
    "extend_limit",
    "file_case",
    "free_name",
    "perform_automatic",
    "recount_batch",
    "refuse_acceptance",
    "release_task",
    "remove_row",
    "request_correction",
    "save_page",
    "start_draft",
    "submit_case",
    "supply_material",
    "withdraw_case",
]
