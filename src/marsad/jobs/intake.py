"""Paths into reports: what lies in folders, archives and letters too. The reader of each by what it is; what cannot be read is named."""

import hashlib
import io
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from marsad.errors import ReaderError
from marsad.jobs.apart import Apart
from marsad.jobs.kinds import HEAD, kind_of
from marsad.jobs.watch_links import Link
from marsad.model.report import Arrival
from marsad.readers import (
    MOST_BYTES,
    Asked,
    Came,
    Found,
    Piece,
    Read,
    Received,
    Unread,
    archive,
    bounded,
    csv,
    json,
    jsonl,
    mail,
    text,
    warc,
)

WHOLE: dict[str, Callable[[bytes, Came], Read]] = {"text": text.read, "json": json.read}
APART = frozenset({"docx", "feed", "html", "letter", "pdf", "xlsx"})
STREAMED: dict[str, Callable[[BinaryIO, Came], Read]] = {
    "csv": csv.read,
    "jsonl": jsonl.read,
    "box": mail.read_box,
    "zip": archive.read_zip,
    "tar": archive.read_tar,
    "packed": archive.read_packed,
    "warc": warc.read,
    "package": warc.read_package,
}
DEEPEST = 5  # archives in archives, letters in letters
LEFT_OUT = frozenset({"__MACOSX", "__pycache__"})


class Way:
    """How far the reading is, by the bytes of the files. `held`: reports passed over because their bytes are known."""

    def __init__(self) -> None:
        self.total = self.done = self.held = 0
        self._stream: BinaryIO | None = None

    def share(self) -> float | None:
        """The part of all bytes that has been read, from 0 to 1; None where nobody knows how many there are."""
        if not self.total:
            return None
        here = 0
        if self._stream is not None and not self._stream.closed:
            here = self._stream.tell()
        return min((self.done + here) / self.total, 1.0)

    def begun(self, stream: BinaryIO) -> None:
        """A file is being read."""
        self._stream = stream

    def ended(self, size: int) -> None:
        """A file of so many bytes has been read."""
        self._stream, self.done = None, self.done + size


class Intake:
    """Reads pieces of any kind. `known`: SHA-256 of bytes that need not be read again."""

    def __init__(self, apart: Apart, asked: Asked = Asked(), known: Collection[str] = (), way: Way | None = None) -> None:
        self._apart, self._asked, self._known, self._way = apart, asked, known, way or Way()

    def files(self, paths: Iterable[str], standard_input: BinaryIO) -> Iterator[Found]:
        """The reports of all paths in order; of a folder, those of its files in the order of their names."""
        listed = [(path, _listed(path)) for path in paths]
        self._way.total = sum(_size(file) for _, files in listed if files for file in files)
        for path, files in listed:
            if path == "-":
                yield from self.piece(Piece(self._came("standard input", "", "input"), standard_input))
            elif not files:
                yield Unread(path, ReaderError("nothing in the folder", place=path, advice="give a folder that holds reports"))
            else:
                for file in files:
                    yield from self._file(file)

    def piece(self, piece: Piece) -> Iterator[Found]:
        """The reports of one piece and of all that lies in it."""
        came, raw = piece.came, piece.came.raw or b""
        try:
            if came.depth > DEEPEST:
                raise ReaderError("packed too often", place=came.place, advice="unpack it")
            with _looked_into(piece.stream) as stream:
                kind = kind_of(came, _head(stream), stream)
                if kind in STREAMED:
                    yield from self._each(STREAMED[kind](stream, came), b"")
                    return
                held = bounded(stream, came.place)
                raw = held if came.raw is None else came.raw
                if not self._holds(raw):
                    yield from self._each(WHOLE[kind](held, came) if kind in WHOLE else self._other(kind, held, came), raw)
        except ReaderError as error:
            yield Unread(came.place, error, raw or _again(piece.stream))
        except Exception as error:  # a library broken by one hostile file must not end the batch
            said = f"could not be read: {type(error).__name__}: {str(error)[:100]}"
            advice = "save its text as .txt"
            yield Unread(came.place, ReaderError(said, place=came.place, advice=advice), raw or _again(piece.stream))

    def _each(self, read: Read, asked_for: bytes) -> Iterator[Found]:
        """What a reader gives, without what is known. `asked_for`: bytes of which it has been seen that they are not."""
        for one in read:
            if isinstance(one, Piece):
                yield from self.piece(one)
            elif not (isinstance(one, Received) and one.raw != asked_for and self._holds(one.raw)):
                yield one

    def _other(self, kind: str, raw: bytes, came: Came) -> Read:
        answer = self._apart.read(kind, raw, came)
        yield from (one for one in answer.got if not isinstance(one, Link))
        if answer.error is not None:
            raise answer.error

    def _file(self, path: Path) -> Iterator[Found]:
        try:
            with path.open("rb") as stream:
                self._way.begun(stream)
                yield from self.piece(Piece(self._came(str(path), path.name, "file"), stream))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            yield Unread(str(path), ReaderError(reason, place=str(path), advice="check the path"))
        finally:
            self._way.ended(_size(path))

    def _came(self, place: str, name: str, method: str) -> Came:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return Came(place=place, name=name, how=Arrival(collected_at=now, method=method), asked=self._asked)

    def _holds(self, raw: bytes) -> bool:
        held = bool(self._known) and hashlib.sha256(raw).hexdigest() in self._known
        self._way.held += held
        return held


def reports_of(
    paths: Iterable[str],
    standard_input: BinaryIO,
    asked: Asked = Asked(),
    known: Collection[str] = (),
    way: Way | None = None,
) -> Iterator[Found]:
    """The reports of all paths in order; what cannot be read comes as the error that it is, in its place.

    `known`: SHA-256 of bytes that are passed over; `way` is told how far the reading is."""
    with Apart() as apart:
        yield from Intake(apart, asked, known, way).files(paths, standard_input)


def _listed(path: str) -> list[Path]:
    """The files that a path means: itself, or those of a folder and of the folders in it, without hidden ones."""
    if path == "-" or not Path(path).is_dir():
        return [] if path == "-" else [Path(path)]
    found: list[Path] = []
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and name not in LEFT_OUT)
        files = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
        found.extend(file for file in files if file.is_file())
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _looked_into(stream: BinaryIO) -> AbstractContextManager[BinaryIO]:
    """The stream itself where its start can be looked at; else what it holds, in a file without a name."""
    if stream.seekable() or isinstance(stream, io.BufferedReader) and _is_text(stream.peek(HEAD)):
        return nullcontext(stream)
    spooled = cast("BinaryIO", tempfile.SpooledTemporaryFile(MOST_BYTES))  # noqa: SIM115  # the caller closes it
    while part := stream.read(1_000_000):
        spooled.write(part)
    spooled.seek(0)
    return spooled


def _is_text(head: bytes) -> bool:
    return b"\0" not in head and not head.startswith((b"%PDF", b"PK", b"\x1f\x8b"))


def _head(stream: BinaryIO) -> bytes:
    if stream.seekable():
        head = stream.read(HEAD)
        stream.seek(0)
        return head
    return stream.peek(HEAD)[:HEAD] if isinstance(stream, io.BufferedReader) else b""


def _again(stream: BinaryIO) -> bytes:
    """What a stream held that could not be read, where it can be gone back in and holds no more than a report may."""
    try:
        if not stream.seekable():
            return b""
        stream.seek(0)
        held = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError, EOFError):
        return b""
    return held if len(held) <= MOST_BYTES else b""
