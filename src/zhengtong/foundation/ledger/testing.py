"""What other rooms' tests ask of the ledger."""

from django.db import connection

from zhengtong.foundation.ledger.models import Entry


def ledger_lines() -> list[tuple[str, str, str]]:
    """Return ``(action, subject, actor's name)`` of every entry, oldest first."""
    return list(Entry.objects.order_by("id").values_list("action", "subject", "actor_name"))


def allow_emptying() -> None:
    """Let a test run empty the tables of its own database between tests; called by ``conftest``."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_is_not_truncated")
        cursor.execute("ALTER TABLE ledger_seal DISABLE TRIGGER ledger_seal_is_not_truncated")
