"""Commands on files: look first, keep afterwards."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from zhengtong.core.actors import Actor
from zhengtong.foundation.files.errors import (
    FileDisguisedError,
    FileEmptyError,
    FileTooLargeError,
    FileTypeNotAcceptedError,
)
from zhengtong.foundation.files.models import KeptFile
from zhengtong.foundation.files.rules import (
    KINDS,
    UNKNOWN,
    FileKind,
    clean_name,
    extension_of,
    find_kind,
    size_text,
    sniff,
)
from zhengtong.foundation.files.types import StoredFile

CHUNK_BYTES = 64 * 1024
MEMORY_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copy:
    """A bounded, seekable copy of what was sent, with its measures."""

    content: BinaryIO
    size_bytes: int
    sm3: str
    sha256: str


@transaction.atomic
def store_file(
    *,
    content: BinaryIO,
    name: str,
    accept: frozenset[str],
    max_bytes: int,
    actor: Actor,
    at: datetime,
) -> StoredFile:
    """Keep a file that somebody sent, if it is of an accepted kind and says so itself.

    ``accept`` holds extensions: pdf, ofd, docx, xlsx, jpg, png. At most ``max_bytes + 1`` bytes of
    ``content`` are read, whatever length was announced; nothing is stored before it is judged.

    Raises: ``FileEmptyError``, ``FileTooLargeError``, ``FileTypeNotAcceptedError``,
        ``FileDisguisedError``.
    """
    name = clean_name(name)
    with SpooledTemporaryFile(max_size=MEMORY_BYTES) as spool:
        copy = _copy(content, cast("BinaryIO", spool), max_bytes)
        if copy.size_bytes == 0:
            raise FileEmptyError(name=name)
        if copy.size_bytes > max_bytes:
            raise FileTooLargeError(name=name, limit=size_text(max_bytes))
        kind = sniff(copy.content)
        _judge(name, kind, accept)
        if not extension_of(name):
            name = clean_name(f"{name}.{kind.extension}")
        return _keep(copy, name, kind, actor, at)


@transaction.atomic
def store_generated(
    *, content: bytes, name: str, media_type: str, actor: Actor, at: datetime
) -> StoredFile:
    """Keep a file that the platform itself made; nothing about it is doubted.

    Raises: ``FileEmptyError``.
    """
    name = clean_name(name)
    if not content:
        raise FileEmptyError(name=name)
    with BytesIO() as spool:
        copy = _copy(BytesIO(content), spool, len(content))
        kind = FileKind(extension_of(name), media_type, name)
        return _keep(copy, name, kind, actor, at)


def _copy(content: BinaryIO, spool: BinaryIO, max_bytes: int) -> Copy:
    """Copy no more than one byte over the limit, measuring on the way."""
    sm3, sha256, size = Hash(SM3()), hashlib.sha256(), 0
    while size <= max_bytes and (chunk := content.read(min(CHUNK_BYTES, max_bytes + 1 - size))):
        spool.write(chunk)
        sm3.update(chunk)
        sha256.update(chunk)
        size += len(chunk)
    return Copy(spool, size, sm3.finalize().hex(), sha256.hexdigest())


def _judge(name: str, kind: FileKind, accept: frozenset[str]) -> None:
    """Refuse what is not what it says, then what is not asked for."""
    # Kinds are told in the language of whoever sent the file; the sentence around them follows.
    accepted = _("、").join(_(KINDS[extension].label) for extension in KINDS if extension in accept)
    extension = extension_of(name)
    claimed = find_kind(extension)
    if extension and claimed.extension != kind.extension:
        label = f" .{extension} " if claimed is UNKNOWN else _(claimed.label)
        raise FileDisguisedError(name=name, claimed=label, kind=_(kind.label), accepted=accepted)
    if kind.extension not in accept:
        raise FileTypeNotAcceptedError(name=name, kind=_(kind.label), accepted=accepted)


def _keep(copy: Copy, name: str, kind: FileKind, actor: Actor, at: datetime) -> StoredFile:
    """Store the bytes under a key that tells nothing, then the row that knows it."""
    key = uuid.uuid4().hex
    copy.content.seek(0)
    stored_under = default_storage.save(f"{key[:2]}/{key[2:4]}/{key}", File(copy.content))
    file = KeptFile.objects.create(
        name=name,
        media_type=kind.media_type,
        extension=kind.extension,
        size_bytes=copy.size_bytes,
        sm3=copy.sm3,
        sha256=copy.sha256,
        storage_key=stored_under,
        stored_at=at,
        owner_account_id=actor.account_id,
    )
    return file.as_stored()
