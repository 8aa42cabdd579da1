"""A file is kept as it came, or refused with the reason and without a trace."""

import hashlib
import io
from pathlib import Path

import pytest
from django.utils.translation import override

from zhengtong.core.actors import AccountId, Actor, ActorKind
from zhengtong.core.digests import sm3_hex
from zhengtong.foundation.files.errors import (
    FileDisguisedError,
    FileEmptyError,
    FileNotKeptError,
    FileTooLargeError,
    FileTypeNotAcceptedError,
)
from zhengtong.foundation.files.models import KeptFile
from zhengtong.foundation.files.selectors import get_file, get_files, open_file
from zhengtong.foundation.files.services import store_file, store_generated
from zhengtong.foundation.files.testing import CONTENTS, JPG, NOON, PDF, PNG, make_file, zip_of
from zhengtong.foundation.files.types import FileId

pytestmark = pytest.mark.django_db
CITIZEN = Actor(ActorKind.CITIZEN, "陈晓明", AccountId(7))
ID_CARD = frozenset({"pdf", "jpg", "png"})


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def store(content, name, *, accept=ID_CARD, max_bytes=1024 * 1024):
    return store_file(
        content=content if hasattr(content, "read") else io.BytesIO(content),
        name=name,
        accept=accept,
        max_bytes=max_bytes,
        actor=CITIZEN,
        at=NOON,
    )


def kept_paths(media: Path):
    return [path for path in media.rglob("*") if path.is_file()]


class Endless:
    """A body that never ends, and counts how much of it was asked for."""

    def __init__(self):
        self.read_bytes = 0

    def read(self, size):
        self.read_bytes += size
        return b"%PDF-1.7\n".ljust(size, b"x")


@pytest.mark.parametrize("extension", sorted(CONTENTS))
def test_a_file_of_each_kind_is_kept_as_it_came(extension, media):
    stored = make_file(f"材料.{extension}", actor=CITIZEN)

    with open_file(stored.file_id) as kept:
        assert kept.read() == CONTENTS[extension]
    assert get_file(stored.file_id) == stored
    assert (stored.name, stored.extension) == (f"材料.{extension}", extension)
    assert (stored.size_bytes, stored.owner_account_id) == (len(CONTENTS[extension]), 7)
    assert stored.digest == sm3_hex(CONTENTS[extension])
    assert stored.sha256 == hashlib.sha256(CONTENTS[extension]).hexdigest()
    assert stored.stored_at == NOON


def test_where_a_file_lies_tells_nothing_of_it_and_nobody_else_may_read_it(media):
    store(PDF, "陈晓明身份证.pdf")

    (path,) = kept_paths(media)
    assert path.suffix == ""
    assert "陈晓明" not in str(path)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        pytest.param(
            b"MZ\x90\x00" + bytes(99),
            "合同.pdf",
            "文件“合同.pdf”的名称像是PDF 文档，内容却是可执行程序，不能上传；"
            "这里只接受：PDF 文档、JPG 图片、PNG 图片",
            id="a program called .pdf",
        ),
        pytest.param(
            b"<!doctype html><script>alert(1)</script>",
            "照片.jpg",
            "文件“照片.jpg”的名称像是JPG 图片，内容却是网页，不能上传；"
            "这里只接受：PDF 文档、JPG 图片、PNG 图片",
            id="a page called .jpg",
        ),
        pytest.param(
            CONTENTS["docx"],
            "合同.pdf",
            "文件“合同.pdf”的名称像是PDF 文档，内容却是Word 文档，不能上传；"
            "这里只接受：PDF 文档、JPG 图片、PNG 图片",
            id="a Word document called .pdf",
        ),
        pytest.param(
            PNG,
            "照片.jpg",
            "文件“照片.jpg”的名称像是JPG 图片，内容却是PNG 图片，不能上传；"
            "这里只接受：PDF 文档、JPG 图片、PNG 图片",
            id="one picture called another",
        ),
        pytest.param(
            PDF,
            "合同.abc",
            "文件“合同.abc”的名称像是 .abc ，内容却是PDF 文档，不能上传；"
            "这里只接受：PDF 文档、JPG 图片、PNG 图片",
            id="an extension nobody knows",
        ),
    ],
)
def test_a_disguised_file_is_refused_saying_what_it_is(content, name, said, media):
    with pytest.raises(FileDisguisedError) as refused:
        store(content, name)

    assert str(refused.value) == said
    assert KeptFile.objects.count() == 0
    assert kept_paths(media) == []


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        pytest.param(b"MZ\x90\x00" + bytes(99), "工具.exe", "可执行程序", id="a program"),
        pytest.param(b"<html></html>", "页.htm", "网页", id="a page"),
        pytest.param(CONTENTS["docx"], "合同.docx", "Word 文档", id="a kind not asked for here"),
        pytest.param(zip_of("a.pdf"), "材料.zip", "压缩包", id="an archive"),
        pytest.param("你好".encode(), "说明", "纯文本", id="text without an extension"),
        pytest.param(b"\x01\x02\x03\x04", "数据", "无法识别的内容", id="noise"),
    ],
)
def test_an_honest_file_of_a_kind_not_asked_for_is_refused(content, name, kind, media):
    with pytest.raises(FileTypeNotAcceptedError, match=f"是{kind}，这里只接受：PDF 文档、"):
        store(content, name)

    assert KeptFile.objects.count() == 0
    assert kept_paths(media) == []


def test_an_empty_file_is_refused():
    with pytest.raises(FileEmptyError, match="是空的，请选择有内容的文件"):
        store(b"", "空.pdf")

    assert KeptFile.objects.count() == 0


def test_a_file_of_exactly_the_largest_size_is_kept():
    stored = store(PDF.ljust(5000), "合同.pdf", max_bytes=5000)

    assert stored.size_bytes == 5000


def test_one_byte_more_is_refused(media):
    with pytest.raises(FileTooLargeError, match=r"超过 4\.9 KB，请压缩"):
        store(PDF.ljust(5001), "合同.pdf", max_bytes=5000)

    assert KeptFile.objects.count() == 0
    assert kept_paths(media) == []


def test_of_an_endless_body_no_more_than_one_byte_too_many_is_read():
    body = Endless()

    with pytest.raises(FileTooLargeError, match="超过 1 MB"):
        store(body, "合同.pdf")

    assert body.read_bytes == 1024 * 1024 + 1


def test_a_name_is_cleaned_and_given_the_extension_it_lacks():
    assert store(PDF, "../../合\u202e同").name == "合 同.pdf"
    assert store(JPG, "IMG_1.JPEG").name == "IMG_1.JPEG"


def test_a_generated_file_is_kept_undoubted():
    stored = store_generated(
        content=PDF, name="执业许可证.pdf", media_type="application/pdf", actor=CITIZEN, at=NOON
    )

    with open_file(stored.file_id) as kept:
        assert kept.read() == PDF
    assert (stored.media_type, stored.extension) == ("application/pdf", "pdf")


def test_many_files_are_read_in_one_query(django_assert_num_queries):
    first, second = make_file("一.pdf"), make_file("二.png")

    with django_assert_num_queries(1):
        found = get_files([first.file_id, second.file_id, FileId(first.file_id.__class__(int=1))])

    assert found == {first.file_id: first, second.file_id: second}


def test_a_file_that_was_never_kept_is_not_found():
    unknown = FileId(make_file().file_id.__class__(int=1))

    with pytest.raises(FileNotKeptError):
        get_file(unknown)
    with pytest.raises(FileNotKeptError):
        open_file(unknown)


def test_keeping_a_file_costs_one_insert(django_assert_num_queries):
    with django_assert_num_queries(3):  # savepoint, insert, release
        make_file()


def test_a_refusal_names_kinds_of_file_in_the_readers_language():
    with override("en"), pytest.raises(FileDisguisedError) as refused:
        store(CONTENTS["docx"], "合同.pdf")

    assert refused.value.values == {
        "name": "合同.pdf",
        "claimed": "PDF document",
        "kind": "Word document",
        "accepted": "PDF document, JPG picture, PNG picture",
    }
