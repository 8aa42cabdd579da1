"""Where the database is: the server that ``DATABASE_URL`` names, else an embedded PostgreSQL."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.environment import Environment


def database_settings(environment: Environment) -> dict[str, Any]:
    """Return Django's settings of the one database.

    A connection is asked for a sign of life before it is used, which costs one empty round trip a
    request: after a restart of the server nobody is handed one that died with it.
    """
    pool = {"min_size": 1, "max_size": environment.pool_max_size, "timeout": 4}
    if not environment.database_url:
        return {
            "ENGINE": "config.embedded",
            "NAME": "zhengtong",
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"pool": pool},
            "EMBEDDED_DATA": environment.state_dir / "postgres",
            "EMBEDDED_NAME": "zhengtong",
        }
    url = urlsplit(environment.database_url)
    query = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", url.hostname or ""),
        "PORT": str(url.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": pool, **query},
    }
