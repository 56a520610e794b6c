"""A table of reports: a header with `text`, and `id`, `title`, `published`, `source`, `url`, `language` where known."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from marsad.errors import ReaderError
from marsad.model.report import Report, digest
from marsad.readers import Received, Unread, bytes_of, checked_date, decoded


def read(path: Path) -> Iterator[Received | Unread]:
    """The reports of the rows, in order, and the failures between them. Raises ReaderError where the table has no `text`."""
    lines = _Lines(decoded(bytes_of(path), str(path)))
    rows = csv.DictReader(lines)
    if "text" not in (rows.fieldnames or ()):
        raise ReaderError("no column `text`", place=str(path), advice="name the columns in the first row")
    lines.taken()
    try:
        for row in rows:
            yield _report(row, f"{path}:{rows.line_num}", lines.taken())
    except csv.Error as error:
        raise ReaderError(f"no CSV: {error}", place=f"{path}:{rows.line_num}", advice="put cells that hold a comma in quotes") from None


class _Lines:
    """The lines of a table, those of the row that is being read remembered."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._row.append(line)
            yield line

    def taken(self) -> bytes:
        """The row so far, in UTF-8; the next begins."""
        raw = "".join(self._row).encode("utf-8")
        self._row.clear()
        return raw


def _report(row: dict[str, str], place: str, raw: bytes) -> Received | Unread:
    text = row.get("text") or ""
    if not text.strip():
        return Unread(row.get("id") or place, ReaderError("no `text`", place=place, advice="give each report its `text`"), raw)
    try:
        published = checked_date(row.get("published"), place)
    except ReaderError as error:
        return Unread(row.get("id") or place, error, raw)
    report = Report(
        id=row.get("id") or digest(text),
        text=text,
        title=row.get("title") or None,
        source=row.get("source") or None,
        url=row.get("url") or None,
        published=published,
        published_basis="given" if published else "none",
        language=row.get("language") or None,
    )
    return Received(report, raw)
