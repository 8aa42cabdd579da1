"""What only the owner of the database can do to the ledger."""

from datetime import UTC, datetime

from django.db import connection

NINE = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def forge(*statements):
    """Do what only the owner of the database can: switch the guards off and write."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for sql, parameters in statements:
            cursor.execute(sql, parameters)
        cursor.execute("SET LOCAL session_replication_role = origin")
