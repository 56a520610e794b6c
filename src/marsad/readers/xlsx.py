"""A workbook of reports: one row each, the first row of a sheet names the columns."""

import hashlib
import io
import json
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from marsad.errors import ReaderError
from marsad.readers import Came, Found, Read
from marsad.readers.bounds import checked_document
from marsad.readers.rows import columns_of, report_of

MOST_ROWS = 200_000
MOST_COLUMNS = 200
BROKEN = (
    InvalidFileException,
    DefusedXmlException,
    ParseError,
    zipfile.BadZipFile,
    OSError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
)
Cells = tuple[object, ...]


def read(raw: bytes, came: Came) -> Read:
    """The reports of the rows of all sheets that have a text, each with its cells as JSON for its bytes. Raises ReaderError."""
    checked_document(raw, came.place)
    came = replace(came, how=replace(came.how, found=(*came.how.found, ("file_sha256", hashlib.sha256(raw).hexdigest()))))
    found = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles that it does not know
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
            rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
            for one in _reports(rows, replace(came, place=f"{came.place}:{sheet.title}")):
                found = True
                yield one
    except BROKEN as error:
        said = f"a broken workbook: {type(error).__name__}: {str(error)[:80]}"
        raise ReaderError(said, place=came.place, advice="open it and save it again") from None
    if not found:
        advice = "name the columns in the first row, or say which it is: --column text=NAME"
        raise ReaderError("no sheet has a column `text` with rows below it", place=came.place, advice=advice)


def _reports(rows: Iterator[Cells], came: Came) -> Iterator[Found]:
    header: list[str] = []
    number = 0
    for number, cells in enumerate(islice(rows, 50), 1):  # noqa: B007  # a sheet may begin with empty rows
        header = [str(cell).strip() if cell is not None else "" for cell in cells]
        if any(header):
            break
    try:
        columns = columns_of(header, came.asked, came.place)
    except ReaderError:
        return  # the column asked for may stand in another sheet
    if "text" not in columns:
        return
    for at, cells in enumerate(rows, number + 1):
        row = dict(zip(header, cells, strict=False))
        if any(cell is not None for cell in cells):
            own = json.dumps({k: v for k, v in row.items() if v is not None}, ensure_ascii=False, default=str)
            yield report_of(row, columns, own.encode("utf-8", "surrogatepass"), replace(came, place=f"{came.place}:{at}"))
