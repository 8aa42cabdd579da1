"""Bytes are what they are, and names are made harmless."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengtong.foundation.files.rules import (
    UNKNOWN,
    clean_name,
    extension_of,
    size_text,
    sniff,
)
from zhengtong.foundation.files.testing import CONTENTS, zip_of

EXE = b"MZ\x90\x00" + bytes(200)
ELF = b"\x7fELF" + bytes(100)


@pytest.mark.parametrize("extension", sorted(CONTENTS))
def test_every_accepted_kind_is_known_by_its_content(extension):
    assert sniff(io.BytesIO(CONTENTS[extension])).extension == extension


@pytest.mark.parametrize(
    ("content", "label"),
    [
        pytest.param(EXE, "可执行程序", id="a Windows program"),
        pytest.param(ELF, "可执行程序", id="a Linux program"),
        pytest.param(b"#!/bin/sh\nrm -rf /\n", "脚本程序", id="a script"),
        pytest.param(b"<!DOCTYPE html><script>1</script>", "网页", id="a page"),
        pytest.param(b"\xef\xbb\xbf \n<HTML><body>", "网页", id="a page after mark and spaces"),
        pytest.param(
            b"<!-- x --><script>alert(1)</script>", "网页", id="a script in a comment's wake"
        ),
        pytest.param(b"<!---->" * 1100, "纯文本", id="nothing but comments"),
        pytest.param(b"<?xml version='1.0'?><!-- a\n -->\n<html>", "网页", id="a strict page"),
        pytest.param(b"<?xml version='1.0'?><svg xmlns='x'/>", "SVG 图形", id="a drawing"),
        pytest.param(b"<?xml version='1.0'?><a/>", "XML 文本", id="some XML"),
        pytest.param("你好，世界".encode() * 2000, "纯文本", id="text cut within a character"),
        pytest.param(zip_of("a.txt"), "压缩包", id="an archive"),
        pytest.param(zip_of("[Content_Types].xml"), "压缩包", id="an archive like a document"),
        pytest.param(zip_of("word/document.xml"), "压缩包", id="half a Word document"),
        pytest.param(
            zip_of("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "带宏的 Office 文档",
            id="a Word document with macros",
        ),
        pytest.param(
            zip_of("[Content_Types].xml", "ppt/presentation.xml"),
            "PowerPoint 演示文稿",
            id="slides",
        ),
        pytest.param(b"PK\x03\x04 and then nothing", "无法识别的内容", id="a broken archive"),
        pytest.param(b"GIF89a" + bytes(20), "GIF 图片", id="a picture of another kind"),
        pytest.param(bytes(range(1, 200)), "无法识别的内容", id="noise"),
    ],
)
def test_everything_else_is_called_what_it_is(content, label):
    assert sniff(io.BytesIO(content)).label == label


@given(st.binary(max_size=600))
def test_no_bytes_make_the_sniffer_fail(content):
    assert sniff(io.BytesIO(content)).label
    assert sniff(io.BytesIO(b"PK\x03\x04" + content)).label


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        pytest.param("身份证（正面）.jpg", "身份证（正面）.jpg", id="Chinese stays"),
        pytest.param("../../etc/passwd", "passwd", id="a path is cut off"),
        pytest.param("C:\\Users\\张三\\合同.pdf", "合同.pdf", id="a Windows path too"),
        pytest.param("a\u202efdp.exe", "a fdp.exe", id="a direction mark is taken out"),
        pytest.param("合\u200b同\x00.pdf", "合 同 .pdf", id="invisible characters too"),
        pytest.param('a<b>:"c|?*.pdf', "a b c .pdf", id="characters that systems reserve"),
        pytest.param("  合同  书 .pdf. ", "合同 书 .pdf", id="stray spaces and dots"),
        pytest.param("..", "未命名", id="nothing is left"),
        pytest.param("长" * 150 + ".pdf", "长" * 96 + ".pdf", id="too long, the extension stays"),
        pytest.param("长" * 150, "长" * 100, id="too long without extension"),
    ],
)
def test_a_name_is_made_harmless(name, clean):
    assert clean_name(name) == clean


@given(st.text())
def test_a_clean_name_is_short_visible_and_clean_for_good(name):
    clean = clean_name(name)

    assert 0 < len(clean) <= 100
    assert not set(clean) & set('/\\<>:"|?*\n\x00')
    assert clean_name(clean) == clean


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a.PDF", "pdf"), ("合同", ""), (".pdf", ""), ("a.b.docx", "docx"), ("第1.2版说明", "")],
)
def test_the_extension_is_what_follows_the_last_dot(name, extension):
    assert extension_of(name) == extension


@pytest.mark.parametrize(
    ("size", "text"),
    [(10 * 1024 * 1024, "10 MB"), (512 * 1024, "512 KB"), (1536 * 1024, "1.5 MB"), (9, "9 B")],
)
def test_a_size_is_told_as_people_tell_it(size, text):
    assert size_text(size) == text


def archive_saying(directory_bytes, *, extra=b""):
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, directory_bytes, 30, 0)
    return io.BytesIO(b"PK\x03\x04" + bytes(26 + directory_bytes) + extra + end)


@pytest.mark.parametrize(
    "archive",
    [
        pytest.param(archive_saying(1024 * 1024 + 1), id="a list of members of a megabyte"),
        pytest.param(archive_saying(46, extra=b"PK\x06\x07" + bytes(16)), id="the large form"),
    ],
)
def test_an_archive_of_endless_members_is_never_read(archive, monkeypatch):
    monkeypatch.delattr(zipfile, "ZipFile")

    assert sniff(archive) == UNKNOWN
