"""Facts of the casework room; every date and time is ISO text, every id a plain value."""

from dataclasses import dataclass

from zhengtong.core.events import Event


@dataclass(frozen=True, slots=True)
class CaseSubmitted(Event):
    """An application became a case."""

    case_no: str
    item_code: str
    account_id: int
    at: str


@dataclass(frozen=True, slots=True)
class CorrectionRequested(Event):
    """The office told, once and completely, what to put right."""

    case_no: str
    account_id: int
    at: str


@dataclass(frozen=True, slots=True)
class CorrectionAnswered(Event):
    """The applicant put right what was asked."""

    case_no: str
    at: str


@dataclass(frozen=True, slots=True)
class CaseAccepted(Event):
    """The office accepted the case and owes a decision by ``due_on``.

    ``is_deemed`` says that it did so by silence, as of the day of receipt.
    """

    case_no: str
    account_id: int
    due_on: str
    at: str
    is_deemed: bool = False


@dataclass(frozen=True, slots=True)
class CaseAcceptanceRefused(Event):
    """The office will not handle the case."""

    case_no: str
    account_id: int
    at: str


@dataclass(frozen=True, slots=True)
class ClockSuspended(Event):
    """A special procedure began whose time is not counted."""

    case_no: str
    account_id: int
    special: str
    expected_until: str
    at: str


@dataclass(frozen=True, slots=True)
class ClockResumed(Event):
    """The special procedure ended; the case is due by ``due_on`` now."""

    case_no: str
    account_id: int
    due_on: str
    at: str


@dataclass(frozen=True, slots=True)
class LimitExtended(Event):
    """The limit was extended with approval; the case is due by ``due_on`` now."""

    case_no: str
    account_id: int
    days: int
    due_on: str
    at: str


@dataclass(frozen=True, slots=True)
class DueDateRecounted(Event):
    """The holidays of a year were announced anew, and the case is due by ``due_on`` now."""

    case_no: str
    account_id: int
    year: int
    due_on: str
    at: str


@dataclass(frozen=True, slots=True)
class AutomaticTaskOpened(Event):
    """A step waits that the platform performs itself."""

    case_no: str
    task_id: int
    at: str


@dataclass(frozen=True, slots=True)
class CaseDecided(Event):
    """The office decided; ``decision`` is ``granted`` or ``refused``."""

    case_no: str
    account_id: int
    decision: str
    at: str


@dataclass(frozen=True, slots=True)
class CaseClosed(Event):
    """Everything about the case is done; ``licence`` is empty where none was issued."""

    case_no: str
    account_id: int
    decision: str
    licence: str
    at: str


@dataclass(frozen=True, slots=True)
class CaseWithdrawn(Event):
    """The applicant took the application back."""

    case_no: str
    account_id: int
    at: str
