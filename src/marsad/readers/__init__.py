"""Bytes into reports. One file a format; what they share (bounds, encodings, dates, how a report came) stands here."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import BinaryIO, NamedTuple

from marsad.errors import ReaderError
from marsad.model.report import Arrival, Report, digest

MOST_BYTES = 20_000_000
MOST_WORDS = 500  # characters of a title, a name or an address that is found


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


class Asked(NamedTuple):
    """What a person says of all that is read. `source`: who published, where a report does not say; `columns`: field of a report -> the
    column that holds it."""

    source: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What is known of bytes before they are read. What is given with them goes before what is found in them.

    `place`: where they lie, for a person; `name`: of the file; `media_type`: of an answer or a part of a letter; `raw`: the bytes to keep,
    where they are more than those that are read; `only`: the addresses of which an archive of pages is to give reports."""

    place: str
    name: str = ""
    media_type: str | None = None
    charset: str | None = None
    how: Arrival = field(default_factory=Arrival)
    asked: Asked = field(default_factory=Asked)
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    raw: bytes | None = None
    only: frozenset[str] | None = None
    depth: int = 0

    def inside(self, name: str) -> "Came":
        """What is known of something that lies in this: its place goes on with the name, made a harmless path below it."""
        shown = "".join(c if c.isprintable() else "?" for c in name[:MOST_WORDS]).replace("\\", "/")
        harmless = "/".join(step for step in shown.split("/") if step not in ("", ".", ".."))
        place, last = f"{self.place}/{harmless}", harmless.rpartition("/")[2]
        return replace(self, place=place, name=last, media_type=None, raw=None, depth=self.depth + 1)


class Piece(NamedTuple):
    """Something that lies in what was read, to be read in turn before the next one is asked for."""

    came: Came
    stream: BinaryIO


class Told(NamedTuple):
    """What a document tells of itself."""

    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    more: tuple[tuple[str, str], ...] = ()


Found = Received | Unread
Read = Iterator[Received | Unread | Piece]


def received(text: str, raw: bytes, came: Came, extractor: str, told: Told = Told()) -> Received:
    """The report of one document. Raises ReaderError where the text is empty or longer than a report may be."""
    if not text.strip():
        raise ReaderError("no text in it", place=came.place, advice="copy the text into a .txt file; a scan needs text recognition first")
    if len(text) > MOST_BYTES:
        raise ReaderError(f"more than {MOST_BYTES // 1_000_000} million characters", place=came.place, advice="cut it into reports")
    told = told._replace(title=_line(told.title), source=_line(told.source), url=_line(told.url))
    published = came.published or told.published
    report = Report(
        id=digest(text),
        text=text,
        title=came.title or told.title,
        source=came.source or came.asked.source or told.source,
        url=came.url or told.url,
        published=published,
        published_basis="given" if came.published else "text" if published else "none",
        language=came.language,
    )
    named = {name: said for name, said in told._asdict().items() if name != "more" and said}
    return Received(report, raw if came.raw is None else came.raw, arrival(came, extractor, {**named, **dict(told.more)}))


def arrival(came: Came, extractor: str, found: Mapping[str, str] | None = None) -> Arrival:
    """How a report came, with what made its text (`marsad` or the library's name) and what the document tells of itself."""
    more = tuple((name, said) for name, said in (found or {}).items() if said)
    return replace(came.how, extractor=extractor, extractor_version=_version(extractor), found=came.how.found + more)


@cache
def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:  # run from a folder that was never installed
        return None


def _line(said: str | None) -> str | None:
    return (" ".join(said.split())[:MOST_WORDS] or None) if said else None


def bounded(stream: BinaryIO, place: str) -> bytes:
    """All bytes of a stream. Raises ReaderError where there are none, or more than one report may have."""
    held = stream.read(MOST_BYTES + 1)
    if len(held) > MOST_BYTES:
        raise ReaderError(f"more than {MOST_BYTES // 1_000_000} MB", place=place, advice="cut it into reports, one a line of a .jsonl file")
    if not held.strip():
        raise ReaderError("the file is empty", place=place, advice="give a file that holds a report")
    return held


def decoded(held: bytes, place: str, charset: str | None = None) -> str:
    """Bytes as text: UTF-16 by its mark, else UTF-8, else the encoding that came with them, else Windows-1252. Raises ReaderError for what
    is no text."""
    if held[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return held.decode("utf-16")
        except UnicodeDecodeError:
            raise _no_text(place) from None
    if b"\0" in held:
        raise _no_text(place)
    for encoding in ("utf-8-sig", *filter(None, [encoding_named(charset or "")]), "cp1252"):
        try:
            text = held.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for c in text[:10_000] if ord(c) < 32 and c not in "\t\n\r\f\v\x1a")
        if controls * 50 > min(len(text), 10_000):
            break
        return text
    raise _no_text(place)


def encoding_named(name: str) -> str | None:
    """The name under which Python knows a text encoding; as browsers do, Latin-1 is read as Windows-1252. None where there is none."""
    try:
        known = codecs.lookup(name).name
        b"\0\0\0\0".decode(known)  # what is no encoding of text raises
    except (LookupError, ValueError):
        return None
    if known in ("utf-7", "idna", "punycode", "undefined") or "escape" in known:
        return None
    return "cp1252" if known in ("iso8859-1", "ascii") else known


def checked_date(published: object, place: str) -> str | None:
    """A date of publication as ISO 8601, its time zone kept, or None where none is given. A date as in letters and feeds ("Tue, 29 Aug 2017
    10:30:00 +0300") is taken too. Raises ReaderError where it is none."""
    said = str(published or "").strip()
    if not said:
        return None
    try:
        datetime.fromisoformat(said)
        return said
    except ValueError:
        letter = letter_date(said)
    if letter is None:
        raise ReaderError(f"{said[:40]!r} is no date", place=place, advice="write 2017-08-29 or 2017-08-29T10:30")
    return letter


def letter_date(said: str) -> str | None:
    """A date as letters and feeds write it (RFC 5322), as ISO 8601 with its own zone; None where it is none."""
    try:
        return parsedate_to_datetime(said[:100]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _no_text(place: str) -> ReaderError:
    return ReaderError("not text in UTF-8, UTF-16 or Windows-1252", place=place, advice="save it as UTF-8 text")
