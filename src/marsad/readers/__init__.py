"""Files into reports. One file a format; what they share (bounds, encodings, dates) stands here."""

from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from marsad.errors import ReaderError
from marsad.model.report import Arrival, Report

MOST_BYTES = 20_000_000


class Received(NamedTuple):
    """A report with the bytes that it came in: of a file, or of its line or row in one; and how it came."""

    report: Report
    raw: bytes
    how: Arrival = Arrival()


class Unread(NamedTuple):
    """A report that could not be read: its id where it gave one, else its place; why; and the bytes, where it had any that may be kept.

    It stands in its place in the batch."""

    id: str
    error: ReaderError
    raw: bytes = b""


def bounded(stream: BinaryIO, place: str) -> bytes:
    """All bytes of a stream. Raises ReaderError where there are none, or more than one report may have."""
    held = stream.read(MOST_BYTES + 1)
    if len(held) > MOST_BYTES:
        raise ReaderError(f"more than {MOST_BYTES // 1_000_000} MB", place=place, advice="cut it into reports, one a line of a .jsonl file")
    if not held.strip():
        raise ReaderError("the file is empty", place=place, advice="give a file that holds a report")
    return held


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, bounded. Raises ReaderError."""
    try:
        with path.open("rb") as stream:
            return bounded(stream, str(path))
    except OSError as error:
        raise ReaderError((error.strerror or str(error)).lower(), place=str(path), advice="check the path") from None


def decoded(held: bytes, place: str) -> str:
    """Bytes as text: UTF-16 by its mark, else UTF-8, else Windows-1252. Raises ReaderError for what is no text."""
    if held[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return held.decode("utf-16")
        except UnicodeDecodeError:
            raise _no_text(place) from None
    if b"\0" in held:
        raise _no_text(place)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = held.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for c in text[:10_000] if ord(c) < 32 and c not in "\t\n\r\f\v\x1a")
        if controls * 50 > min(len(text), 10_000):
            break
        return text
    raise _no_text(place)


def checked_date(published: object, place: str) -> str | None:
    """A date of publication, or None where none is given. Raises ReaderError where it is none."""
    if published is None or published == "":
        return None
    try:
        datetime.fromisoformat(str(published))
    except ValueError:
        raise ReaderError(f"{str(published)[:40]!r} is no date", place=place, advice="write 2017-08-29 or 2017-08-29T10:30") from None
    return str(published)


def _no_text(place: str) -> ReaderError:
    return ReaderError("not text in UTF-8, UTF-16 or Windows-1252", place=place, advice="save it as UTF-8 text")
