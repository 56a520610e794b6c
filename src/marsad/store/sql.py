"""A store in one SQLite file, by SQLAlchemy Core. Its form grows by the numbered files in `migrations/`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Column, Connection, LargeBinary, MetaData, Row, Table, Text, create_engine, event, select, text, update
from sqlalchemy.exc import DatabaseError

from marsad.errors import StoreError
from marsad.store.base import Kept

REPORT = Table(
    "report", MetaData(), Column("id", Text, primary_key=True), Column("raw_sha256", Text), Column("raw", LargeBinary), Column("form", Text)
)
ADVICE = {
    "not a database": "name another file: this one is no Marsad database",
    "locked": "another process writes to it; wait and try again",
    "full": "make room on the disk and try again",
    "unable to open": "check that the folder is there and may be written to",
}


class SqliteStore:
    """Reports and Readings in a SQLite file, made where there is none. Raises StoreError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._engine = create_engine(f"sqlite:///{path}")
        event.listen(self._engine, "connect", _tuned)
        with self._transaction() as connection:
            self._migrate(connection)

    def keep(self, kept: Kept) -> bool:
        """Keep a report and its Reading; whether that changed anything. Other bytes under a known id raise StoreError."""
        form = json.dumps(kept.form, ensure_ascii=True, sort_keys=True)
        with self._transaction() as connection:
            known = connection.execute(select(REPORT.c.raw_sha256, REPORT.c.form).where(REPORT.c.id == kept.id)).first()
            if known is None:
                connection.execute(REPORT.insert().values(id=kept.id, raw_sha256=kept.raw_sha256, raw=kept.raw, form=form))
                return True
            if known.raw_sha256 != kept.raw_sha256:
                raise StoreError("another report has this id", place=kept.id, advice="give it an id of its own")
            if known.form == form:
                return False
            connection.execute(update(REPORT).where(REPORT.c.id == kept.id).values(form=form))
            return True

    def get(self, report_id: str) -> Kept | None:
        """A report, or None."""
        with self._transaction() as connection:
            row = connection.execute(select(REPORT).where(REPORT.c.id == report_id)).first()
        return _kept(row) if row is not None else None

    def all(self) -> Iterator[Kept]:
        """Every report, in the order of its id."""
        with self._transaction() as connection:
            for row in connection.execute(select(REPORT).order_by(REPORT.c.id)):
                yield _kept(row)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            said = str(error.orig)
            advice = next((a for words, a in ADVICE.items() if words in said), "see that the file is whole")
            raise StoreError(said, place=self._path, advice=advice) from None

    def _migrate(self, connection: Connection) -> None:
        steps = sorted(f.name for f in files("marsad.store").joinpath("migrations").iterdir() if f.name.endswith(".sql"))
        version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
        if version > len(steps):
            raise StoreError(f"made by a newer version ({version})", place=self._path, advice="install the newest Marsad")
        for number, name in enumerate(steps[version:], version + 1):
            script = files("marsad.store").joinpath("migrations", name).read_text(encoding="utf-8")
            for command in script.split(";"):
                if command.strip():
                    connection.execute(text(command))
            connection.execute(text(f"PRAGMA user_version = {number}"))


def _tuned(connection: Any, _: object) -> None:
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA journal_mode = WAL")


def _kept(row: Row[Any]) -> Kept:
    return Kept(row.id, row.raw, json.loads(row.form))
