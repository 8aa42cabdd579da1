"""Reads of kept files; none of them asks who reads: the calling room has."""

from collections.abc import Iterable
from typing import BinaryIO, cast

from django.core.files.storage import default_storage

from zhengtong.foundation.files.errors import FileNotKeptError
from zhengtong.foundation.files.models import KeptFile
from zhengtong.foundation.files.types import FileId, StoredFile


def get_file(file_id: FileId) -> StoredFile:
    """Return what a file is.

    Raises: ``FileNotKeptError``.
    """
    return _get(file_id).as_stored()


def get_files(file_ids: Iterable[FileId]) -> dict[FileId, StoredFile]:
    """Return what several files are, in one query; unknown ids are left out."""
    files = KeptFile.objects.filter(id__in=list(file_ids))
    return {FileId(file.id): file.as_stored() for file in files}


def open_file(file_id: FileId) -> BinaryIO:
    """Return the content, open for reading; the caller closes it.

    Raises: ``FileNotKeptError``.
    """
    return cast("BinaryIO", default_storage.open(_get(file_id).storage_key))


def _get(file_id: FileId) -> KeptFile:
    try:
        return KeptFile.objects.get(id=file_id)
    except KeptFile.DoesNotExist:
        raise FileNotKeptError from None
