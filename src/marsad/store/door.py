"""The store that a URL names."""

from pathlib import Path

from marsad.errors import StoreError
from marsad.store.base import Store
from marsad.store.memory import MemoryStore
from marsad.store.sqlite import SqliteStore

SQLITE = "sqlite:///"


def open_store(url: str, *, make: bool = True) -> Store:
    """The store of `sqlite:///path/to/file.db` or `memory:`. A file that is not there is made, unless `make` is false.

    Raises StoreError where it cannot be used."""
    if url == "memory:":
        return MemoryStore()
    if not url.startswith(SQLITE) or not url.removeprefix(SQLITE):
        raise StoreError(f"no store is called {url!r}", place="store", advice="write sqlite:///marsad.db")
    path = Path(url.removeprefix(SQLITE))
    if path.is_dir():
        raise StoreError("a folder, not a file", place=str(path), advice="name a file in it")
    if not make and not path.exists():
        raise StoreError("there is no record yet", place=str(path), advice="make one with: marsad read FILE")
    return SqliteStore(path)
