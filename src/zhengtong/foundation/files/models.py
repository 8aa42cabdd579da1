"""Where the bytes of a file are, and what they were when they came."""

import uuid

from django.db import models

from zhengtong.core.actors import AccountId
from zhengtong.foundation.files.types import FileId, StoredFile


class KeptFile(models.Model):
    """One file; its bytes stand under ``storage_key`` in Django's default storage."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField("文件名", max_length=100)
    media_type = models.CharField("类型", max_length=100)
    extension = models.CharField("扩展名", max_length=5)
    size_bytes = models.BigIntegerField("大小")
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    storage_key = models.CharField("存放位置", max_length=100, unique=True)
    stored_at = models.DateTimeField("存入时间")
    owner_account_id = models.BigIntegerField("存入人", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size_bytes__gt=0), name="kept_file_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def as_stored(self) -> StoredFile:
        """Return what leaves this room: everything but where the bytes are."""
        owner = self.owner_account_id
        return StoredFile(
            file_id=FileId(self.id),
            name=self.name,
            media_type=self.media_type,
            extension=self.extension,
            size_bytes=self.size_bytes,
            digest=self.sm3,
            sha256=self.sha256,
            stored_at=self.stored_at,
            owner_account_id=None if owner is None else AccountId(owner),
        )
