"""Opening the sealed file: only for its holder and for the issuing body's officer."""

from zhengtong.core.actors import AccountId
from zhengtong.foundation.files import selectors as files
from zhengtong.foundation.files.types import FileId
from zhengtong.registries.licences.models import LicenceRecord
from zhengtong.registries.licences.selectors.held import held_by, of_officer
from zhengtong.registries.licences.types import LicenceFile


def open_pdf(identifier: str, *, for_account: AccountId) -> LicenceFile:
    """Return the sealed PDF for its holder's account; the caller closes it.

    Raises: ``LicenceNotFoundError`` also when it is somebody else's.
    """
    mine = LicenceRecord.objects.filter(held_by(for_account))
    return _open(mine.by_identifier(identifier))


def open_pdf_for_officer(identifier: str, *, account_id: AccountId) -> LicenceFile:
    """Return the sealed PDF for a licence officer of its issuing body; the caller closes it.

    Raises: ``LicenceNotFoundError`` also when it is another body's.
    """
    return _open(of_officer(account_id).by_identifier(identifier))


def _open(record: LicenceRecord) -> LicenceFile:
    file = files.get_file(FileId(record.file_id))
    return LicenceFile(file.name, file.media_type, files.open_file(file.file_id))
