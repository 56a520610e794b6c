"""A PDF into the report that it holds."""

import io
import re
from collections import Counter

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from marsad.errors import ReaderError
from marsad.readers import MOST_BYTES, MOST_WORDS, Came, Read, Told, received

MOST_PAGES = 2_000
EDGE = 2  # lines at the head and the foot of a page that may be a running title
_NUMBERS = re.compile(r"\d+")
_BROKEN_WORD = re.compile(r"([a-z]{2,})-\n([a-z]{2,})")
_NUMBER = re.compile(r"\s*(?:page\s+)?[\d\s/|–—-]{1,12}(?:of\s+\d+)?\s*", re.IGNORECASE)


def read(raw: bytes, came: Came) -> Read:
    """The text of all pages, without running titles and page numbers. Raises ReaderError where it is encrypted, broken or all pictures."""
    try:
        opened = PdfReader(io.BytesIO(raw))
        if opened.is_encrypted and not opened.decrypt(""):
            raise ReaderError("an encrypted PDF", place=came.place, advice="print it to a new PDF without a password")
        if len(opened.pages) > MOST_PAGES:
            raise ReaderError(f"more than {MOST_PAGES} pages", place=came.place, advice="cut it into reports")
        pages, size = list[str](), 0
        for page in opened.pages:
            pages.append(page.extract_text())
            size += len(pages[-1])
            if size > MOST_BYTES:
                raise ReaderError("too much text in the PDF", place=came.place, advice="cut it into reports")
        told = _told(opened)
    except DependencyError:
        raise ReaderError("an encrypted PDF", place=came.place, advice="print it to a new PDF without a password") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError) as error:
        raise ReaderError(f"a broken PDF: {str(error)[:80]}", place=came.place, advice="print it to a new PDF") from None
    yield received(_text(pages), raw, came, "pypdf", told)


def _told(opened: PdfReader) -> Told:
    about = opened.metadata
    if about is None:
        return Told()
    named = (("author", "/Author"), ("created", "/CreationDate"), ("modified", "/ModDate"))
    return Told(title=about.title, more=tuple((name, str(about.get(key) or "")[:MOST_WORDS]) for name, key in named))


def _text(pages: list[str]) -> str:
    """The pages as one text: lines that stand at the edge of most pages are left out, words broken at the end of a line are joined."""
    lines = [[line.rstrip() for line in page.splitlines()] for page in pages]
    filled = [[number for number, line in enumerate(page) if line.strip()] for page in lines]
    edges = [{*there[:EDGE], *there[-EDGE:]} for there in filled]
    seen = Counter(same for page, edge in zip(lines, edges, strict=True) for same in {_same(page[n]) for n in edge})
    running = {same for same, count in seen.items() if count >= 3 and count * 2 > len(pages)}
    kept = (
        [line for n, line in enumerate(page) if n not in edge or not (_same(line) in running or len(pages) > 1 and _NUMBER.fullmatch(line))]
        for page, edge in zip(lines, edges, strict=True)
    )
    return _BROKEN_WORD.sub(r"\1\2\n", "\n\n".join("\n".join(page).strip("\n") for page in kept)).strip("\n")


def _same(line: str) -> str:
    return _NUMBERS.sub("#", line.strip())
