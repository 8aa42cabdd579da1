"""Reads the seal of a PDF that somebody uploaded; nothing in the file is believed."""

import io
import re
from itertools import islice

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from zhengtong.core.codes import CodeError, LicenceIdentifier
from zhengtong.registries.licences.types import Seal

# A hostile file makes the parser stumble in its own ways; all of them mean: no seal to be read.
UNREADABLE = (PdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError)
MOST_IDENTIFIERS = 20
IDENTIFIER = re.compile(rb"1\.2\.156\.3005\.2(?:\.[0-9A-Z]{1,40}){5}")


def read_seal(pdf: bytes, root: x509.Certificate) -> Seal | None:
    """Return the seal of the file, or ``None`` when there is none that can be read.

    The certificate's dates are not judged: whether a licence holds now is the register's to say.
    """
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        return _read(signatures[0], root) if signatures else None
    except UNREADABLE:
        return None


def find_identifiers(pdf: bytes) -> tuple[LicenceIdentifier, ...]:
    """Return the first identifiers in the file: PDF/A leaves its metadata uncompressed."""
    matches = islice(IDENTIFIER.finditer(pdf), MOST_IDENTIFIERS)
    found = dict.fromkeys(match[0].decode() for match in matches)
    return tuple(identifier for text in found for identifier in _parsed(text))


def _parsed(text: str) -> tuple[LicenceIdentifier, ...]:
    try:
        return (LicenceIdentifier.parse(text),)
    except CodeError:
        return ()


def _read(signature: EmbeddedPdfSignature, root: x509.Certificate) -> Seal:
    certificate = signature.signer_cert
    intact, valid = validate_sig_integrity(
        signature.signer_info,
        certificate,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )
    whole = signature.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    return Seal(
        is_intact=intact and valid and whole,
        is_trusted=_is_issued_by(root, certificate.dump()),
        signer=str(certificate.subject.native.get("common_name", "")),
    )


def _is_issued_by(root: x509.Certificate, certificate: bytes) -> bool:
    try:
        x509.load_der_x509_certificate(certificate).verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
