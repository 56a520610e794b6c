"""A store in a database, by SQLAlchemy Core. Its form grows by the numbered files in `migrations/`. `Database` is all in which one database
differs from another."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from typing import Protocol, Self

from sqlalchemy import ColumnElement, Connection, Engine
from sqlalchemy.exc import DBAPIError

from marsad.errors import StoreError
from marsad.store.sql_folding import SqlFolding
from marsad.store.sql_view import SqlView
from marsad.store.sql_writer import SqlWriter, index_anew
from marsad.store.words import Phrase


class Database(Protocol):
    """What a database does in its own way. `name`: how the scripts that are for it alone are marked; `place`: how it is called in errors,
    without a password."""

    name: str
    place: str

    def engine(self) -> Engine:
        """Connections to it, on which no transaction begins by itself."""

    def begin(self, connection: Connection, *, writing: bool) -> None:
        """Begin a transaction: to read, one that sees nothing that comes meanwhile; to write, one that waits until no other writes."""

    def version(self, connection: Connection) -> int | None:
        """The number of the last script that was run; 0 for a new database, None for one of something else."""

    def set_version(self, connection: Connection, number: int) -> None:
        """Note it."""

    def script(self, text: str) -> str:
        """A common script in its own words."""

    def advice(self, said: str) -> str:
        """What to do about an error of its driver."""

    def add_words(self, connection: Connection, number: int, report: str, words: str) -> None:
        """Index the words of a report in the place of those that it had."""

    def holds(self, phrases: Sequence[Phrase]) -> ColumnElement[bool]:
        """That the words of a report hold all these, as a condition on `report_words`."""


class SqlStore:
    """Reports, Readings, judgements and records in a database. Raises StoreError where it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with ExitStack() as opening:
            with self._errors():
                self._engine = database.engine()
            opening.callback(self.close)
            with self._transaction(writing=False) as connection:
                version = self._version(connection)
            if version < len(_steps()):
                with self._transaction(writing=True) as connection:
                    self._migrate(connection)
            opening.pop_all()  # it is open and stays so

    @contextmanager
    def writer(self) -> Iterator[SqlWriter]:
        """Write in one transaction. Raises StoreError, and then nothing of it is kept."""
        with self._transaction(writing=True) as connection:
            yield SqlWriter(connection, self._database.add_words)

    @contextmanager
    def folding(self) -> Iterator[SqlFolding]:
        """Let the record follow the reports, in one transaction. Raises StoreError, and then nothing of it is kept."""
        with self._transaction(writing=True) as connection:
            yield SqlFolding(connection)

    @contextmanager
    def view(self) -> Iterator[SqlView]:
        """Read. Raises StoreError."""
        with self._transaction(writing=False) as connection:
            yield SqlView(connection, self._database.holds)

    def close(self) -> None:
        """Let go of the file or the connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[Connection]:
        with self._errors(), self._engine.begin() as connection:
            self._database.begin(connection, writing=writing)
            yield connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """The errors of the driver as ours."""
        try:
            yield
        except DBAPIError as error:
            said = " ".join(str(error.orig).split())
            raise StoreError(said, place=self._database.place, advice=self._database.advice(said)) from None

    def _version(self, connection: Connection) -> int:
        version = self._database.version(connection)
        if version is None:
            raise StoreError("a database of something else", place=self._database.place, advice="name another one")
        if version > len(_steps()):
            raise StoreError(f"made by a newer Marsad (form {version})", place=self._database.place, advice="install the newest Marsad")
        return version

    def _migrate(self, connection: Connection) -> None:
        """Take the missing steps; another process may have taken them while this one waited."""
        version = self._version(connection)
        for number, names in enumerate(_steps()[version:], version + 1):
            for name in names:
                if name.split(".")[1] in ("sql", self._database.name):
                    script = files("marsad.store").joinpath("migrations", name).read_text(encoding="utf-8")
                    for command in _commands(self._database.script(script)):
                        connection.exec_driver_sql(command)
            self._database.set_version(connection, number)
        if version < len(_steps()):
            index_anew(connection, self._database.add_words)


def _commands(script: str) -> list[str]:
    """The commands of a script: each ends with a semicolon at the end of a line, and the next begins at the start of one."""
    lines = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    return [command for command in re.split(r"(?<=;)\s*\n(?=\S)", lines) if command.strip()]


def _steps() -> list[list[str]]:
    """The scripts of `migrations/` in the order of their numbers: of each the common one, then those for one database (`.sqlite.sql`)."""
    names = sorted((f.name for f in files("marsad.store").joinpath("migrations").iterdir() if f.name.endswith(".sql")), key=_place)
    steps: dict[str, list[str]] = {}
    for name in names:
        steps.setdefault(name.partition("_")[0], []).append(name)
    return list(steps.values())


def _place(name: str) -> tuple[str, int, str]:
    return name.partition("_")[0], name.count("."), name
