"""A text file is one report."""

from marsad.readers import Came, Read, decoded, received


def read(raw: bytes, came: Came) -> Read:
    """The report of a text. Raises ReaderError."""
    yield received(decoded(raw, came.place, came.charset), raw, came, "marsad")
