"""A table of reports: a header with `text`, and `id`, `title`, `published`, `source`, `url`, `language` where known."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from marsad.errors import ReaderError
from marsad.model.report import Report, digest
from marsad.readers import Unread, bytes_of, checked_date, decoded


def read(path: Path) -> Iterator[Report | Unread]:
    """The reports of the rows, in order, and the failures between them. Raises ReaderError where the table has no `text`."""
    rows = csv.DictReader(io.StringIO(decoded(bytes_of(path), str(path)), newline=""))
    if "text" not in (rows.fieldnames or ()):
        raise ReaderError("no column `text`", place=str(path), advice="name the columns in the first row")
    try:
        for row in rows:
            yield _report(row, f"{path}:{rows.line_num}")
    except csv.Error as error:
        raise ReaderError(f"no CSV: {error}", place=f"{path}:{rows.line_num}", advice="put cells that hold a comma in quotes") from None


def _report(row: dict[str, str], place: str) -> Report | Unread:
    text = row.get("text") or ""
    if not text.strip():
        return Unread(row.get("id") or place, ReaderError("no `text`", place=place, advice="give each report its `text`"))
    try:
        published = checked_date(row.get("published"), place)
    except ReaderError as error:
        return Unread(row.get("id") or place, error)
    return Report(
        id=row.get("id") or digest(text),
        text=text,
        title=row.get("title") or None,
        source=row.get("source") or None,
        url=row.get("url") or None,
        published=published,
        published_basis="given" if published else "none",
        language=row.get("language") or None,
    )
