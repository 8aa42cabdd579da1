"""Builders of files for any room's tests."""

import io
import zipfile
from datetime import UTC, datetime

from zhengtong.core.actors import SYSTEM, Actor
from zhengtong.foundation.files.services import store_file
from zhengtong.foundation.files.types import StoredFile

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
JPG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def zip_of(*members: str) -> bytes:
    """Return an archive holding the named members, each with a line of text."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for member in members:
            archive.writestr(member, "<x/>")
    return target.getvalue()


CONTENTS = {
    "pdf": PDF,
    "png": PNG,
    "jpg": JPG,
    "ofd": zip_of("OFD.xml", "Doc_0/Document.xml"),
    "docx": zip_of("[Content_Types].xml", "word/document.xml"),
    "xlsx": zip_of("[Content_Types].xml", "xl/workbook.xml"),
}


def make_file(name: str = "材料.pdf", *, actor: Actor = SYSTEM, at: datetime = NOON) -> StoredFile:
    """Keep a small honest file of the kind its name says."""
    content = CONTENTS[name.rpartition(".")[2]]
    return store_file(
        content=io.BytesIO(content),
        name=name,
        accept=frozenset(CONTENTS),
        max_bytes=1024 * 1024,
        actor=actor,
        at=at,
    )
