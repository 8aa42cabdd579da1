"""Who lives and works in the demo city; none of them exists, and every password is the same."""

from dataclasses import dataclass

PASSWORD = "zhengtong-demo-2026"  # noqa: S105 - printed at every start; for demonstrations only


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that the launcher prints."""

    role: str
    body_name: str
    email: str
    path: str


ACCOUNTS: tuple[DemoAccount, ...] = ()
