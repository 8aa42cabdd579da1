"""Every setting that a deployment may change, read from the environment and typed, in one place."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRUE = {"1", "true", "yes", "on"}
DEMO_SECRET = "only-for-demonstrations-and-tests"  # noqa: S105 - said to be no secret
SHORTEST_SECRET = 50


@dataclass(frozen=True, slots=True)
class Environment:
    """What the deployment decides; everything else is the same everywhere."""

    database_url: str
    secret_key: str
    is_debug: bool
    is_demo: bool
    allowed_hosts: tuple[str, ...]
    public_url: str
    proxies: int
    state_dir: Path
    email_url: str
    pool_max_size: int

    @classmethod
    def read(cls) -> "Environment":
        """Read the process environment; a missing value means a developer's or demo machine.

        Units: ``proxies`` is how many proxies of one's own a request passes before it comes here.
        Raises: ``ValueError`` when a platform that is no demonstration has no secret of its own.
        """
        get = os.environ.get
        is_demo = get("ZHENGTONG_DEMO", "1").lower() in TRUE
        return cls(
            database_url=get("DATABASE_URL", ""),
            secret_key=_secret(get("ZHENGTONG_SECRET_KEY", ""), is_demo=is_demo),
            is_debug=get("ZHENGTONG_DEBUG", "").lower() in TRUE,
            is_demo=is_demo,
            allowed_hosts=tuple(get("ZHENGTONG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")),
            public_url=get("ZHENGTONG_URL", "http://127.0.0.1:8000"),
            proxies=int(get("ZHENGTONG_PROXIES", "0")),
            state_dir=Path(get("ZHENGTONG_STATE", str(ROOT / "var"))),
            email_url=get("ZHENGTONG_EMAIL_URL", ""),
            pool_max_size=int(get("ZHENGTONG_POOL_MAX", "8")),
        )


def _secret(given: str, *, is_demo: bool) -> str:
    """Return the key that signs sessions' cookies and the links in letters."""
    if not is_demo and len(given) < SHORTEST_SECRET:
        raise ValueError(
            f"ZHENGTONG_SECRET_KEY: at least {SHORTEST_SECRET} random characters, please,"
            " when ZHENGTONG_DEMO=0"
        )
    return given or DEMO_SECRET
