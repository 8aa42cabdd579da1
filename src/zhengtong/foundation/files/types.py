"""What a kept file is."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from zhengtong.core.actors import AccountId

FileId = NewType("FileId", UUID)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A kept file, without its bytes.

    Units: ``digest`` is the SM3 and ``sha256`` the SHA-256 of the content, in hexadecimal digits.
    """

    file_id: FileId
    name: str
    media_type: str
    extension: str
    size_bytes: int
    digest: str
    sha256: str
    stored_at: datetime
    owner_account_id: AccountId | None
