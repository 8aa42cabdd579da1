"""An uploaded file as a stream of bytes."""

from typing import BinaryIO, cast

from django.core.files import File


def stream_of(file: File) -> BinaryIO:  # type: ignore[type-arg]  # generic only in the stubs
    """Return the upload as what commands read; Django's class reads just like one."""
    return cast("BinaryIO", file)
