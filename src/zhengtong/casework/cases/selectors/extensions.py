"""Who may let the limit of a case be extended, and by how much."""

from zhengtong.casework.cases import rules
from zhengtong.casework.cases.models import Case
from zhengtong.casework.cases.types import Approver, CaseStatus, CaseView, ExtensionOffer
from zhengtong.core.actors import AccountId, Actor
from zhengtong.core.codes import Uscc
from zhengtong.foundation.access import selectors as access
from zhengtong.foundation.organisations import selectors as organisations
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.registries.service_items import selectors as service_items
from zhengtong.registries.service_items.types import Definition

GOVERNMENT = "人民政府"


def may_approve(approver: Actor, definition: Definition) -> bool:
    """Return whether somebody may approve, in the body acted in, that an item takes longer.

    Source: 行政许可法 第四十二条 (本行政机关负责人；联合办理的，本级人民政府负责人).
    """
    if approver.account_id is None or not _is_competent(approver.body, definition):
        return False
    own = definition.implementation
    division = own.division if approver.body == own.body else Uscc(approver.body).division_code
    return access.may(approver.account_id, PostCode.DECIDER, approver.body, division)


def find_extension(case: CaseView, account_id: AccountId) -> ExtensionOffer | None:
    """Return how far an officer may extend the limit of a case now; nothing where they may not."""
    if case.status != CaseStatus.ACCEPTED or case.extension is not None:
        return None
    definition = case.item.definition
    body = _body_as_head(definition, account_id)
    rule = rules.extension_rule(definition)
    return ExtensionOffer(body=body, rule=rule) if body else None


def is_head_of(case: Case, account_id: AccountId) -> bool:
    """Return whether an officer is one whose approval the limit of a case may need."""
    definition = service_items.get_version(case.item_version_id).definition
    return bool(_body_as_head(definition, account_id))


def _body_as_head(definition: Definition, account_id: AccountId) -> str:
    """Return the body in which an officer may approve; empty where there is none."""
    grants = access.list_grants(account_id)
    bodies = {one.body for one in grants if one.post == PostCode.DECIDER}
    return next((body for body in sorted(bodies) if _is_competent(body, definition)), "")


def _is_competent(body: str, definition: Definition) -> bool:
    deciding = rules.deciding_body(definition)
    if rules.extension_rule(definition).approver == Approver.HEAD:
        return body == deciding
    government = organisations.find_body(body)
    return (
        government is not None
        and government.department == GOVERNMENT
        and government.division_code == Uscc(deciding).division_code
    )
