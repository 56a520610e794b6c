"""One report a line, as JSON objects. A bad line is a failure of its own; the others are not lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from marsad.errors import ReaderError
from marsad.model.report import Report, digest
from marsad.readers import MOST_BYTES, Received, Unread, checked_date, decoded


def read(path: Path) -> Iterator[Received | Unread]:
    """The reports of a file, in order, and the failures between them. Raises ReaderError where the file cannot be opened."""
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, str(path))
    except OSError as error:
        raise ReaderError((error.strerror or str(error)).lower(), place=str(path), advice="check the path") from None


def read_stream(stream: BinaryIO, name: str) -> Iterator[Received | Unread]:
    """The reports of an open stream; `name` is its place in errors."""
    number = found = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > MOST_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_BYTES)
            found += 1
            yield Unread(place, ReaderError(f"a line of more than {MOST_BYTES // 1_000_000} MB", place=place, advice="cut it into reports"))
        elif line.strip():
            found += 1
            yield report_of(line, place)
    if not found:
        raise ReaderError("the file is empty", place=name, advice="one JSON object with `text` a line")


def report_of(line: bytes, place: str) -> Received | Unread:
    """The report of one line, or why it is none."""
    try:
        row = json.loads(decoded(line, place))
    except (ValueError, RecursionError):
        return Unread(place, ReaderError("no JSON", place=place, advice="one JSON object with `text` a line"), line)
    except ReaderError as error:
        return Unread(place, error, line)
    if not isinstance(row, dict):
        return Unread(place, ReaderError("no JSON object", place=place, advice="one JSON object with `text` a line"), line)
    given = _words(row, "id")
    try:
        return Received(_report(row, given, place), line)
    except ReaderError as error:
        return Unread(given or place, error, line)


def _report(row: dict[str, Any], given: str | None, place: str) -> Report:
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ReaderError("no `text`", place=place, advice="give each report its `text`")
    published = checked_date(row.get("published"), place)
    return Report(
        id=given or digest(text),
        text=text,
        title=_words(row, "title"),
        source=_words(row, "source"),
        url=_words(row, "url"),
        published=published,
        published_basis="given" if published else "none",
        language=_words(row, "language"),
    )


def _words(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return str(value) if value not in (None, "") else None
