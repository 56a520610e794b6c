"""A PDF into the report that it holds (needs the extra `pdf`)."""

import io
from collections.abc import Iterator
from pathlib import Path

from marsad.errors import ReaderError
from marsad.model.report import Report, digest
from marsad.readers import MOST_BYTES, Received, bytes_of


def read(path: Path) -> Iterator[Received]:
    """The text of all pages. Raises ReaderError where it is no PDF or holds pictures alone."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ReaderError("PDF files need pypdf", place=str(path), advice="pip install 'marsad[pdf]'") from None
    raw = bytes_of(path)
    try:
        text = "\n\n".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise ReaderError(f"a broken PDF: {str(error)[:80]}", place=str(path), advice="print it to a new PDF") from None
    if not text.strip() or len(text) > MOST_BYTES:
        raise ReaderError("no text in the PDF, or too much", place=str(path), advice="a scan needs text recognition first")
    yield Received(Report(id=digest(text), text=text), raw)
