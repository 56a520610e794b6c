"""What bytes are: by the type that came with them, by how they begin, by the suffix of their name."""

import zipfile
from typing import BinaryIO

from marsad.errors import ReaderError
from marsad.readers import Came

HEAD = 512  # bytes that are looked at
MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "message/rfc822": "letter",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/json": "json",
    "text/csv": "csv",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
}
SUFFIXES = {
    "html": (".html", ".htm", ".xhtml"),
    "pdf": (".pdf",),
    "docx": (".docx", ".docm"),
    "xlsx": (".xlsx", ".xlsm"),
    "csv": (".csv", ".tsv"),
    "jsonl": (".jsonl", ".ndjson"),
    "json": (".json",),
    "letter": (".eml",),
    "box": (".mbox", ".mbx"),
    "feed": (".rss", ".atom", ".xml"),
    "warc": (".warc", ".warc.gz"),
    "package": (".wacz",),
    "tar": (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz"),
    "packed": (".gz", ".bz2", ".xz"),
    "zip": (".zip",),
}
ZIPPED = ("docx", "xlsx", "package")
BEGINNINGS = {b"%PDF": "pdf", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\x1f\x8b": "packed", b"\xfd7zXZ": "packed", b"WARC/": "warc"}
SAY, UNPACK, SAVE = "put into words what it tells", "unpack it", "save it as .docx, .xlsx or .txt, without a password"
NOT_READ = {
    b"\x89PNG": ("a picture", SAY), b"\xff\xd8\xff": ("a picture", SAY), b"GIF8": ("a picture", SAY),
    b"ID3": ("sound", SAY), b"OggS": ("sound or film", SAY), b"\x1aE\xdf\xa3": ("a film", SAY),
    b"Rar!": ("a RAR archive", UNPACK), b"7z\xbc\xaf": ("a 7-Zip archive", UNPACK),
    b"\xd0\xcf\x11\xe0": ("an encrypted document, or one of an old form (.doc, .xls)", SAVE), b"{\\rtf": ("a document in RTF", SAVE),
}  # fmt: skip


def kind_of(came: Came, head: bytes, stream: BinaryIO) -> str:
    """The kind that names a reader. `head`: how the stream begins; it is looked into further only where it may be gone back in. Raises
    ReaderError for what is known and cannot be read."""
    refused = next((said for start, said in NOT_READ.items() if head.startswith(start)), None)
    if refused is not None:
        raise ReaderError(f"{refused[0]}, not text", place=came.place, advice=refused[1])
    by_name = _by_name(came.name)
    begun = next((kind for start, kind in BEGINNINGS.items() if head.startswith(start)), None)
    if begun == "packed" and by_name in ("tar", "warc"):
        return by_name
    if begun == "zip":
        return by_name if by_name in ZIPPED else _in_zip(stream) if by_name != "zip" else "zip"
    if begun is not None:
        return begun
    if came.media_type in MEDIA:
        return MEDIA[came.media_type]
    if by_name is not None:
        return by_name
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if came.how.method == "input" and start[:1] in (b"{", b"["):
        return "jsonl" if start[:1] == b"{" else "json"
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<?xml") and b"<html" in head.lower()):
        return "html"
    return "feed" if start.startswith(b"<?xml") else "text"


def _by_name(name: str) -> str | None:
    lower = name.lower()
    fitting = [(len(suffix), kind) for kind, suffixes in SUFFIXES.items() for suffix in suffixes if lower.endswith(suffix)]
    return max(fitting)[1] if fitting else None


def _in_zip(stream: BinaryIO) -> str:
    """What a zip file is: a document of an office, a package of web pages, or just files."""
    if not stream.seekable():
        return "zip"
    try:
        with zipfile.ZipFile(stream) as opened:
            names = set(opened.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = set()
    stream.seek(0)
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else "package" if "datapackage.json" in names else "zip"
