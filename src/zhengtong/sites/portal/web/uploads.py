"""An uploaded file as a stream of bytes."""

from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile


def stream_of(file: "UploadedFile[bytes]") -> BinaryIO:
    """Return the upload as what commands read; Django's class reads just like one."""
    return cast("BinaryIO", file)
