"""What is SQLite's own way."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event, literal_column

from marsad.store.words import Phrase

PATIENCE_MS = 5_000  # how long a writer waits for another
ADVICE = {
    "not a database": "name another file: this one is no Marsad database",
    "locked": "another process writes to it: wait and try again",
    "full": "make room on the disk and try again: all that was acknowledged is kept",
    "readonly": "the file or its folder may not be written to",
    "unable to open": "check that the folder is there and may be written to",
    "disk I/O": "check the disk: is it full, or gone? All that was acknowledged is kept",
    "malformed": "the file is damaged: take a copy of it, then read the reports into a new one",
    "no such module": "this Python's SQLite has no full-text search (FTS5): use another",
}


class Sqlite:
    """A SQLite file, made where there is none."""

    name = "sqlite"

    def __init__(self, path: Path) -> None:
        self.place = str(path)

    def engine(self) -> Engine:
        """Connections to it, on which no transaction begins by itself."""
        engine = create_engine(f"sqlite:///{self.place}")
        event.listen(engine, "connect", _tuned)
        return engine

    def begin(self, connection: Connection, *, writing: bool) -> None:
        """Begin a transaction; to write, one that waits until no other writes."""
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
        if not writing:  # the look is taken with the first thing that is read
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()

    def version(self, connection: Connection) -> int | None:
        """The number of the last script that was run; None for a database of something else."""
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        tables = int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
        return None if version == 0 and tables else version

    def set_version(self, connection: Connection, number: int) -> None:
        """Note it."""
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")

    def script(self, text: str) -> str:
        """The scripts are written as SQLite takes them."""
        return text

    def advice(self, said: str) -> str:
        """What to do about an error of its driver."""
        return next((advice for words, advice in ADVICE.items() if words in said), "see that the file is whole")

    def add_words(self, connection: Connection, number: int, report: str, words: str) -> None:
        """Index the words of a report in the place of those that it had."""
        connection.exec_driver_sql("INSERT OR REPLACE INTO report_words (rowid, report, words) VALUES (?, ?, ?)", (number, report, words))

    def holds(self, phrases: Sequence[Phrase]) -> ColumnElement[bool]:
        """That the words of a report hold all these."""
        asked = " AND ".join(f'"{" ".join(p.words)}"{" *" if p.prefix else ""}' for p in phrases)
        return literal_column("report_words").bool_op("MATCH")(asked)


def _tuned(connection: Any, _: object) -> None:
    """Leave transactions to us: the driver's own would begin too late to hold a migration together."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL a power cut may cost the last reports, never the file
