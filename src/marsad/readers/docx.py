"""A Word document into the report that it holds."""

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as Opened
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from marsad.errors import ReaderError
from marsad.readers import Came, Read, Told, received
from marsad.readers.bounds import checked_document

MOST_BLOCKS = 100_000


def read(raw: bytes, came: Came) -> Read:
    """The text of the paragraphs and tables, in their order. Raises ReaderError where it is encrypted, broken or none."""
    checked_document(raw, came.place)
    try:
        document = Document(io.BytesIO(raw))
        text = "\n\n".join(line for _, line in zip(range(MOST_BLOCKS), _blocks(document), strict=False))
        about = document.core_properties
        dates = tuple((name, when.isoformat()) for name in ("created", "modified") if (when := getattr(about, name)) is not None)
        told = Told(title=about.title, more=(("author", about.author or ""), *dates))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, IndexError) as error:
        said = f"a broken Word document: {type(error).__name__}: {str(error)[:80]}"
        raise ReaderError(said, place=came.place, advice="open it and save it again") from None
    yield received(text, raw, came, "python-docx", told)


def _blocks(document: Opened) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            if block.text.strip():
                yield block.text
        elif isinstance(block, Table):
            for row in block.rows:
                cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells))  # a cell over several columns is told once
                if any(cells):
                    yield " | ".join(cells)
