"""Paths into reports: the reader of each by its suffix, `-` by a look at what comes."""

import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from marsad.errors import ReaderError
from marsad.model.report import Report, digest
from marsad.readers import MOST_BYTES, Received, Unread, bounded, csv, decoded, html, jsonl, pdf, text

Found = Received | Unread

READERS: dict[str, Callable[[Path], Iterator[Found]]] = {
    ".txt": text.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".csv": csv.read,
    ".html": html.read,
    ".htm": html.read,
    ".pdf": pdf.read,
}


def reports_of(paths: Iterable[str], standard_input: BinaryIO) -> Iterator[Found]:
    """The reports of all paths in order; what cannot be read comes as the error that it is, in its place."""
    for path in paths:
        try:
            yield from _from_stream(standard_input) if path == "-" else _from_file(Path(path))
        except ReaderError as error:
            yield Unread(path, error, b"" if path == "-" else _bytes_of(Path(path)))


def _bytes_of(path: Path) -> bytes:
    """What a file that is no report holds; nothing where it cannot be opened or is larger than a report may be."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return b""


def _from_file(path: Path) -> Iterator[Found]:
    if path.is_dir():
        raise ReaderError("a folder, not a file", place=str(path), advice="name the files in it")
    return READERS.get(path.suffix.lower(), text.read)(path)


def _from_stream(stream: BinaryIO) -> Iterator[Found]:
    """JSON lines where the first line opens a brace, else one text."""
    start = stream.peek(64) if isinstance(stream, io.BufferedReader) else b""
    if start[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from jsonl.read_stream(stream, "standard input")
        return
    raw = bounded(stream, "standard input")
    held = decoded(raw, "standard input")
    yield Received(Report(id=digest(held), text=held), raw)
