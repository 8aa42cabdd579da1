"""Seals a PDF: a PAdES B-B signature that also forbids any later change."""

import io
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

from zhengtong.registries.licences.sealing.authority import Authority

FIELD = "Seal"
SIGNATURE_BYTES = 8192
DIGEST = "sha256"


class Sealer(Protocol):
    """Whatever can seal in the name of a body: keys in a folder, a device, a seal service (SM2)."""

    def seal(self, pdf: bytes, *, uscc: str, name: str, at: datetime) -> bytes:
        """Return ``pdf`` sealed by the body; the bytes given stay its beginning."""


@dataclass(frozen=True, slots=True)
class FolderSealer:
    """Seals with keys that an ``Authority`` keeps in a folder.

    The seal field is invisible: the drawn seal is part of the page, so that the page stays PDF/A.
    """

    authority: Authority

    def seal(self, pdf: bytes, *, uscc: str, name: str, at: datetime) -> bytes:
        """Return ``pdf`` with the body's signature as an increment.

        Guarantee: any changed byte, before or after, makes the seal invalid.
        """
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        signer = _signer(self.authority, uscc, name, midnight)
        metadata = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            reason="证照签发",
            name=name,
        )
        sealed = signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)),
            metadata,
            signer,
            bytes_reserved=SIGNATURE_BYTES,
        )
        return bytes(sealed.getvalue())


class OpenKeySigner(signers.SimpleSigner):
    """Signs with a key that is already open: opening one costs twenty times the signature."""

    open_key: rsa.RSAPrivateKey

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Return the RSA signature of ``data`` with SHA-256, the only digest asked for."""
        if digest_algorithm != DIGEST:
            raise ValueError(digest_algorithm)
        return self.open_key.sign(data, PKCS1v15(), SHA256())


@lru_cache(maxsize=256)
def _signer(authority: Authority, uscc: str, name: str, day: datetime) -> OpenKeySigner:
    """Return the body's signer; asked anew each day, so that a renewed certificate is noticed."""
    credential = authority.credential(uscc, name, day)
    root = authority.root(day).certificate
    archive = serialize_key_and_certificates(
        None, credential.key, credential.certificate, [root], NoEncryption()
    )
    loaded = signers.SimpleSigner.load_pkcs12_data(archive, other_certs=[])
    signer = OpenKeySigner(
        signing_cert=loaded.signing_cert,
        signing_key=loaded.signing_key,
        cert_registry=loaded.cert_registry,
    )
    signer.open_key = credential.key
    return signer
