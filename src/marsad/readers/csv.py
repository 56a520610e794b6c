"""A table of reports: a header with `text`, and `id`, `title`, `published`, `source`, `url`, `language` where known; other names go too."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from marsad.errors import ReaderError
from marsad.readers import MOST_BYTES, Came, Read, decoded
from marsad.readers.rows import columns_of, report_of

SEPARATORS = ",;\t|"


def read(stream: BinaryIO, came: Came) -> Read:
    """The reports of the rows, in order, and the failures between them. Raises ReaderError where the table has no text."""
    lines = _Lines(stream, came.place)
    head = lines.first()
    rows = csv.reader(lines, delimiter=max(SEPARATORS, key=head.count) if any(s in head for s in SEPARATORS) else ",")
    try:
        header = _next(rows) or []
        columns = columns_of(header, came.asked, came.place)
        if "text" not in columns:
            raise ReaderError(
                "no column `text`", place=came.place, advice="name the columns in the first row, or say which it is: --column text=NAME"
            )
        lines.taken()
        while (cells := _next(rows)) is not None:
            place, raw = f"{came.place}:{rows.line_num}", lines.taken()
            if cells:
                yield report_of(dict(zip(header, cells, strict=False)), columns, raw, replace(came, place=place))
    except csv.Error as error:
        advice = "put cells that hold a comma in quotes"
        raise ReaderError(f"no CSV: {error}", place=f"{came.place}:{rows.line_num}", advice=advice) from None


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    """The next row, or None. A report may be longer than the library lets a cell be: its bound, which holds for all of the program, is
    lifted for the one row."""
    bound = csv.field_size_limit(MOST_BYTES)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(bound)


class _Lines:
    """The lines of a table as text, those of the row that is being read remembered as bytes."""

    def __init__(self, stream: BinaryIO, place: str) -> None:
        self._place, self._row = place, list[bytes]()
        self._first = stream.readline(MOST_BYTES + 1)
        self._lines: Iterator[bytes] = iter(lambda: stream.readline(MOST_BYTES + 1), b"")
        if self._first[:2] in (b"\xff\xfe", b"\xfe\xff"):
            held = self._first + stream.read(MOST_BYTES + 1 - len(self._first))
            _refuse_if(len(held) > MOST_BYTES, place)
            self._lines = iter(io.BytesIO(decoded(held, place).encode("utf-8")))
            self._first = next(self._lines, b"")
        if not self._first.strip():
            raise ReaderError("the file is empty", place=place, advice="give a file that holds a report")

    def first(self) -> str:
        """The first line; it is given again with the others."""
        return decoded(self._first, self._place)

    def __iter__(self) -> Iterator[str]:
        size = 0
        for number, line in enumerate(self._with_first()):
            size = size + len(line) if self._row else len(line)
            _refuse_if(size > MOST_BYTES, f"{self._place}:{number + 1}")
            self._row.append(line)
            yield decoded(line, self._place) if line.strip() else line.decode("ascii", "replace")

    def _with_first(self) -> Iterator[bytes]:
        yield self._first
        yield from self._lines

    def taken(self) -> bytes:
        """The row so far; the next begins."""
        raw = b"".join(self._row)
        self._row.clear()
        return raw


def _refuse_if(large: bool, place: str) -> None:
    if large:
        raise ReaderError(
            f"a row of more than {MOST_BYTES // 1_000_000} MB", place=place, advice="look for a quotation mark that is not closed"
        )
