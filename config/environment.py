"""Every setting that a deployment may change, read from the environment and typed, in one place."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TRUE = {"1", "true", "yes", "on"}


@dataclass(frozen=True, slots=True)
class Environment:
    """What the deployment decides; everything else is the same everywhere."""

    database_url: str
    secret_key: str
    is_debug: bool
    is_demo: bool
    allowed_hosts: tuple[str, ...]
    public_url: str
    state_dir: Path
    email_url: str
    pool_max_size: int

    @classmethod
    def read(cls) -> "Environment":
        """Read the process environment; a missing value means a developer's or demo machine."""
        get = os.environ.get
        return cls(
            database_url=get("DATABASE_URL", ""),
            secret_key=get("ZHENGTONG_SECRET_KEY", "only-for-demonstrations-and-tests"),
            is_debug=get("ZHENGTONG_DEBUG", "").lower() in TRUE,
            is_demo=get("ZHENGTONG_DEMO", "1").lower() in TRUE,
            allowed_hosts=tuple(get("ZHENGTONG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")),
            public_url=get("ZHENGTONG_URL", "http://127.0.0.1:8000"),
            state_dir=Path(get("ZHENGTONG_STATE", str(ROOT / "var"))),
            email_url=get("ZHENGTONG_EMAIL_URL", ""),
            pool_max_size=int(get("ZHENGTONG_POOL_MAX", "8")),
        )
