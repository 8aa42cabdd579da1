"""Sets a licence as a tagged PDF/A-2a and PDF/UA-1 file.

What a person typed reaches Typst as JSON in ``sys.inputs`` and nowhere else, so no text of theirs
is ever read as markup or code.
"""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import segno
import typst


def typeset(
    *, template: Path, fonts: tuple[Path, ...], page: Mapping[str, object], qr: str, at: datetime
) -> bytes:
    """Return the PDF of ``page``, with ``qr`` as its two-dimensional code.

    Units: ``at`` is timezone-aware; it becomes the file's date of creation.
    Guarantee: the same arguments give the same bytes.
    """
    pdf = _compiler(template, fonts).compile(
        format="pdf",
        sys_inputs={"licence": json.dumps(page, ensure_ascii=False), "qr": qr_svg(qr)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=at.replace(microsecond=0),
    )
    if not isinstance(pdf, bytes):
        raise TypeError(template)
    return pdf


def qr_svg(text: str) -> str:
    """Return the two-dimensional code of ``text``, readable when a quarter of it is lost."""
    picture = io.BytesIO()
    segno.make(text, error="q", micro=False).save(picture, kind="svg", border=2)
    return picture.getvalue().decode()


@lru_cache(maxsize=64)
def _compiler(template: Path, fonts: tuple[Path, ...]) -> typst.Compiler:
    """Return the compiler of a template; it keeps its fonts, which are slow to open."""
    return typst.Compiler(
        template, root=template.parent, font_paths=list(fonts), ignore_system_fonts=True
    )
