"""Values as cells of a table: a text never starts a formula, a number stays one, what is not known is empty."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO
from unicodedata import normalize


class Json(str):
    """A cell that holds JSON in ASCII: it never starts a formula, and not a letter of it may change."""


Cell = str | int | float | None
Row = Mapping[str, Cell]

FORMULA = tuple("=+-@\t\r＝＋－＠")
# Control characters and lone surrogates part words; marks that turn the direction of writing, soft hyphens and the like only hide in them.
_PARTING = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile("[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def clean(text: str) -> str:
    """One line of text, composed (NFC), without what only steers a screen."""
    return " ".join(normalize("NFC", _HIDDEN.sub("", _PARTING.sub(" ", text))).split())


def text(value: str | None) -> str:
    """A text as a cell. One that a spreadsheet would take for a formula is marked with an apostrophe, as spreadsheets themselves do."""
    cell = clean(value or "")
    return "'" + cell if cell.startswith(FORMULA) else cell


def number(value: float | None) -> int | float | None:
    """A number without a point where it is whole."""
    return int(value) if value is not None and float(value).is_integer() else value


def joined(values: Iterable[str | None], mark: str = "; ") -> str:
    """A list in one cell, each value once; the mark that parts them stands in none of them."""
    lone = mark.strip()
    return text(mark.join(dict.fromkeys(clean(v).replace(lone, ",") for v in values if v)))


def write_csv(stream: TextIO, columns: Sequence[str], rows: Iterable[Row], extra: Sequence[Sequence[str]] = ()) -> int:
    """A table with its header, the rows of `extra` (HXL's tags) under it. How many rows were written."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(extra)
    count = 0
    for row in rows:
        writer.writerow([_cell(row.get(c)) for c in columns])
        count += 1
    return count


def _cell(value: Cell) -> Cell:
    if isinstance(value, Json):
        return value
    return text(value) if isinstance(value, str) else number(value)
