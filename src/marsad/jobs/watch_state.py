"""What the watch knows between two rounds, in one small SQLite file: which pages are wanted, kept and read; who asked to wait."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from marsad.errors import StoreError
from marsad.jobs.watch_links import Link

FORM = 1
TABLES = """
CREATE TABLE list (url TEXT PRIMARY KEY, etag TEXT, modified TEXT, due REAL NOT NULL);
CREATE TABLE page (
    url TEXT PRIMARY KEY, source TEXT NOT NULL, title TEXT, published TEXT, stamp TEXT, state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, etag TEXT, modified TEXT, sha256 TEXT, file TEXT, place INTEGER, said TEXT
);
CREATE INDEX page_state ON page (state, source);
CREATE INDEX page_sha256 ON page (sha256);
CREATE TABLE host (name TEXT PRIMARY KEY, due REAL NOT NULL, failures INTEGER NOT NULL);
CREATE TABLE robots (origin TEXT PRIMARY KEY, taken REAL NOT NULL, body TEXT NOT NULL);
CREATE TABLE warc (name TEXT PRIMARY KEY, size INTEGER NOT NULL);
"""
NEW = """
INSERT INTO page (url, source, title, published, stamp, state) VALUES (?, ?, ?, ?, ?, 'wanted') ON CONFLICT (url) DO NOTHING
"""
CHANGED = """
UPDATE page SET stamp = ?, state = 'wanted', tries = 0 WHERE url = ? AND state IN ('done', 'gone', 'failed') AND stamp <> ?
"""


class Page(NamedTuple):
    """A page: `wanted` (to be fetched), `kept` (in a WARC file, to be read), `done`, or given up: `gone`, `forbidden`, `failed`.

    `source`: the address of the source that named it first."""

    url: str
    source: str
    title: str | None
    published: str | None
    stamp: str | None
    state: str
    tries: int
    etag: str | None
    modified: str | None
    sha256: str | None
    file: str | None
    place: int | None
    said: str | None


class State:
    """The file, held by one watch alone. Every change is one transaction. Raises StoreError where another watch has it."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=0.5)
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA synchronous = FULL")
            with self._change():
                form = int(self._db.execute("PRAGMA user_version").fetchone()[0])
                if form not in (0, FORM):
                    raise StoreError("made by another Marsad", place=str(path), advice="install the newest Marsad")
                for command in TABLES.split(";") if form == 0 else ():
                    self._db.execute(command)
                self._db.execute(f"PRAGMA user_version = {FORM}")
        except sqlite3.OperationalError as error:
            advice = (
                "another watch is at work here: end it, or name another folder with --keep"
                if "locked" in str(error)
                else "check the folder"
            )
            raise StoreError(str(error), place=str(path), advice=advice) from None
        except sqlite3.DatabaseError as error:
            raise StoreError(str(error), place=str(path), advice="name another folder with --keep") from None

    def validators(self, url: str) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of a list as it was taken last."""
        row = self._db.execute("SELECT etag, modified FROM list WHERE url = ?", (url,)).fetchone()
        return (row[0], row[1]) if row else (None, None)

    def due(self, url: str) -> float:
        """When a list is to be asked for again, in seconds since 1970; 0 where it never was."""
        row = self._db.execute("SELECT due FROM list WHERE url = ?", (url,)).fetchone()
        return float(row[0]) if row else 0.0

    def listed(self, source: str, url: str, links: Iterable[Link], etag: str | None, modified: str | None, due: float) -> int:
        """Note what a list names, and that it was taken: both or neither. How many pages are wanted that were not."""
        came = 0
        with self._change():
            for one in links:
                values = (one.url, source, one.title, one.published, one.stamp)
                came += self._db.execute(NEW, values).rowcount
                if one.stamp is not None:
                    came += self._db.execute(CHANGED, (one.stamp, one.url, one.stamp)).rowcount
            self._list(url, etag, modified, due)
        return came

    def put_off(self, url: str, due: float) -> None:
        """Note when a list is to be asked for again."""
        with self._change():
            self._list(url, *self.validators(url), due)

    def pages(self, state: str, source: str | None = None, most: int = -1) -> list[Page]:
        """The pages in a state, in the order in which they were found."""
        asked = "SELECT * FROM page WHERE state = ? AND (? IS NULL OR source = ?) ORDER BY rowid LIMIT ?"
        return [Page(*row) for row in self._db.execute(asked, (state, source, source, most))]

    def page(self, url: str) -> Page | None:
        """A page, or None."""
        row = self._db.execute("SELECT * FROM page WHERE url = ?", (url,)).fetchone()
        return Page(*row) if row else None

    def is_kept(self, sha256: str) -> bool:
        """Whether some page came with these bytes."""
        asked = "SELECT 1 FROM page WHERE sha256 = ? AND state IN ('kept', 'done') LIMIT 1"
        return self._db.execute(asked, (sha256,)).fetchone() is not None

    def keep(self, url: str, sha256: str, file: str, place: int, size: int, etag: str | None, modified: str | None) -> None:
        """Note that a page lies in a WARC file, from `place` on, and that the file has this size now."""
        with self._change():
            self._db.execute(
                "UPDATE page SET state = 'kept', sha256 = ?, file = ?, place = ?, etag = ?, modified = ?, said = NULL WHERE url = ?",
                (sha256, file, place, etag, modified, url),
            )
            self._db.execute("INSERT INTO warc VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET size = excluded.size", (file, size))

    def settle(self, url: str, state: str, said: str | None = None, tries: int | None = None) -> None:
        """Note what became of a page."""
        with self._change():
            self._db.execute("UPDATE page SET state = ?, said = ?, tries = coalesce(?, tries) WHERE url = ?", (state, said, tries, url))

    def sizes(self) -> dict[str, int]:
        """The WARC files with the sizes that are noted."""
        return {name: int(size) for name, size in self._db.execute("SELECT name, size FROM warc")}

    def sized(self, name: str, size: int) -> None:
        """Note the size of a WARC file."""
        with self._change():
            self._db.execute("INSERT INTO warc VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET size = excluded.size", (name, size))

    def waits(self, host: str) -> tuple[float, int]:
        """Until when a host is left alone, and how often it has failed on end."""
        row = self._db.execute("SELECT due, failures FROM host WHERE name = ?", (host,)).fetchone()
        return (float(row[0]), int(row[1])) if row else (0.0, 0)

    def wait(self, host: str, due: float, failures: int) -> None:
        """Leave a host alone until then."""
        with self._change():
            self._db.execute(
                "INSERT INTO host VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET due = excluded.due, failures = excluded.failures",
                (host, due, failures),
            )

    def robots(self, origin: str, since: float) -> str | None:
        """What a host's robots.txt says, where it was taken after `since`."""
        row = self._db.execute("SELECT body FROM robots WHERE origin = ? AND taken >= ?", (origin, since)).fetchone()
        return str(row[0]) if row else None

    def take_robots(self, origin: str, taken: float, body: str) -> None:
        """Note what a host's robots.txt says."""
        with self._change():
            self._db.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, taken, body))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _list(self, url: str, etag: str | None, modified: str | None, due: float) -> None:
        self._db.execute("INSERT OR REPLACE INTO list VALUES (?, ?, ?, ?)", (url, etag, modified, due))

    @contextmanager
    def _change(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
