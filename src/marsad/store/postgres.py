"""What is PostgreSQL's own way."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Engine, column, create_engine, literal, text
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.engine import URL
from sqlalchemy.sql import cast

from marsad.errors import StoreError
from marsad.store.words import Phrase

PATIENCE_MS = 5_000  # how long a writer waits for another
LOCK = 0x6D617273  # ours among the advisory locks: who writes or migrates holds it
TYPES = {"TEXT": 'TEXT COLLATE "C"', "BLOB": "BYTEA"}  # in the order of code points, as the other stores have it
ADVICE = {
    "password": "check the user and the password: the environment variable PGPASSWORD or ~/.pgpass keep it out of the command",
    "authentication": "check the user and how the server lets it in (pg_hba.conf)",
    "does not exist": "check the name of the database, and make it with createdb",
    "lock timeout": "another process writes to it: wait and try again",
    "No space left": "make room on the server's disk and try again: all that was acknowledged is kept",
    "read-only": "this server or user may only read: name the main server, or another user",
    "permission denied": "let the user make and write tables in this database (GRANT)",
    "terminat": "the connection was lost: all that was acknowledged is kept, and the same command goes on from there",
    "closed the connection": "the connection was lost: all that was acknowledged is kept, and the same command goes on from there",
    "resolve": "check the name of the server",
    "connect": "check that the server runs and can be reached; all that was acknowledged is kept, and the same command goes on from there",
    "SSL": "check sslmode",
}

_ADD = text(
    "INSERT INTO report_words (number, report, words, found) VALUES (:number, :report, :words, array_to_tsvector(CAST(:each AS text[])))"
    " ON CONFLICT (number) DO UPDATE SET words = excluded.words, found = excluded.found"
)


class Postgres:
    """A database of a PostgreSQL server, in its default schema."""

    name = "postgresql"

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql+psycopg")
        self.place = f"postgresql://{url.host or ''}{f':{url.port}' if url.port else ''}/{url.database or ''}"

    def engine(self) -> Engine:
        """Connections to it. Raises StoreError where the driver is not installed."""
        try:
            return create_engine(self._url, pool_pre_ping=True)
        except ModuleNotFoundError:
            raise StoreError("the driver for PostgreSQL is missing", place=self.place, advice="pip install 'marsad[postgres]'") from None

    def begin(self, connection: Connection, *, writing: bool) -> None:
        """Make the transaction that began one that sees nothing that comes meanwhile, or one that waits until no other writes."""
        if writing:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            connection.exec_driver_sql("SELECT 1").scalar_one()  # the look is taken with the first thing that is asked

    def version(self, connection: Connection) -> int | None:
        """The number of the last script that was run; None where another owns a table of ours."""
        tables = "SELECT relname FROM pg_class WHERE relname IN ('marsad_form', 'report') AND pg_table_is_visible(oid)"
        there = set(connection.exec_driver_sql(tables).scalars())  # not by to_regclass, which may remember what was before a wait
        if "marsad_form" not in there:
            return None if there else 0
        return int(connection.exec_driver_sql("SELECT number FROM marsad_form").scalar_one())

    def set_version(self, connection: Connection, number: int) -> None:
        """Note it."""
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS marsad_form (number INTEGER NOT NULL)")
        connection.exec_driver_sql("DELETE FROM marsad_form")
        connection.exec_driver_sql(f"INSERT INTO marsad_form (number) VALUES ({number})")

    def script(self, text: str) -> str:
        """A script with the types as they are called here."""
        words = ((TYPES.get(word.rstrip(",;"), word.rstrip(",;")), word) for word in text.split(" "))
        return " ".join(own + word[len(word.rstrip(",;")) :] for own, word in words)

    def advice(self, said: str) -> str:
        """What to do about an error of its driver."""
        return next((advice for words, advice in ADVICE.items() if words in said), "see what the server's log says")

    def add_words(self, connection: Connection, number: int, report: str, words: str) -> None:
        """Index the words of a report in the place of those that it had."""
        row = {"number": number, "report": report, "words": words, "each": sorted(set(words.split()))}
        connection.execute(_ADD, row)

    def holds(self, phrases: Sequence[Phrase]) -> ColumnElement[bool]:
        """That the words of a report hold all these: by the index each word, and where they stand together by the words themselves."""
        asked = " & ".join(_lexeme(w, p.prefix and n == len(p.words)) for p in phrases for n, w in enumerate(p.words, 1))
        found: ColumnElement[bool] = column("found", TSVECTOR).bool_op("@@")(cast(literal(asked), TSQUERY))
        for p in phrases:
            if len(p.words) > 1:  # words hold no sign that means anything to LIKE
                found = found & column("words").like(f"% {' '.join(p.words)}{'' if p.prefix else ' '}%")
        return found


def _lexeme(word: str, prefix: bool) -> str:
    return f"'{word}':*" if prefix else f"'{word}'"
