"""A gazetteer in a file: SQLite with an index of folded names and one of skeletons. The one module outside the store that knows SQL."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import cast

from marsad.errors import PackError
from marsad.model.mention import PlaceKind
from marsad.pack.skeleton import keys_of_name

FORMAT = 3
_MOST_HELD = 200_000  # names of a file that are held in memory, about 200 bytes each
_MOST_REMEMBERED = 20_000
_TABLES = """
CREATE TABLE IF NOT EXISTS sources (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, origin TEXT NOT NULL, added TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS places (
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL, ref TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, kind TEXT NOT NULL,
  lat REAL NOT NULL, lon REAL NOT NULL, radius_km REAL NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS names (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS skeletons (key TEXT NOT NULL, country TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (key, country, place, name)) WITHOUT ROWID;
"""
_COLUMNS = "s.name, p.ref, p.name, p.aliases, p.kind, p.lat, p.lon, p.radius_km, p.country, p.admin1, p.admin2, p.population"


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of a gazetteer. `source` names the gazetteer, `ref` the place within it; `aliases` are its other spellings."""

    source: str
    ref: str
    name: str
    aliases: tuple[str, ...]
    kind: PlaceKind
    lat: float
    lon: float
    radius_km: float
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int

    @property
    def place_id(self) -> str:
        """`gazetteer:id`."""
        return f"{self.source}:{self.ref}"

    def spellings(self) -> tuple[str, ...]:
        """All names of the place."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Import:
    """One import of a gazetteer file: its name, where it came from, when, and how many places it holds."""

    name: str
    origin: str
    added: str
    places: int


class GazetteerFile:
    """A gazetteer file opened for reading. Connections are made at need, so that the object may cross into a worker."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._names: dict[str, list[tuple[int, str]]] | None = None
        self._too_many = False
        self._places: dict[int, KnownPlace] = {}

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        if self._connection is None or self._process != os.getpid():
            self._connection = _open(self.path, write=False)
            self._process = os.getpid()
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _broken(self.path, error) from None

    def by_name(self, key: str) -> list[KnownPlace]:
        """The places that have a name of this key (`bare_name(fold_name(...))`)."""
        query = f"SELECT {_COLUMNS} FROM names n JOIN places p ON p.id = n.place JOIN sources s ON s.id = p.source WHERE n.key = ?"
        return [_place(row) for row in self._rows(query, (key,))]

    def names_alike(self, keys: Sequence[str], countries: Iterable[str] = (), limit: int = 4000) -> list[tuple[int, str, str]]:
        """The names with one of these skeletons, folded and without articles, each with the number of its place and its skeleton; of these
        countries where any is named. A file of a country or two is held in memory for this; a larger one is asked each time."""
        within = tuple(countries)
        if not keys:
            return []
        held = self._held() if not within else None
        if held is not None:
            return [(number, name, key) for key in keys for number, name in held.get(key, ())][:limit]
        wanted = f"k.key IN ({','.join('?' * len(keys))})"
        if within:
            wanted += f" AND k.country IN ({','.join('?' * len(within))})"
        query = f"SELECT k.place, k.name, k.key FROM skeletons k WHERE {wanted} LIMIT {int(limit)}"
        return cast("list[tuple[int, str, str]]", self._rows(query, (*keys, *within)))

    def _held(self) -> dict[str, list[tuple[int, str]]] | None:
        """All names by their skeletons; None where they are too many to be held."""
        if self._names is None and not self._too_many:
            rows = self._rows(f"SELECT key, place, name FROM skeletons LIMIT {_MOST_HELD + 1}")
            self._too_many = len(rows) > _MOST_HELD
            if not self._too_many:
                self._names = {}
                for key, number, name in cast("list[tuple[str, int, str]]", rows):
                    self._names.setdefault(key, []).append((number, name))
        return self._names

    def numbered(self, numbers: Iterable[int]) -> dict[int, KnownPlace]:
        """The places of these numbers, in their order; those asked for lately are remembered."""
        several = tuple(numbers)
        missing = tuple(n for n in several if n not in self._places)
        if missing:
            if len(self._places) > _MOST_REMEMBERED:
                self._places.clear()
                missing = several
            query = (
                f"SELECT {_COLUMNS}, p.id FROM places p JOIN sources s ON s.id = p.source WHERE p.id IN ({','.join('?' * len(missing))})"
            )
            self._places.update((cast(int, row[-1]), _place(row[:-1])) for row in self._rows(query, missing))
        return {n: self._places[n] for n in several if n in self._places}

    def within(self, box: tuple[float, float, float, float], least: int, most: int) -> list[KnownPlace]:
        """The settlements in a box (south, west, north, east in degrees) of at least so many people, the largest first."""
        query = (
            f"SELECT {_COLUMNS} FROM places p JOIN sources s ON s.id = p.source WHERE p.kind = 'settlement' AND p.population >= ? "
            "AND p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ? ORDER BY p.population DESC, p.id LIMIT ?"
        )
        south, west, north, east = box
        return [_place(row) for row in self._rows(query, (least, south, north, west, east, most))]

    def countries(self) -> list[str]:
        """The countries that the places lie in, those of most places first."""
        query = "SELECT country FROM places WHERE country IS NOT NULL GROUP BY country ORDER BY count(*) DESC, country"
        return [str(country) for (country,) in self._rows(query)]

    def imports(self) -> list[Import]:
        """What was imported into this file, in that order."""
        query = "SELECT s.name, s.origin, s.added, (SELECT count(*) FROM places p WHERE p.source = s.id) FROM sources s ORDER BY s.id"
        return [Import(str(a), str(b), str(c), cast(int, n)) for a, b, c, n in self._rows(query)]

    def digest(self) -> str:
        """A text that changes with the content: what was imported, and when."""
        return ";".join(f"{i.name} {i.origin} {i.added} {i.places}" for i in self.imports())

    def add(self, name: str, origin: str, places: Iterable[KnownPlace]) -> int:
        """Put places into the file, in the place of an earlier import of the same name; all or nothing. Returns how many."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._forget()
        with closing(_open(self.path, write=True)) as connection, connection:
            _remove(connection, name)
            source = connection.execute(
                "INSERT INTO sources (name, origin, added) VALUES (?, ?, ?)", (name, origin, datetime.now(UTC).isoformat("T", "seconds"))
            ).lastrowid
            first = cast(int, connection.execute("SELECT coalesce(max(id), 0) FROM places").fetchone()[0]) + 1
            count = 0
            for count, chunk in _chunks(places):  # noqa: B007
                _insert(connection, cast(int, source), first, chunk)
                first += len(chunk)
        return count

    def remove(self, name: str) -> bool:
        """Take an import out again. False where there was none of that name."""
        if not self.path.is_file():
            return False
        self._forget()
        with closing(_open(self.path, write=True)) as connection, connection:
            return _remove(connection, name)

    def _forget(self) -> None:
        """Let go of what was read before the file changes."""
        self._names, self._too_many = None, False
        self._places.clear()


def _open(path: Path, *, write: bool) -> sqlite3.Connection:
    if not write and not path.is_file():
        raise PackError("there is no such gazetteer", place=str(path), advice="add one with `marsad gazetteer add FILE`")
    try:
        if not write:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            _check_format(connection, path)
            return connection
        connection = sqlite3.connect(path)
        _check_format(connection, path)
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        return connection
    except sqlite3.DatabaseError as error:
        raise _broken(path, error) from None


def _check_format(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found not in (0, FORMAT):
        connection.close()
        raise PackError(
            f"a gazetteer file of form {found}, not {FORMAT}", place=str(path), advice="take it away and add your gazetteers again"
        )


def _broken(path: Path, error: Exception) -> PackError:
    return PackError(f"not a gazetteer file: {error}", place=str(path), advice="take the file away and add your gazetteers again")


def _remove(connection: sqlite3.Connection, name: str) -> bool:
    row = connection.execute("SELECT id FROM sources WHERE name = ?", (name,)).fetchone()
    if row is None:
        return False
    for table in ("names", "skeletons"):
        connection.execute(f"DELETE FROM {table} WHERE place IN (SELECT id FROM places WHERE source = ?)", row)
    connection.execute("DELETE FROM places WHERE source = ?", row)
    connection.execute("DELETE FROM sources WHERE id = ?", row)
    return True


def _chunks(places: Iterable[KnownPlace], size: int = 20_000) -> Iterator[tuple[int, list[KnownPlace]]]:
    """The places in lists, each with how many came so far."""
    chunk: list[KnownPlace] = []
    count = 0
    for place in places:
        chunk.append(place)
        count += 1
        if len(chunk) >= size:
            yield count, chunk
            chunk = []
    if chunk:
        yield count, chunk


def _insert(connection: sqlite3.Connection, source: int, first: int, places: list[KnownPlace]) -> None:
    rows, names, skeletons = [], set(), set()
    for number, p in enumerate(places, first):
        rows.append((number, source, p.ref, p.name, ";".join(p.aliases), p.kind, p.lat, p.lon, p.radius_km, p.country, p.admin1,
                     p.admin2, p.population))  # fmt: skip
        for spelling in p.spellings():
            key, bones = keys_of_name(spelling)
            if key:
                names.add((key, number))
            if bones:
                skeletons.add((bones, p.country or "", number, key))
    connection.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    connection.executemany("INSERT OR IGNORE INTO names VALUES (?,?)", sorted(names))
    connection.executemany("INSERT OR IGNORE INTO skeletons VALUES (?,?,?,?)", sorted(skeletons))


def _place(row: tuple[object, ...]) -> KnownPlace:
    source, ref, name, aliases, kind, lat, lon, radius, country, admin1, admin2, population = row
    other = tuple(str(aliases).split(";")) if aliases else ()
    return KnownPlace(
        str(source), str(ref), str(name), other, cast(PlaceKind, kind), cast(float, lat), cast(float, lon), cast(float, radius),
        cast("str | None", country), cast("str | None", admin1), cast("str | None", admin2), cast(int, population),
    )  # fmt: skip


@lru_cache(maxsize=8)
def opened(path: str) -> GazetteerFile:
    """The gazetteer file of a path; one object a path, so that its connection is shared."""
    return GazetteerFile(path)
