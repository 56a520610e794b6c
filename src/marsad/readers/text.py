"""A text file is one report."""

from collections.abc import Iterator
from pathlib import Path

from marsad.model.report import Report, digest
from marsad.readers import Received, bytes_of, decoded


def read(path: Path) -> Iterator[Received]:
    """The report of a text file. Raises ReaderError."""
    raw = bytes_of(path)
    text = decoded(raw, str(path))
    yield Received(Report(id=digest(text), text=text), raw)
