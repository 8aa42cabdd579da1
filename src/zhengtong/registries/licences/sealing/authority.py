"""A certificate authority in a folder: it vouches for the bodies that issue licences.

For demonstrations and tests. A government's own authority takes its place behind ``Sealer``.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

ROOT_KEY = "root.pem"
ROOT_CERTIFICATE = "root.crt"
ROOT_NAME = "政通演示根证书（样证）"
SPECIMEN_MARK = "（样证）"
ROOT_DAYS = 3650
BODY_DAYS = 1095
RENEW_DAYS = 30
KEY_BITS = 2048


@dataclass(frozen=True, slots=True)
class Credential:
    """A key and the certificate that belongs to it."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority kept in ``folder``; keys are readable by their owner only."""

    folder: Path

    def root(self, at: datetime) -> Credential:
        """Return the root, made on the first call; two processes make one, not two."""
        path = self.folder / ROOT_KEY
        with self._locked():
            if not path.exists():
                made = _make_root(at)
                _write(self.folder / ROOT_CERTIFICATE, _pem(made.certificate), mode=0o644)
                _write(path, _key_pem(made.key) + _pem(made.certificate), mode=0o600)
            return _read(path)

    def credential(self, uscc: str, name: str, at: datetime) -> Credential:
        """Return the body's key and certificate; made, and renewed, when they are needed.

        Units: ``at`` is timezone-aware; the certificate holds from the day before.
        """
        root = self.root(at)
        path = self.folder / f"{uscc}.pem"
        with self._locked():
            found = _read(path) if path.exists() else None
            if found is None or not _serves(found.certificate, root, name, at):
                key = found.key if found else _new_key()
                found = Credential(key, _certify(key.public_key(), root, uscc, name, at))
                _write(path, _key_pem(key) + _pem(found.certificate), mode=0o600)
            return found

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _new_key() -> rsa.RSAPrivateKey:
    """Return an RSA key: a signature on a curve would raise the file to PDF 2.0, past A-2."""
    return rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)


def _make_root(at: datetime) -> Credential:
    key = _new_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ROOT_NAME)])
    builder = _builder(name, name, key.public_key(), at, ROOT_DAYS)
    usage = _usage(is_authority=True)
    certificate = (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, SHA256())
    )
    return Credential(key, certificate)


def _certify(
    key: rsa.RSAPublicKey, root: Credential, uscc: str, name: str, at: datetime
) -> x509.Certificate:
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    builder = _builder(_subject(uscc, name), root.certificate.subject, key, at, BODY_DAYS)
    return (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_authority=False), critical=True)
        .add_extension(identifier, critical=False)
        .sign(root.key, SHA256())
    )


def _subject(uscc: str, name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, uscc),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, uscc),
            x509.NameAttribute(
                NameOID.COMMON_NAME, name[: 64 - len(SPECIMEN_MARK)] + SPECIMEN_MARK
            ),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, at: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _serves(certificate: x509.Certificate, root: Credential, name: str, at: datetime) -> bool:
    """Return whether the certificate still names the body, holds for a while and is the root's."""
    organisation = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
    lasts = certificate.not_valid_after_utc - timedelta(days=RENEW_DAYS) > at
    begun = certificate.not_valid_before_utc <= at
    authority = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    own = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    return organisation == name[:64] and lasts and begun and authority == own


def _read(path: Path) -> Credential:
    content = path.read_bytes()
    key = load_pem_private_key(content, password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(path)
    return Credential(key, x509.load_pem_x509_certificate(content))


def _write(path: Path, content: bytes, *, mode: int) -> None:
    """Write a file whole or not at all, never readable by others for a moment."""
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    draft.replace(path)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)


def _key_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
