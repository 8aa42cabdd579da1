"""What others say of a sealed file: poppler, where it is installed, else pyHanko as a reader."""

import io
import shutil
import subprocess
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature

VALID, INVALID = "valid", "invalid"


def seal_verdict(path: Path) -> str:
    """Return whether the file is as it was when its seal was set."""
    tool = shutil.which("pdfsig")
    return poppler_verdict(tool, path) if tool else pyhanko_verdict(path)


def poppler_verdict(tool: str, path: Path) -> str:
    """Ask ``pdfsig``, which shares no code with whoever made the seal."""
    said = subprocess.run([tool, str(path)], capture_output=True, text=True, check=False).stdout
    assert "Signature #1" in said, said
    return VALID if "Signature Validation: Signature is Valid." in said else INVALID


def pyhanko_verdict(path: Path) -> str:
    """Ask pyHanko about the digest and the signature, not about the certificate."""
    reader = PdfFileReader(io.BytesIO(path.read_bytes()))
    found = validate_pdf_signature(reader.embedded_signatures[0])
    return VALID if found.intact and found.valid else INVALID


def with_one_byte_changed(path: Path) -> Path:
    """Write a copy in which one bit of the sealed content is another."""
    content = bytearray(path.read_bytes())
    content[content.index(b"stream") + 40] ^= 1
    altered = path.with_name(f"改过的{path.name}")
    altered.write_bytes(content)
    return altered
