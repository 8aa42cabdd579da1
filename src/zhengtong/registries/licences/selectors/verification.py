"""Verification (核验): by identifier, and by the file itself. Anybody may ask."""

from datetime import datetime

from django.utils.timezone import now

from zhengtong.core.codes import CodeError, LicenceIdentifier
from zhengtong.core.digests import sm3_hex
from zhengtong.core.errors import Problem
from zhengtong.registries.licences.errors import LicenceIdentifierFaultyError
from zhengtong.registries.licences.models import LicenceRecord
from zhengtong.registries.licences.sealing.configured import authority
from zhengtong.registries.licences.sealing.reader import find_identifiers, read_seal
from zhengtong.registries.licences.selectors.views import as_verification
from zhengtong.registries.licences.types import FileVerdict, FileVerification, Verification


def verify(identifier: str, *, at: datetime | None = None) -> Verification:
    """Return the state of a licence now, or at a moment; the identifier may be typed freely.

    Raises: ``LicenceIdentifierFaultyError``, ``LicenceNotFoundError``.
    """
    try:
        parsed = LicenceIdentifier.parse(identifier)
    except CodeError as error:
        problem = Problem(where="identifier", text=error.text, values=error.values)
        raise LicenceIdentifierFaultyError(problems=(problem,)) from None
    return as_verification(LicenceRecord.objects.by_identifier(parsed), at)


def verify_file(content: bytes, *, at: datetime | None = None) -> FileVerification:
    """Return whether a file is, to the byte, one that was issued here; nothing of it is kept.

    Guarantee: ``EXACT`` means that the SM3 of the file is in the register; ``ALTERED`` that it
    names a licence of the register, or bears a seal of this authority, without being that file.
    """
    seal = read_seal(content, authority().root(at or now()).certificate)
    exact = LicenceRecord.objects.filter(digest=sm3_hex(content)).first()
    if exact is not None:
        return FileVerification(FileVerdict.EXACT, seal, as_verification(exact, at))
    named = LicenceRecord.objects.filter(identifier__in=find_identifiers(content)).first()
    if named is not None:
        return FileVerification(FileVerdict.ALTERED, seal, as_verification(named, at))
    is_ours = seal is not None and seal.is_trusted
    verdict = FileVerdict.ALTERED if is_ours else FileVerdict.UNKNOWN
    return FileVerification(verdict, seal, None)
