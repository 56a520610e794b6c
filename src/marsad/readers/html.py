"""A saved web page into the report that it holds (needs the extra `html`)."""

from collections.abc import Iterator
from pathlib import Path

from marsad.errors import ReaderError
from marsad.model.report import Report, digest
from marsad.readers import Received, bytes_of, decoded


def read(path: Path) -> Iterator[Received]:
    """The main text of a page with its title and address. Raises ReaderError where the page has none."""
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise ReaderError("web pages need trafilatura", place=str(path), advice="pip install 'marsad[html]'") from None
    raw = bytes_of(path)
    page = bare_extraction(decoded(raw, str(path)), include_comments=False)
    if page is None or isinstance(page, dict) or not page.text:
        raise ReaderError("no text found in the page", place=str(path), advice="copy the text into a .txt file")
    yield Received(Report(id=digest(page.text), text=page.text, title=page.title or None, url=page.url or None), raw)
