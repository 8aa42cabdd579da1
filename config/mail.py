"""How letters leave: the server that ``ZHENGTONG_EMAIL_URL`` names, else a folder of the state."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from config.environment import Environment

BACKENDS = "django.core.mail.backends."
DEFAULT_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """Django's e-mail settings."""

    backend: str = f"{BACKENDS}filebased.EmailBackend"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    is_tls_from_the_start: bool = False
    is_tls_by_command: bool = False


def mail_settings(environment: Environment) -> Mail:
    """Read ``smtp://``, ``smtp+starttls://`` or ``smtps://user:password@host:port``.

    Raises: ``ValueError`` for any other address.
    """
    if not environment.email_url:
        return Mail()
    url = urlsplit(environment.email_url)
    if url.scheme not in DEFAULT_PORTS or not url.hostname:
        known = ", ".join(DEFAULT_PORTS)
        raise ValueError(f"ZHENGTONG_EMAIL_URL: one of {known} and a host, please")
    return Mail(
        backend=f"{BACKENDS}smtp.EmailBackend",
        host=url.hostname,
        port=url.port or DEFAULT_PORTS[url.scheme],
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        is_tls_from_the_start=url.scheme == "smtps",
        is_tls_by_command=url.scheme == "smtp+starttls",
    )
