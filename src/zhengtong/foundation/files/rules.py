"""What bytes are, judged by the bytes alone, and how a file's name is made harmless.

Source: GB/T 33190—2016 电子文件存储与交换格式 版式文档 (OFD); ISO 32000 (PDF); ISO/IEC 29500-2
(the parts of docx and xlsx); Unicode Standard Annex #9 (direction marks in names).
"""

import io
import re
import unicodedata
import zipfile
from codecs import getincrementaldecoder
from dataclasses import dataclass
from typing import BinaryIO

import filetype  # type: ignore[import-untyped]  # ships no types

HEAD_BYTES = 8192
TAIL_BYTES = 65_557  # the end of an archive and the longest comment after it
LONGEST_DIRECTORY_BYTES = 1024 * 1024
NAME_LENGTH = 100
EXTENSION_LENGTH = 5


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the extension it bears, what browsers call it and what people call it."""

    extension: str
    media_type: str
    label: str


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    kind.extension: kind
    for kind in (
        FileKind("pdf", "application/pdf", "PDF 文档"),
        FileKind("ofd", "application/ofd", "OFD 版式文档"),
        FileKind("docx", OFFICE + "wordprocessingml.document", "Word 文档"),
        FileKind("xlsx", OFFICE + "spreadsheetml.sheet", "Excel 表格"),
        FileKind("jpg", "image/jpeg", "JPG 图片"),
        FileKind("png", "image/png", "PNG 图片"),
    )
}
OTHER_KINDS = {
    kind.extension: kind
    for kind in (
        FileKind("exe", "application/x-msdownload", "可执行程序"),
        FileKind("elf", "application/x-executable", "可执行程序"),
        FileKind("html", "text/html", "网页"),
        FileKind("svg", "image/svg+xml", "SVG 图形"),
        FileKind("xml", "application/xml", "XML 文本"),
        FileKind("sh", "text/x-shellscript", "脚本程序"),
        FileKind("pptx", OFFICE + "presentationml.presentation", "PowerPoint 演示文稿"),
        FileKind("docm", "application/vnd.ms-word.document.macroEnabled.12", "带宏的 Office 文档"),
        FileKind("zip", "application/zip", "压缩包"),
        FileKind("rar", "application/vnd.rar", "压缩包"),
        FileKind("7z", "application/x-7z-compressed", "压缩包"),
        FileKind("doc", "application/msword", "旧版 Word 文档"),
        FileKind("xls", "application/vnd.ms-excel", "旧版 Excel 表格"),
        FileKind("gif", "image/gif", "GIF 图片"),
        FileKind("bmp", "image/bmp", "BMP 图片"),
        FileKind("tif", "image/tiff", "TIFF 图片"),
        FileKind("webp", "image/webp", "WebP 图片"),
        FileKind("heic", "image/heic", "HEIC 图片"),
        FileKind("mp4", "video/mp4", "视频"),
        FileKind("mp3", "audio/mpeg", "音频"),
        FileKind("txt", "text/plain", "纯文本"),
    )
}
UNKNOWN = FileKind("", "application/octet-stream", "无法识别的内容")
SAME_AS = {"jpeg": "jpg", "jpe": "jpg", "tiff": "tif", "htm": "html", "dll": "exe", "xlsm": "docm"}
# Atomic, so that a thousand comments are read once and not in every possible division.
BEFORE = rb"\s*+(?><\?xml[^>]*>\s*)?(?>(?><!--.*?-->\s*)*)"
MARKUP = {
    re.compile(BEFORE + rb"<(?:!doctype\s+html|html|head|body|script)\b", re.DOTALL): "html",
    re.compile(BEFORE + rb"(?:<!doctype\s+svg[^>]*>\s*)?<svg\b", re.DOTALL): "svg",
    re.compile(rb"\s*<\?xml\b"): "xml",
    re.compile(rb"#!"): "sh",
}


def find_kind(extension: str) -> FileKind:
    """Return the kind an extension stands for; an unheard-of one stands for nothing known."""
    extension = SAME_AS.get(extension, extension)
    return KINDS.get(extension) or OTHER_KINDS.get(extension) or UNKNOWN


def sniff(content: BinaryIO) -> FileKind:
    """Return what the bytes are, whatever they are called; ``content`` must be seekable."""
    content.seek(0)
    head = content.read(HEAD_BYTES)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(content)
    for pattern, extension in MARKUP.items():
        if pattern.match(head.lstrip(b"\xef\xbb\xbf").lower()):
            return find_kind(extension)
    guess = filetype.guess(head)
    if guess is not None:
        return find_kind(guess.extension)
    return _sniff_text(head)


def _sniff_zip(content: BinaryIO) -> FileKind:
    """Tell a document from an archive by its members, never by unpacking them."""
    if _directory_bytes(content) > LONGEST_DIRECTORY_BYTES:
        return UNKNOWN
    try:
        content.seek(0)
        with zipfile.ZipFile(content) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError):
        return UNKNOWN
    if any(name.endswith("vbaProject.bin") for name in members):
        return OTHER_KINDS["docm"]
    marks = {"OFD.xml": "ofd", "word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
    for mark, extension in marks.items():
        if mark in members and (extension == "ofd" or "[Content_Types].xml" in members):
            return KINDS[extension]
    is_slides = "ppt/presentation.xml" in members
    return OTHER_KINDS["pptx" if is_slides else "zip"]


def _directory_bytes(content: BinaryIO) -> int:
    """Return how long an archive's list of members says it is, before anything reads that list.

    Twenty megabytes of empty members took 240 MB and three seconds. An archive of the large form
    (zip64), which no document needs, counts as too long.
    """
    size = content.seek(0, io.SEEK_END)
    content.seek(max(size - TAIL_BYTES, 0))
    tail = content.read()
    if b"PK\x06\x07" in tail:
        return LONGEST_DIRECTORY_BYTES + 1
    end = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0


def _sniff_text(head: bytes) -> FileKind:
    """Tell plain text from bytes that nobody knows."""
    is_whole = len(head) < HEAD_BYTES  # else its last character may be cut in two
    try:
        text = getincrementaldecoder("utf-8")().decode(head, final=is_whole)
    except UnicodeDecodeError:
        return UNKNOWN
    return OTHER_KINDS["txt"] if text.isprintable() or "\n" in text else UNKNOWN


def clean_name(name: str) -> str:
    """Return a name fit to show and to save under: no path, no invisible or reserved characters.

    Direction marks go too: with them ``exe.pdf`` can be made to read as something else.
    """
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    visible = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in name)
    name = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', " ", visible)).strip(" .")
    if len(name) > NAME_LENGTH:
        stem, dot, extension = name.rpartition(".")
        tail = dot + extension if len(extension) <= EXTENSION_LENGTH else ""
        name = (stem if tail else name)[: NAME_LENGTH - len(tail)].rstrip() + tail
    return name or "未命名"


def extension_of(name: str) -> str:
    """Return the extension in lower case, without its dot; empty when there is none."""
    stem, dot, extension = name.rpartition(".")
    is_extension = bool(dot and stem and re.fullmatch(r"[A-Za-z0-9]{1,5}", extension))
    return extension.lower() if is_extension else ""


def size_text(size_bytes: int) -> str:
    """Return a size as people read it: ``10 MB``, ``512 KB``."""
    for unit, name in ((1024 * 1024, "MB"), (1024, "KB")):
        if size_bytes >= unit:
            return f"{size_bytes / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size_bytes} B"
