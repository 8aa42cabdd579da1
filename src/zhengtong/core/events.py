"""The base of every fact that travels up through the outbox."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in the past tense; subclasses are frozen dataclasses of JSON-able values.

    The outbox names it by room and class (``cases.CaseAccepted``) and stores ``asdict(event)``.
    Values are ``str``, ``int``, ``bool``, ``None`` and ISO dates as ``str``, so it reads back
    exactly.
    """

    @classmethod
    def name(cls) -> str:
        """Return ``room.ClassName``, the stable name under which the fact is stored."""
        return f"{cls.__module__.split('.')[-2]}.{cls.__name__}"
