"""Whether a table is GED-shaped: columns, types, codes and sums. Strict for what we write, lenient for what others have published."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple, TextIO

from marsad.exports.ged import COLUMNS
from marsad.exports.parts.spans import date_prec
from marsad.exports.parts.spots import priogrid

DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
CODES = {"type_of_violence": range(1, 4), "where_prec": range(1, 8), "date_prec": range(1, 6), "event_clarity": range(1, 3)}
REGIONS = ("Africa", "Americas", "Asia", "Europe", "Middle East", "")
Cells = Mapping[str, str]


class Problem(NamedTuple):
    """What is wrong: in which line of the file (1 is the header), in which column, and how."""

    line: int
    column: str
    message: str


def check(stream: TextIO, *, lenient: bool = False) -> Iterator[Problem]:
    """Every problem of a GED-shaped CSV. `lenient`: low <= best <= high is not asked for; a few rows of UCDP releases lack it."""
    reader = csv.DictReader(stream, strict=True)
    if list(reader.fieldnames or ()) != COLUMNS:
        missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
        yield Problem(1, ", ".join(missing) or "header", "columns are missing" if missing else "columns in another order, or too many")
        return
    seen: set[str] = set()
    for row in reader:
        at = reader.line_num
        if None in row or None in row.values():
            yield Problem(at, "", "not as many cells as columns")
            continue
        if row["id"] in seen or not row["id"]:
            yield Problem(at, "id", "empty, or told twice")
        seen.add(row["id"])
        yield from (Problem(at, column, message) for column, message in _row(row, lenient))


def _row(row: Cells, lenient: bool) -> Iterator[tuple[str, str]]:
    for column, allowed in CODES.items():
        if (found := _number(row[column])) is None or found not in allowed:
            yield column, f"{row[column]!r} is not {allowed[0]} to {allowed[-1]}"
    for column in ("side_a", "side_b", "country"):
        if not row[column].strip():
            yield column, "is empty"
    if row["region"] not in REGIONS:
        yield "region", f"{row['region']!r} is no region"
    yield from _time(row)
    yield from _space(row)
    yield from _tolls(row, lenient)


def _time(row: Cells) -> Iterator[tuple[str, str]]:
    first, last, year = _day(row["date_start"]), _day(row["date_end"]), _number(row["year"])
    if first is None or last is None:
        yield "date_start, date_end", "no date"
    elif first > last:
        yield "date_end", "before date_start"
    elif _number(row["date_prec"]) != date_prec((last - first).days + 1):
        yield "date_prec", f"{row['date_prec']!r} does not follow from {(last - first).days + 1} days"
    if year is None or (first is not None and last is not None and not first.year <= year <= last.year):
        yield "year", "is not the year of the event"


def _space(row: Cells) -> Iterator[tuple[str, str]]:
    lat, lon = _number(row["latitude"]), _number(row["longitude"])
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        yield "latitude, longitude", "no point on the globe"
    elif _number(row["priogrid_gid"]) != priogrid(lat, lon):
        yield "priogrid_gid", f"is not the cell of the point, {priogrid(lat, lon)}"
    if not row["geom_wkt"].startswith("POINT ("):
        yield "geom_wkt", "no point"


def _tolls(row: Cells, lenient: bool) -> Iterator[tuple[str, str]]:
    low, best, high = (_number(row[c]) for c in ("low", "best", "high"))
    parts = [_number(row[c]) for c in DEATHS]
    if low is None or high is None:
        yield "low, high", "no number"
        return
    numbers = [n for n in (low, best, high, *parts) if n is not None]
    if any(n < 0 or n != int(n) for n in numbers):
        yield "low, best, high", "not a count"
    if max(low, best or 0, high) < 1:
        yield "high", "no estimate holds a death"
    if best is None:
        if any(p is not None for p in parts):
            yield "best", "is empty though deaths are parted"
    elif None in parts or best != sum(p for p in parts if p is not None):
        yield "best", "is not the sum of the four sorts of deaths"
    if not lenient and not low <= (low if best is None else best) <= high:
        yield "low, best, high", "not in order"


def _number(cell: str) -> float | None:
    try:
        found = float(cell)
    except ValueError:
        return None
    return found if abs(found) < 1e15 else None


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        return None
