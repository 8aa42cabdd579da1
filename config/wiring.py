"""Every reaction of the platform to a fact, on one page: event -> handlers.

A handler is ``handle(event) -> None``, idempotent, run in its own transaction after commit.
An event that nobody reacts to is listed with an empty tuple, so that silence is a decision.
"""

from collections.abc import Callable
from typing import Any

from zhengtong.casework.cases import handlers as cases
from zhengtong.casework.cases.events import (
    AutomaticTaskOpened,
    CaseAcceptanceRefused,
    CaseAccepted,
    CaseClosed,
    CaseDecided,
    CaseSubmitted,
    CaseWithdrawn,
    ClockResumed,
    ClockSuspended,
    CorrectionAnswered,
    CorrectionRequested,
    DueDateRecounted,
    LimitExtended,
)
from zhengtong.core.events import Event
from zhengtong.foundation.calendars.events import CalendarLoaded
from zhengtong.registries.licences.events import LicenceIssued, LicenceRevoked
from zhengtong.registries.licences.handlers import tell_revoked as tell_licence_revoked
from zhengtong.registries.service_items.events import ItemPublished

REACTIONS: dict[type[Event], tuple[Callable[[Any], None], ...]] = {
    AutomaticTaskOpened: (cases.perform_step,),
    CalendarLoaded: (cases.count_anew,),
    CaseAcceptanceRefused: (cases.tell_acceptance_refused,),
    CaseAccepted: (cases.tell_accepted,),
    CaseClosed: (cases.tell_closed,),
    CaseDecided: (),
    CaseSubmitted: (cases.tell_submitted,),
    CaseWithdrawn: (),
    ClockResumed: (cases.tell_resumed,),
    ClockSuspended: (cases.tell_suspended,),
    CorrectionAnswered: (),
    CorrectionRequested: (cases.tell_correction,),
    DueDateRecounted: (cases.tell_recounted,),
    ItemPublished: (),
    LicenceIssued: (),
    LicenceRevoked: (tell_licence_revoked, cases.free_name),
    LimitExtended: (cases.tell_extended,),
}
