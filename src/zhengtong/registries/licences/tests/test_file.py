"""The file is a tagged PDF/A that says what it must, and whose seal breaks with any byte."""

import io
import re
import shutil
import subprocess

import pypdf
import pytest
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.identity.testing import make_person
from zhengtong.registries.licences.sealing.configured import authority
from zhengtong.registries.licences.sealing.reader import read_seal
from zhengtong.registries.licences.selectors import get_licence, open_pdf, verify_file
from zhengtong.registries.licences.services import issue_licence
from zhengtong.registries.licences.testing import FACTS, ISSUED_AT, make_licence, make_order
from zhengtong.registries.licences.types import FileVerdict, Seal

XMP = re.compile(r'(pdfu?aid:\w+)="(\w+)"')

pytestmark = pytest.mark.django_db

needs_poppler = pytest.mark.skipif(
    shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed"
)


@pytest.fixture
def issued():
    person = make_person()
    identifier = make_licence(account_id=person.account_id)
    with open_pdf(identifier, for_account=person.account_id).content as file:
        return identifier, file.read()


def altered(pdf, position):
    changed = bytearray(pdf)
    changed[position] ^= 1
    return bytes(changed)


def pdfsig(pdf, folder):
    (folder / "licence.pdf").write_bytes(pdf)
    command = [shutil.which("pdfsig"), str(folder / "licence.pdf")]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603


def test_the_page_shows_what_the_licence_says(issued):
    identifier, pdf = issued
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    said = "".join(text.split())
    assert "广东示例律师事务所" in said
    assert get_licence(identifier).number in said
    assert identifier in said
    assert "陈晓明、李四、王五" in said
    assert "人民币40万元" in said
    assert "样证，不具有法律效力" in said


def test_the_file_is_tagged_archival_and_accessible(issued):
    _, pdf = issued
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    catalogue = reader.trailer["/Root"]
    metadata = catalogue["/Metadata"].get_data().decode()
    assert catalogue["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "zh-CN"
    assert pdf.startswith(b"%PDF-1.7")
    assert "/Version" not in catalogue
    assert XMP.findall(metadata) == [
        ("pdfaid:part", "2"),
        ("pdfaid:conformance", "A"),
        ("pdfuaid:part", "1"),
    ]
    assert len(reader.pages) == 1


def test_the_seal_is_the_issuing_bodys_and_says_specimen(issued):
    _, pdf = issued
    root = authority().root(ISSUED_AT).certificate
    assert read_seal(pdf, root) == Seal(
        is_intact=True, is_trusted=True, signer="广东省司法厅（样证）"
    )


def test_an_independent_validation_trusts_the_seal(issued):
    _, pdf = issued
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    root = load_cert_from_pemder(authority().folder / "root.crt")
    context = ValidationContext(trust_roots=[root], allow_fetching=False)

    status = validate_pdf_signature(signature, context)

    assert status.bottom_line
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert status.docmdp_ok


@pytest.mark.parametrize("tenths", range(9))
def test_any_changed_byte_breaks_the_seal(issued, tenths):
    identifier, pdf = issued
    changed = altered(pdf, len(pdf) * tenths // 10)

    seal = read_seal(changed, authority().root(ISSUED_AT).certificate)
    found = verify_file(changed)

    assert seal is None or not seal.is_intact
    assert found.verdict == FileVerdict.ALTERED
    assert found.licence.identifier == identifier


def test_a_page_added_behind_the_seal_is_noticed(issued):
    _, pdf = issued
    longer = pdf + b"\n%appended\n"
    assert not read_seal(longer, authority().root(ISSUED_AT).certificate).is_intact
    assert verify_file(longer).verdict == FileVerdict.ALTERED


def test_the_file_itself_is_recognised(issued):
    identifier, pdf = issued
    found = verify_file(pdf)
    assert (found.verdict, found.seal.is_intact) == (FileVerdict.EXACT, True)
    assert found.licence.identifier == identifier


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nonsense", b"\x00" * 100, "证照".encode()])
def test_a_foreign_file_is_unknown(content):
    found = verify_file(content)
    assert (found.verdict, found.seal, found.licence) == (FileVerdict.UNKNOWN, None, None)


@needs_poppler
def test_pdfsig_calls_the_seal_valid_and_a_changed_byte_invalid(issued, tmp_path):
    _, pdf = issued
    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    assert "Total document signed" in pdfsig(pdf, tmp_path)
    assert "Digest Mismatch" in pdfsig(altered(pdf, len(pdf) // 2), tmp_path)


def test_what_a_person_typed_is_never_markup(issued):
    hostile = '#eval("1+1") $x$ *bold* @ref <label> [a] \\u{41} "quote" 广东示例律师事务所'
    person = make_person()
    order = make_order(account_id=person.account_id, facts={**FACTS, "firm_name": hostile})

    identifier = issue_licence(order=order, actor=SYSTEM, at=ISSUED_AT)

    with open_pdf(identifier, for_account=person.account_id).content as file:
        text = pypdf.PdfReader(file).pages[0].extract_text()
    assert "".join(hostile.split()) in "".join(text.split())


def test_without_demonstration_no_page_says_specimen(settings):
    settings.IS_DEMO = False
    person = make_person()
    identifier = make_licence(account_id=person.account_id)
    with open_pdf(identifier, for_account=person.account_id).content as file:
        text = pypdf.PdfReader(file).pages[0].extract_text()
    assert "SPECIMEN" not in text
    assert "样章" not in text
