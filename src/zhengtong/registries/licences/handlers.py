"""Reactions of the licence register to its own facts."""

from django.utils.timezone import now

from zhengtong.core.actors import AccountId
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.notices import services as notices
from zhengtong.registries.licences.events import LicenceRevoked


def tell_revoked(event: LicenceRevoked) -> None:
    """Tell the holder that the licence was revoked, why, and how to object.

    Source: 行政处罚法 第七条 (陈述、申辩、申请复议、提起诉讼的权利), 第六十一条 (送达).
    """
    if event.account_id is None:
        return
    notices.send_notice(
        to=AccountId(event.account_id),
        title=LocalisedText(
            f"您的“{event.title}”已被吊销", f"Your “{event.title_en}” has been revoked"
        ),
        body=LocalisedText(
            f"理由：{event.reason}。依据：{event.legal_basis}。"
            "如果不服，可以依法申请行政复议或者提起行政诉讼。",
            f"Reason: {event.reason}. Basis: {event.legal_basis}. "
            "You may apply for reconsideration or bring an action in court.",
        ),
        link=f"/verify/{event.identifier}/",
        key=f"licences.revoked/{event.identifier}",
        at=now(),
    )
