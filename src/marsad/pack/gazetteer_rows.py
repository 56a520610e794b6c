"""The rows of gazetteers as others publish them: GeoNames dumps, Who's On First, OCHA P-code tables, any table with a header.

Files are read line by line, within bounds: a line of a gigabyte is an error, not a gigabyte of memory.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from marsad.errors import PackError
from marsad.pack.gazetteer_columns import columns_of, geonames_kind, kind_of, level_kind, radius_of
from marsad.pack.gazetteer_file import KnownPlace

LONGEST_LINE = 1_000_000
MOST_ROWS = 15_000_000
MOST_BYTES = 8_000_000_000
MOST_SPELLINGS = 60
LONGEST_NAME = 200
LONGEST_CELL = 131_072
_GEONAMES_COLUMNS = 19
_SEEN_BAD = 200

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Tally:
    """What an import made of the rows: how many were read, and why some were left out."""

    read: int = 0
    left_out: dict[str, int] = field(default_factory=dict)

    def leave(self, why: str) -> None:
        """Count a row that is left out."""
        self.left_out[why] = self.left_out.get(why, 0) + 1


def read_places(path: Path, source: str, chosen: Mapping[str, str], tally: Tally, progress: Progress | None = None) -> Iterator[KnownPlace]:
    """The places of a file. `chosen` names columns where their names do not tell (`{"name": "Dorf"}`); `progress(done, all)` in bytes.

    Raises PackError, with file and line, where the file is none of the known forms."""
    with _lines(path, None) as lines:
        first = next(lines, None)
    if first is None or not first.strip():
        raise PackError("the file is empty", place=str(path), advice="give a file of places: a GeoNames dump or a CSV with a header")
    if first.count("\t") == _GEONAMES_COLUMNS - 1 and first.split("\t")[0].isdigit():
        yield from _geonames(path, source, tally, progress)
    else:
        yield from _table(path, source, chosen, tally, progress)


@contextmanager
def _lines(path: Path, progress: Progress | None) -> Iterator[Iterator[str]]:
    """The lines of a text file, or of the one table in a zip archive."""
    try:
        if zipfile.is_zipfile(path):
            if path.suffix.lower() in (".xlsx", ".ods"):
                raise PackError("a spreadsheet cannot be read", place=str(path), advice="save the sheet as CSV first")
            with zipfile.ZipFile(path) as archive:
                member = _member(archive, path)
                with archive.open(member) as stream:
                    yield _bounded(stream, path, member.file_size, progress)
        else:
            with path.open("rb") as stream:
                yield _bounded(stream, path, path.stat().st_size, progress)
    except FileNotFoundError:
        raise PackError("there is no such file", place=str(path), advice="check the path, or write geonames:SY for a country") from None
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise PackError(f"cannot be read: {error}", place=str(path), advice="check the file; a zip must not be encrypted") from None


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    tables = [m for m in archive.infolist() if m.filename.lower().endswith((".txt", ".csv", ".tsv")) and "readme" not in m.filename.lower()]
    if not tables:
        raise PackError("the archive holds no table", place=str(path), advice="it should hold one .txt, .csv or .tsv")
    largest = max(tables, key=lambda m: m.file_size)
    if largest.file_size > MOST_BYTES:
        raise PackError(f"{largest.filename} is larger than {MOST_BYTES:,} bytes", place=str(path), advice="take the dump of one country")
    return largest


def _bounded(stream: IO[bytes], path: Path, size: int, progress: Progress | None) -> Iterator[str]:
    done = 0
    for number in range(1, MOST_ROWS + 2):
        line = stream.readline(LONGEST_LINE + 1)
        if not line:
            return
        if len(line) > LONGEST_LINE:
            raise PackError(
                f"a line is longer than {LONGEST_LINE:,} bytes",
                place=f"{path}:{number}",
                advice="it is no table of places, or not one row a line",
            )
        done += len(line)
        if progress is not None and number % 2000 == 0:
            progress(done, size)
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise PackError("is not UTF-8", place=f"{path}:{number}", advice="save the file as UTF-8") from None
    raise PackError(f"more than {MOST_ROWS:,} rows", place=str(path), advice="take the dump of one country")


def _geonames(path: Path, source: str, tally: Tally, progress: Progress | None) -> Iterator[KnownPlace]:
    units: dict[tuple[str, ...], str] = {}
    with _lines(path, None) as lines:
        for line in lines:
            if "\tADM1\t" in line or "\tADM2\t" in line:
                row = line.split("\t")
                if len(row) == _GEONAMES_COLUMNS and row[7] in ("ADM1", "ADM2"):
                    units[(row[8], row[10]) if row[7] == "ADM1" else (row[8], row[10], row[11])] = _unit(row[1])
    with _lines(path, progress) as lines:
        for number, line in enumerate(lines, 1):
            row = line.rstrip("\r\n").split("\t")
            tally.read += 1
            if len(row) != _GEONAMES_COLUMNS:
                _bad(tally, "with too few columns", f"{path}:{number}")
                continue
            kind = geonames_kind(row[6], row[7])
            if kind is None:
                tally.leave("of kinds that reports do not name")
                continue
            point = _point(row[4], row[5])
            if point is None:
                _bad(tally, "without a point", f"{path}:{number}")
                continue
            people = _whole(row[14])
            yield KnownPlace(
                source=source, ref=row[0], name=row[1][:LONGEST_NAME], aliases=_spellings(row[1], row[2], *row[3].split(",")), kind=kind,
                lat=point[0], lon=point[1], radius_km=radius_of(kind, people), country=row[8] or None,
                admin1=units.get((row[8], row[10])), admin2=units.get((row[8], row[10], row[11])), population=people,
            )  # fmt: skip


def _unit(name: str) -> str:
    """ "Aleppo Governorate" is Aleppo."""
    for ending in (" Governorate", " Province", " District", " Region", " Oblast"):
        name = name.removesuffix(ending)
    return name


def _table(path: Path, source: str, chosen: Mapping[str, str], tally: Tally, progress: Progress | None) -> Iterator[KnownPlace]:
    with _lines(path, progress) as lines:
        try:
            yield from _rows(path, lines, source, chosen, tally)
        except csv.Error as error:
            raise PackError(
                f"no CSV: {error}", place=f"{path}:{tally.read + 2}", advice="quote cells that hold commas or line breaks"
            ) from None


def _rows(path: Path, lines: Iterator[str], source: str, chosen: Mapping[str, str], tally: Tally) -> Iterator[KnownPlace]:
    first = next(lines)
    delimiter = max("\t;,", key=first.count)
    header = next(csv.reader(io.StringIO(first), delimiter=delimiter))
    at = columns_of(header, chosen, f"{path}:1")
    by_level = level_kind(header)
    wof = any("placetype" in c.lower() or c.lower().startswith("wof") for c in header)
    origin = header.index("source") if "source" in header else None
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter), 1):
        if not row:
            continue
        if max(map(len, row)) > LONGEST_CELL:  # the library's own bound holds for the whole program, and others may have lifted it
            raise csv.Error(f"a cell of more than {LONGEST_CELL:,} letters")
        tally.read += 1
        cell = _Cells(row, at)
        point = _point(cell["lat"], cell["lon"])
        if point is None or not cell["name"] and not cell["arabic"]:
            _bad(tally, "without a point or a name", f"{path}:{number + 1}")
            continue
        of_wof = wof or (origin is not None and origin < len(row) and row[origin] == "whosonfirst")
        kind = by_level if by_level is not None and "kind" not in at else kind_of(cell["kind"], of_wof)
        name = (cell["name"] or cell["arabic"].split(";")[0])[:LONGEST_NAME]
        people = _whole(cell["population"])
        yield KnownPlace(
            source=source, ref=cell["ref"][:80] or str(number), name=name,
            aliases=_spellings(name, *_parts(cell["arabic"]), *_parts(cell["aliases"])), kind=kind, lat=point[0], lon=point[1],
            radius_km=radius_of(kind, people), country=_country(cell["country"]), admin1=cell["admin1"][:LONGEST_NAME] or None,
            admin2=cell["admin2"][:LONGEST_NAME] or None, population=people,
        )  # fmt: skip


class _Cells:
    """The cells of a row by what they hold; a column that is not there is empty."""

    __slots__ = ("at", "row")

    def __init__(self, row: Sequence[str], at: Mapping[str, int]) -> None:
        self.row, self.at = row, at

    def __getitem__(self, what: str) -> str:
        """The cell, stripped."""
        at = self.at.get(what)
        return self.row[at].strip() if at is not None and at < len(self.row) else ""


def _bad(tally: Tally, why: str, place: str) -> None:
    tally.leave(why)
    if tally.left_out[why] > _SEEN_BAD and tally.left_out[why] > 0.9 * tally.read:
        raise PackError(
            f"nearly all rows are {why}", place=place, advice="check the columns; name them with --column lat=... --column lon=..."
        )


def _parts(cell: str) -> list[str]:
    return cell.split(";") if ";" in cell else cell.split("|")


def _spellings(name: str, *others: str) -> tuple[str, ...]:
    found = {o.strip()[:LONGEST_NAME]: None for o in others[:400]}
    return tuple(o for o in found if o and o != name and ";" not in o)[:MOST_SPELLINGS]


def _point(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        point = float(lat[:40].replace(",", ".")), float(lon[:40].replace(",", "."))
    except ValueError:
        return None
    return (round(point[0], 5), round(point[1], 5)) if abs(point[0]) <= 90 and abs(point[1]) <= 180 and point != (0.0, 0.0) else None


def _whole(cell: str) -> int:
    try:
        return max(0, min(10**10, int(float(cell[:30]))))
    except (ValueError, OverflowError):
        return 0


def _country(cell: str) -> str | None:
    """The two letters of a country; a P-code of a country is the same."""
    code = cell.strip().upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
