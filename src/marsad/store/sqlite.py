"""A store in one SQLite file, by SQLAlchemy Core. Its form grows by the numbered files in `migrations/`."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DatabaseError

from marsad.errors import StoreError
from marsad.store.sql_view import SqlView
from marsad.store.sql_writer import SqlWriter

PATIENCE_MS = 5_000  # how long a writer waits for another
ADVICE = {
    "not a database": "name another file: this one is no Marsad database",
    "locked": "another process writes to it: wait and try again",
    "full": "make room on the disk and try again",
    "readonly": "the file or its folder may not be written to",
    "unable to open": "check that the folder is there and may be written to",
    "disk I/O": "check the disk",
    "malformed": "the file is damaged: take a copy of it, then read the reports into a new one",
}


class SqliteStore:
    """Reports, Readings and records in a SQLite file, made where there is none. Raises StoreError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._engine = create_engine(f"sqlite:///{path}")
        event.listen(self._engine, "connect", _tuned)
        event.listen(self._engine, "begin", _begun)
        with ExitStack() as opening:
            opening.callback(self.close)
            with self._transaction("BEGIN") as connection:
                version = self._version(connection)
            if version < len(_steps()):
                with self._transaction("BEGIN IMMEDIATE") as connection:
                    self._migrate(connection)
            opening.pop_all()  # it is open and stays so

    @contextmanager
    def writer(self) -> Iterator[SqlWriter]:
        """Write in one transaction. Raises StoreError, and then nothing of it is kept."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield SqlWriter(connection)

    @contextmanager
    def view(self) -> Iterator[SqlView]:
        """Read. Raises StoreError."""
        with self._transaction("BEGIN") as connection:
            yield SqlView(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        try:
            with self._engine.execution_options(begin=begin).begin() as connection:
                yield connection
        except DatabaseError as error:
            said = str(error.orig)
            advice = next((a for words, a in ADVICE.items() if words in said), "see that the file is whole")
            raise StoreError(said, place=self._path, advice=advice) from None

    def _version(self, connection: Connection) -> int:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if version > len(_steps()):
            raise StoreError(f"made by a newer Marsad (form {version})", place=self._path, advice="install the newest Marsad")
        tables = int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
        if version == 0 and tables:
            raise StoreError("a database of something else", place=self._path, advice="name another file")
        return version

    def _migrate(self, connection: Connection) -> None:
        """Take the missing steps; another process may have taken them while this one waited."""
        version = self._version(connection)
        for number, script in enumerate(_steps()[version:], version + 1):
            for command in script.split(";"):
                if command.strip():
                    connection.exec_driver_sql(command)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def _steps() -> list[str]:
    """The scripts of `migrations/` in the order of their numbers, without their comments."""
    found = sorted((f for f in files("marsad.store").joinpath("migrations").iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    scripts = (f.read_text(encoding="utf-8").splitlines() for f in found)
    return ["\n".join(line for line in script if not line.startswith("--")) for script in scripts]


def _tuned(connection: Any, _: object) -> None:
    """Leave transactions to us: the driver's own would begin too late to hold a migration together."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL a power cut may cost the last reports, never the file


def _begun(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options()["begin"])
