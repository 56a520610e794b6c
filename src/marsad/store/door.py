"""The store that a URL names."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from marsad.errors import StoreError
from marsad.store.base import Store
from marsad.store.memory import MemoryStore
from marsad.store.postgres import Postgres
from marsad.store.sql import SqlStore
from marsad.store.sqlite import Sqlite

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")
ADVICE = "write sqlite:///marsad.db, or postgresql://user@host/database"


def open_store(url: str, *, make: bool = True) -> Store:
    """The store of `sqlite:///path/to/file.db`, `postgresql://user:password@host/database` or `memory:`. A file that is not there is made,
    unless `make` is false; tables are made in an empty database.

    Raises StoreError where it cannot be used; a password is in no error."""
    if url == "memory:":
        return MemoryStore()
    if url.startswith(POSTGRES):
        return SqlStore(_postgres(url))
    if not url.startswith(SQLITE) or not url.removeprefix(SQLITE):
        raise StoreError(f"no store is called {url.partition('://')[0]!r}", place="store", advice=ADVICE)
    path = Path(url.removeprefix(SQLITE))
    if path.is_dir():
        raise StoreError("a folder, not a file", place=str(path), advice="name a file in it")
    if not make and not path.exists():
        raise StoreError("there is no record yet", place=str(path), advice="make one with: marsad read FILE")
    return SqlStore(Sqlite(path))


def _postgres(url: str) -> Postgres:
    try:
        return Postgres(make_url(url))
    except (ArgumentError, ValueError):  # said here in other words: theirs may hold a part of the password
        raise StoreError("no address of a database", place="postgresql://", advice=ADVICE) from None
