"""Sessions that know their account: Django's own, kept in a table with the account beside each.

``settings.SESSION_ENGINE`` names this package, ``settings.MIDDLEWARE`` the middleware in it.
"""

from zhengtong.foundation.identity.sessions.store import SessionStore

__all__ = ["SessionStore"]
