"""The store: Django's, except that a session is read together with its account."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone

from zhengtong.foundation.identity.models import Account, SessionRecord


class SessionStore(db.SessionStore):
    """A session in the database; ``account`` is whom it belonged to when it was read."""

    account: Account | None = None

    @classmethod
    def get_model_class(cls) -> type[SessionRecord]:
        """Return the table of the sessions."""
        return SessionRecord

    def load(self) -> dict[str, Any]:
        """Read the session and its account by one statement; nothing of one that has expired."""
        record = None
        if self.session_key is not None:
            record = SessionRecord.find(self.session_key, timezone.now())
        if record is None:
            self._session_key = None
            return {}
        self.account = record.account
        return self.decode(record.session_data)

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row to be saved; signing in writes the account into the session's data."""
        record = super().create_model_instance(data)
        if isinstance(record, SessionRecord):
            record.account_id = data.get(SESSION_KEY)
        return record
