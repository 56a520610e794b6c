"""Archives of web pages: WARC files, and WACZ packages of them. Each page comes with its address, the moment of capture and its head."""

import io
import json
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from marsad.errors import ReaderError
from marsad.readers import MOST_BYTES, Came, Piece, Read, Unread
from marsad.readers.bounds import opened_zip

PAGES = {
    "text/html", "application/xhtml+xml", "application/pdf", "text/plain",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
MOST_HEADERS = 100
LONGEST_HEADER = 2_000
HELD = 8_000_000
LARGEST_RECORD = 2_000_000_000  # films are kept in web archives too, and passed over
BROKEN = (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, UnicodeError)


def read(stream: BinaryIO, came: Came) -> Read:
    """The pages of a WARC file that were answered well, to be read in turn. Raises ReaderError where it is none or breaks off."""
    found = False
    try:
        for record in ArchiveIterator(stream, check_digests=True):
            found = True
            if (record.length or 0) > LARGEST_RECORD:
                raise ReaderError("a record beyond all measure", place=came.place, advice="make the archive again without it")
            if _wanted(record, came.only):
                yield _page(record, came)
    except BROKEN as error:
        raise ReaderError(f"a broken WARC file: {str(error)[:80]}", place=came.place, advice="fetch or make it again") from None
    if not found:
        raise ReaderError("nothing in the WARC file", place=came.place, advice="fetch or make it again")


def read_package(stream: BinaryIO, came: Came) -> Read:
    """The pages of a WACZ package: those that its list of pages names, all where it has none. Raises ReaderError where it is broken."""
    with opened_zip(stream, came.place) as opened:
        names = [n for n in opened.namelist() if n.startswith("archive/") and n.lower().endswith((".warc", ".warc.gz"))]
        if not names:
            raise ReaderError("no WARC file in the package", place=came.place, advice="make it again with its archive/ folder")
        listed = frozenset(url for n in opened.namelist() if n.startswith("pages/") for url in _listed(opened, n))
        for name in names:
            with opened.open(name) as held, tempfile.SpooledTemporaryFile(HELD) as spooled:
                while part := held.read(HELD // 8):
                    spooled.write(part)
                spooled.seek(0)
                inside = replace(came.inside(name), only=listed or None)
                yield Piece(inside, cast("BinaryIO", spooled))


def _listed(opened: zipfile.ZipFile, name: str) -> Iterator[str]:
    with opened.open(name) as lines:
        while line := lines.readline(MOST_BYTES):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict) and isinstance(row.get("url"), str):
                yield row["url"]


def _wanted(record: ArcWarcRecord, only: frozenset[str] | None) -> bool:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in ("response", "resource") or (only is not None and url not in only):
        return False
    if record.rec_type == "response" and (record.http_headers is None or record.http_headers.get_statuscode() != "200"):
        return False
    return _type(record)[0] in PAGES and not url.partition("?")[0].endswith("/robots.txt")


def _type(record: ArcWarcRecord) -> tuple[str, str | None]:
    """Media type and encoding as the answer says them."""
    said = (record.http_headers.get_header("Content-Type") if record.http_headers else record.rec_headers.get_header("Content-Type")) or ""
    kind, *more = (part.strip() for part in said.split(";"))
    charset = next((p.partition("=")[2].strip("\"' ") for p in more if p.lower().startswith("charset=")), None)
    return kind.lower(), charset


def _page(record: ArcWarcRecord, came: Came) -> Unread | Piece:
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "")[:LONGEST_HEADER]
    place = f"{came.place}:{url}"
    held = record.content_stream().read(MOST_BYTES + 1)
    if len(held) > MOST_BYTES:
        return Unread(
            place, ReaderError(f"more than {MOST_BYTES // 1_000_000} MB", place=place, advice="read it by itself, cut into reports")
        )
    if record.digest_checker is not None and record.digest_checker.passed is False:
        error = ReaderError("not the bytes that were captured: its digest is another", place=place, advice="fetch the archive again")
        return Unread(place, error, held)
    kind, charset = _type(record)
    headers = record.http_headers.headers if record.http_headers else ()
    kept = tuple((str(name)[:100], str(said)[:LONGEST_HEADER]) for name, said in headers[:MOST_HEADERS])
    captured = record.rec_headers.get_header("WARC-Date")
    how = replace(came.how, collected_at=captured or came.how.collected_at, method="warc", url=url or None, headers=kept)
    about = replace(
        came, place=place, name="", media_type=kind, charset=charset, url=came.url or url or None, how=how, depth=came.depth + 1
    )
    return Piece(about, io.BytesIO(held))
