"""A text file is one report."""

from collections.abc import Iterator
from pathlib import Path

from marsad.model.report import Report, digest
from marsad.readers import bytes_of, decoded


def read(path: Path) -> Iterator[Report]:
    """The report of a text file. Raises ReaderError."""
    text = decoded(bytes_of(path), str(path))
    yield Report(id=digest(text), text=text)
